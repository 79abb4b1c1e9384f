"""Each module here writes one kind of content, and leaves alone what is already there."""
