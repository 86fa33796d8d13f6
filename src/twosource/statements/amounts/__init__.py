"""Numbers in a sentence: read, measured, bounded; what they count, and what happened to that."""
