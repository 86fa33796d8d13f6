"""The offices that abbreviated titles stand for: after `Sen. Ann Bell`, `the senator` is she."""

from collections.abc import Iterator, Mapping, Sequence

from twosource.statements.roles import Role
from twosource.statements.sayers import Named, Reader

# Titles of people in American and British style books, with every role noun that may follow up on one.
_OFFICES: Mapping[str, tuple[str, ...]] = {
    "adm": ("admiral",), "amb": ("ambassador",), "capt": ("captain",), "cmdr": ("commander",), "col": ("colonel",),
    "det": ("detective",), "dr": ("doctor",), "gen": ("general",), "gov": ("governor",), "insp": ("inspector",),
    "lt": ("lieutenant",), "maj": ("major",), "prof": ("professor",), "rep": ("representative", "congressman", "lawmaker"),
    "sen": ("senator", "lawmaker"), "sgt": ("sergeant",), "supt": ("superintendent",),
}  # fmt: skip
_MOST_TITLES = 3


def with_titles(reader: Reader, known: Mapping[str, Sequence[Role]]) -> Mapping[str, Sequence[Role]]:
    """The descriptions of a report's people with the offices that their titles tell, in order of the text."""
    found = {noun: list(of_noun) for noun, of_noun in known.items()}
    for number in range(len(reader.named)):
        for person in reader.named[number]:
            for noun in _offices(reader, number, person):
                role = Role(noun, frozenset(), person.entity.name, person.entity.span.start)
                found.setdefault(noun, []).append(role)
    return {noun: tuple(sorted(of_noun, key=lambda r: r.position)) for noun, of_noun in found.items()}


def _offices(reader: Reader, number: int, person: Named) -> Iterator[str]:
    """The offices in the titles right before a person's name (`Lt. Gen.`)."""
    tokens = reader.sentence(number).tokens
    if person.entity.type != "PERSON":
        return
    for at in range(person.first - 1, max(-1, person.first - 1 - _MOST_TITLES), -1):
        title = tokens[at].text.lower().rstrip(".")
        if title not in _OFFICES:
            return
        yield from _OFFICES[title]
