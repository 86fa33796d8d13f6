"""What is said to the process that reads pages, and what it answers: bytes, each piece with its length before it.

One way go length and bytes of address and source, the other way length and bytes of JSON.
"""

import json
import struct
from dataclasses import asdict
from typing import IO, Any, Final

from twosource.errors import InputError
from twosource.model import Dating, Edit
from twosource.reading.report import Marked, Metadata, Page

HEAD: Final = struct.Struct("!QQ")
Answer = dict[str, Any]


def request(source: str, url: str | None) -> bytes:
    """The page that is to be read, and where it was found."""
    address, text = (url or "").encode("utf-8", "surrogatepass"), source.encode("utf-8", "surrogatepass")
    return HEAD.pack(len(address), len(text)) + address + text


def taken(stream: IO[bytes]) -> tuple[str, str | None] | None:
    """The next page that is asked for, with its address; `None` where nobody asks any more."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    of_url, of_source = HEAD.unpack(head)
    url = stream.read(of_url).decode("utf-8", "surrogatepass")
    return stream.read(of_source).decode("utf-8", "surrogatepass"), url or None


def put(stream: IO[bytes], answer: Answer) -> None:
    """Sends an answer."""
    raw = json.dumps(answer).encode("ascii")
    stream.write(HEAD.pack(len(raw), 0) + raw)
    stream.flush()


def answer_of(page: Page) -> Answer:
    """The answer that brings a page."""
    return {
        "edits": [(edit.rule, *edit.original, edit.replacement) for edit in page.edits],
        "marked": [(mark.kind, mark.start, mark.end) for mark in page.marked],
        "metadata": asdict(page.metadata),
        "lost": page.lost,
    }


def page_of(answer: Answer) -> Page:
    """The page that an answer brings. Raises `InputError` where it brings an error."""
    if "error" in answer:
        raise InputError(answer["error"], reason=answer["reason"])
    about = answer["metadata"]
    for name in ("published", "modified"):
        dating = about[name]
        about[name] = Dating(**{**dating, "candidates": tuple(dating["candidates"])}) if dating else None
    about = {name: tuple(value) if isinstance(value, list) else value for name, value in about.items()}
    return Page(
        edits=tuple(Edit(rule=rule, original=(start, end), replacement=words) for rule, start, end, words in answer["edits"]),
        marked=tuple(Marked(kind=kind, start=start, end=end) for kind, start, end in answer["marked"]),
        metadata=Metadata(**about),
        lost=tuple(answer["lost"]),
    )
