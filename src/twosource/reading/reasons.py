"""Why an input, or a part of one, was dropped: the documented reasons of `twosource.model.Rejection` that reading gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Weight = Literal["notice", "rejected", "limit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a reason means. `weight`: a notice loses nothing, a rejected input is not read, a limit can be moved."""

    meaning: str
    weight: Weight = "rejected"


REASONS: Mapping[str, Reason] = {
    "missing": Reason(meaning="there is no file or folder of that name"),
    "unreadable": Reason(meaning="the file is there and cannot be opened or unpacked"),
    "empty_folder": Reason(meaning="a folder without any file in it, hidden ones not counted"),
    "empty": Reason(meaning="a file without a byte, or with white space only"),
    "binary": Reason(meaning="not text: an image, an archive, an office document, or too many control characters"),
    "unsupported": Reason(meaning="a known format that is not read, such as an office document"),
    "broken_page": Reason(meaning="the source of a web page that cannot be parsed"),
    "too_long": Reason(meaning="a page that takes longer to read than the setting allows", weight="limit"),
    "broken_feed": Reason(meaning="a feed, or an item of one, that is not well-formed; what could be read of it is read"),
    "broken_row": Reason(meaning="a row of a table that breaks off, or has another number of fields than the header"),
    "damaged": Reason(meaning="a record of an archive whose bytes or checksum are not what they should be"),
    "not_fetched": Reason(meaning="an address that was not asked for with --fetch, does not answer, or is none"),
    "address_refused": Reason(meaning="an address that leads to a machine which is not on the public internet"),
    "robots": Reason(meaning="an address that its site does not let robots fetch"),
    "no_sentence": Reason(meaning="text without a sentence: numbers, single words, menu lines only"),
    "needs_scripts": Reason(meaning="a web page with no words of its own before its scripts run, which asks for JavaScript"),
    "not_english": Reason(meaning="written, or said to be written, in another language than English"),
    "broken_json": Reason(meaning="a line of JSON lines, or an element of a list, that is not a JSON object"),
    "no_text": Reason(meaning="an object, row or item without a text in any of the fields that are read for it"),
    "repeated_id": Reason(meaning="an id that was given before, to a report with other content"),
    "too_large": Reason(meaning="larger than the setting allows", weight="limit"),
    "no_body": Reason(meaning="headline and captions only, no running text; it is read", weight="notice"),
    "same_report": Reason(meaning="the same content, outlet and URL as an earlier input; it counts once", weight="notice"),
    "summary_only": Reason(meaning="an item of a feed with a teaser in place of its text; it is read", weight="notice"),
    "lost_paragraphs": Reason(meaning="paragraphs of a page not found again in its source; the rest is read", weight="notice"),
    "passed_over": Reason(meaning="records of an archive that are no pages, texts or feeds", weight="notice"),
    "revisit": Reason(meaning="a record of an archive that only points to an earlier one", weight="notice"),
    "truncated": Reason(meaning="a record that its archive kept in part only; it is read as far as it goes", weight="notice"),
    "unchecked": Reason(meaning="a member of an archive without a checksum; it is read", weight="notice"),
    "unguarded": Reason(meaning="pages were read in this process, where nothing stops one that takes too long", weight="notice"),
    "unused_row": Reason(meaning="a row of the list of known facts whose path is none of the reports", weight="notice"),
}


def weight(reason: str) -> Weight:
    """How much a reason weighs; one that other stages gave counts as rejected.

    >>> weight("same_report")
    'notice'
    """
    return REASONS[reason].weight if reason in REASONS else "rejected"
