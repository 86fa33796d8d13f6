"""Where a link leads inside a page: names that stay the same as long as what they name does."""

import re

from twosource.model import content_id

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def report_anchor(article_id: str) -> str:
    """The name of a report's place.

    >>> report_anchor("0f3a"), report_anchor("any id <of> a user")
    ('report-0f3a', 'report-f532be841997492c5c78432c')
    """
    return f"report-{_safe(article_id)}"


def statement_anchor(statement_id: str) -> str:
    """The name of a statement's words in its report."""
    return f"said-{_safe(statement_id)}"


def claim_anchor(claim_id: str) -> str:
    """The name of a claim's place."""
    return f"claim-{_safe(claim_id)}"


def _safe(id: str) -> str:
    """An id that is letters, digits, `-` and `_` as it is; any other, which a user may have given, by its hash."""
    return id if _SAFE.fullmatch(id) else content_id(id)
