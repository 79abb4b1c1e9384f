"""Keeps spam out without asking a stranger, and without ever losing a real school.

A request is suspect when a trap is filled in, when it comes too soon or when many came from one connection.
A browser then proves in the background that it can be bothered (ALTCHA's proof of work, ours from end to
end); what cannot be proved is kept in quarantine (`intake.form.quarantine`), never refused.
"""
