"""How much is taken."""

MB = 1024 * 1024
#: One file.
MOST_BYTES = 10 * MB
#: So many with a request, and so many after it was sent.
MOST_FILES = 3
MOST_FILES_LATER = 3
#: All that stands with drafts: somebody who fills our disk with requests that are never sent is stopped here.
MOST_IN_DRAFTS = 2048 * MB
#: What one internet connection, maybe a whole school's, sends a day: in two weeks that fills no room.
MOST_UPLOADS_A_DAY = 60
MOST_KB_A_DAY = 128 * 1024
#: An image; a screen of a camera of today has half of it. It is looked at, so it must fit in memory.
MOST_PIXELS = 60_000_000
#: What a docx or odt may hold, unpacked: ten times what a thick report with pictures needs.
MOST_UNPACKED = 100 * MB
MOST_PARTS = 3000
