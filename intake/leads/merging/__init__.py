"""Joining what turned out to be one: organisations, people, leads; each can be undone within a day.

`ledger` does the steps and takes them back, `preview` looks what a merge would do, `undoing` has the way
back, `log` how it reads in reports.
"""
