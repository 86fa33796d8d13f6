"""Feeds: RSS, Atom and JSON Feed to one report an item."""
