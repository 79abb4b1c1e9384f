"""The files a school sends along: what is taken, where it is kept, who scans it, and when it goes.

`attach` is the door: `attach_to_draft`, `attach_to_request`, `remove_from_draft`, `move_to_request`.
"""
