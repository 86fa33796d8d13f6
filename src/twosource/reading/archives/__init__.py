"""Containers of pages: web archives (WARC, WACZ) and saved pages (MHTML)."""
