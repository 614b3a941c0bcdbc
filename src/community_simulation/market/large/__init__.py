"""A market of a million people, ranked in blocks that any executor can share out."""
