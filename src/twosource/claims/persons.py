"""Persons told one by one: how many they are at least, and who of them is alive."""

from collections.abc import Iterable, Sequence

from twosource.model import ImplicitCount


def how_many(of_facts: Iterable[Sequence[ImplicitCount]]) -> int:
    """At least how many persons an article tells of one by one; `of_facts` are those of each fact.

    One name, one age is one person; somebody without either may be any of the others, unless one fact tells of them together.
    """
    told = [list(of) for of in of_facts]
    ages = {p.age for of in told for p in of if p.age is not None}
    together = (len({(_last(p.name), p.age, p.of) for p in of}) for of in told)
    return max(len(_named(p for of in told for p in of)), len(ages), *together, 0)


def _named(told: Iterable[ImplicitCount]) -> list[set[str]]:
    """The names told, as sets of words; those that share a word are of one person."""
    found: list[set[str]] = []
    for words in [{w.lower() for w in p.name.split()} for p in told if p.name]:
        same = [names for names in found if names & words]
        found = [names for names in found if not names & words] + [set().union(words, *same)]
    return found


def _last(name: str | None) -> str | None:
    return name.split()[-1].lower() if name else None


def of_family(family: str) -> frozenset[str]:
    """The families that are counted with one: who was shot or stabbed is injured, unless he died."""
    return frozenset({family, "hit"}) if family == "injured" else frozenset({family})


def alive(told: Sequence[ImplicitCount], dead: Sequence[ImplicitCount]) -> list[ImplicitCount]:
    """Persons told one by one, without those who may be the dead: by name, by age, by who they are."""
    names = {word.lower() for p in dead if p.name for word in p.name.split()}
    ages, whos = {p.age for p in dead if p.age is not None}, {p.of for p in dead}
    return [p for p in told if not dead or _is_another(p, names, ages, whos)]


def _is_another(person: ImplicitCount, names: set[str], ages: set[int], whos: set[str | None]) -> bool:
    """Whether a person is told apart from the dead by anything; who is only said to be shot may be any of them."""
    if person.age is not None and person.age in ages:
        return False
    if person.name:
        return person.role != "shot" and bool(names) and not {word.lower() for word in person.name.split()} & names
    if person.age is not None:
        return True
    return person.role != "shot" and not person.definite and person.of not in whos | {"person", "victim", "patient"}
