"""Web pages: from HTML source to the words a reader reads, each with its place in the source."""
