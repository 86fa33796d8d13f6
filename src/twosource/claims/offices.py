"""Offices that one person holds at a time: two names in one of them exclude each other."""

# In one town or body; written for twosource, 2026-11.
SOLE_OFFICES = (
    "general manager", "head coach", "coach", "president-elect", "president", "prime minister", "governor", "mayor", "sheriff",
    "police chief", "fire chief", "chief executive", "coroner", "chancellor", "archbishop",
)  # fmt: skip
FORMER = ("former", "ex-", "vice", "deputy", "assistant", "acting", "spokes", "then-")
BEFORE = 24  # code points before a name in which its office stands


def office_in(words: str) -> str | None:
    """The office that words for a person give; `None` for a former one, a deputy or a spokesman.

    >>> office_in("Velmora's police chief, Ewa Lind"), office_in("a former mayor")
    ('police chief', None)
    """
    text = f" {words} ".lower().replace(",", " ,")
    if any(word in text for word in FORMER):
        return None
    return next((office for office in SOLE_OFFICES if f" {office} " in text), None)


def office_before(text: str, at: int) -> str | None:
    """The office whose name stands right before a place of a text: `President-elect` before a name."""
    before = text[max(0, at - BEFORE) : at].rstrip().lower()
    office = office_in(before)
    if office is None or not before.endswith(office):
        return None
    return office if office_in(text[max(0, at - BEFORE - len(office)) : at].lower()) == office else None
