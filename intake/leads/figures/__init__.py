"""Figures about leads: how many came in a period, how far they came, how soon the school heard from us.

`periods` says which days count, `counting` what is counted and how (pure), `dimensions` what it can be broken
down by, `reading` gets it from the database in one query.
"""
