"""An account as one HTML file that needs nothing else: no other file, no address, no program but a browser."""

from twosource.present.page.whole import render_page

__all__ = ["render_page"]
