"""Jinja as every page uses it: text is escaped and harmless, a name that is missing is an error, nothing comes from outside."""

from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from twosource.present.anchors import claim_anchor, report_anchor, statement_anchor
from twosource.present.words import counted, harmless, moment, number, quoted


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this package. Whatever a template prints is escaped; words of reports go through `shown` as well."""
    made = Environment(
        loader=PackageLoader("twosource.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        shown=harmless,
        quoted=quoted,
        number=number,
        moment=moment,
        counted=counted,
        report_anchor=report_anchor,
        statement_anchor=statement_anchor,
        claim_anchor=claim_anchor,
    )
    return made


def asset(name: str) -> str:
    """A style sheet or script of this package."""
    return resources.files("twosource.present").joinpath("assets", name).read_text("utf-8")
