"""What claims can be found by: verdicts, kinds of difference, speakers, reports; only what the page has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.present.book import Book
from twosource.present.page.claims import Section

Options = Sequence[tuple[str | int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """The choices of the form, each a value and its words; `speakers` leads from a speaker's name to its value."""

    verdicts: Options
    kinds: Options
    speakers: Mapping[str, int]
    reports: Options

    @property
    def speaker_options(self) -> Options:
        """The speakers as choices, in the order of their names."""
        return [(value, name) for name, value in self.speakers.items()]


def find(sections: Sequence[Section], book: Book) -> Find:
    """The choices that these claims leave."""
    claims = [claim for section in sections for _, group in section.groups for claim in group]
    names = sorted({name for claim in claims for name in claim.speakers}, key=lambda name: (name.casefold(), name))
    kinds = sorted({kind for claim in claims for kind in claim.kinds})
    return Find(
        verdicts=[(section.verdict, section.verdict) for section in sections],
        kinds=[(kind, kind) for kind in kinds],
        speakers={name: number for number, name in enumerate(names)},
        reports=[(number, f"[{number}] {outlet}") for number, outlet in book.outlets.items()],
    )
