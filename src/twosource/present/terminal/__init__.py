"""Accounts, and what comes before them, as text for a terminal."""

from twosource.present.terminal.render import (
    render_account,
    render_articles,
    render_derivations,
    render_statements,
    render_stories,
)

__all__ = ["render_account", "render_articles", "render_derivations", "render_statements", "render_stories"]
