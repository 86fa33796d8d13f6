"""The whole page out of its parts, with its styles, its scripts and the policy that lets nothing else in."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.model import Account
from twosource.present.book import Book
from twosource.present.page.beside import Beside, beside
from twosource.present.page.claims import Section, sections
from twosource.present.page.figures import Figures, figures
from twosource.present.page.find import Find, find
from twosource.present.page.graph import Graph, graph
from twosource.present.page.head import Head, head
from twosource.present.page.reports import Reports, reports
from twosource.present.page.timeline import Timeline, timeline
from twosource.present.templating import asset, environment

STYLES = ("base", "page", "head", "find", "claims", "differing", "figures", "timeline", "graph", "reports", "beside", "print")
SCRIPTS = ("page", "find", "keys", "evidence", "beside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that the template of an account prints."""

    policy: str
    styles: Markup
    scripts: Markup
    head: Head
    find: Find
    sections: Sequence[Section]
    figures: Figures
    timeline: Timeline
    graph: Graph
    reports: Reports
    beside: Beside


def render_page(account: Account) -> str:
    """The account as one HTML file; the same text for the same account."""
    return environment().get_template("account.html.j2").render(page=page(account))


def page(account: Account) -> Page:
    """What the page of an account shows."""
    book = Book.of(account)
    found = sections(book)
    styles = "\n".join(asset(f"{name}.css") for name in STYLES)
    scripts = "\n".join(asset(f"{name}.js") for name in SCRIPTS)
    return Page(
        policy=policy(styles, scripts),
        styles=Markup(styles),  # ours, from this package
        scripts=Markup(scripts),
        head=head(account, book),
        find=find(found, book),
        sections=found,
        figures=figures(book),
        timeline=timeline(book),
        graph=graph(book, account.derivations),
        reports=reports(book, account),
        beside=beside(book, account),
    )


def policy(styles: str, scripts: str) -> str:
    """A Content-Security-Policy under which only this style sheet and this script count, and nothing is fetched or sent."""
    return (
        f"default-src 'none'; style-src '{_hash(styles)}'; script-src '{_hash(scripts)}'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
