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
    "html": Reason(meaning="a web page as HTML; pages are not read yet, their text is"),
    "unsupported": Reason(meaning="a known format that is not read yet, such as a feed or a web archive"),
    "no_sentence": Reason(meaning="text without a sentence: numbers, single words, menu lines only"),
    "not_english": Reason(meaning="written, or said to be written, in another language than English"),
    "broken_json": Reason(meaning="a line of JSON lines that is not a JSON object"),
    "no_text": Reason(meaning="a JSON object without a text in any of the fields that are read for it"),
    "repeated_id": Reason(meaning="an id that was given before, to a report with other content"),
    "too_large": Reason(meaning="larger than the setting allows", weight="limit"),
    "no_body": Reason(meaning="headline and captions only, no running text; it is read", weight="notice"),
    "same_report": Reason(meaning="the same content, outlet and URL as an earlier input; it counts once", weight="notice"),
    "unused_row": Reason(meaning="a row of the list of known facts whose path is none of the reports", weight="notice"),
}


def weight(reason: str) -> Weight:
    """How much a reason weighs; one that other stages gave counts as rejected.

    >>> weight("same_report")
    'notice'
    """
    return REASONS[reason].weight if reason in REASONS else "rejected"
