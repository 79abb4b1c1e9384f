"""The adviser's side: lists of leads, a lead's own page and the morning panel, in the Wagtail admin.

Nothing here decides. A view parses, calls one function of the floors below and renders.
"""
