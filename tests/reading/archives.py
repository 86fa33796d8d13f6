"""Web archives made for tests with warcio (as most crawlers write them), with FastWARC, and by hand."""

import gzip
import io
from collections.abc import Sequence
from typing import Any

import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = "The mayor of Tarvo said on Tuesday that the bridge would stay closed until {n} inspectors had seen it. "


def page(number: int, repeat: int = 5) -> bytes:
    """The source of an invented page that says which one it is."""
    words = "".join(f"<p>{WORDS.format(n=number * 7 + k)}</p>\n" for k in range(repeat))
    return f"<!DOCTYPE html><html><head><title>Bridge {number}</title></head><body>{words}</body></html>".encode()


def record_id(number: int) -> str:
    """The id that `archive` gives to its record of that number."""
    return f"urn:uuid:00000000-0000-4000-8000-{number:012d}"


def archive(bodies: Sequence[bytes], *, packed: bool = True, **given: Any) -> bytes:
    """A WARC with one response record a body, written by warcio; `given` as `add` takes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, body in enumerate(bodies):
        add(writer, number, body, **given)
    return out.getvalue()


def add(
    writer: WARCWriter,
    number: int,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    media_type: str = "text/html; charset=UTF-8",
    http: Sequence[tuple[str, str]] = (),
    warc: Sequence[tuple[str, str]] = (),
    url: str | None = None,
) -> None:
    """Writes one record."""
    headers = None
    if kind in ("response", "revisit"):
        headers = StatusAndHeaders(status, [("Content-Type", media_type), *http], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url or f"https://www.tarvo-post.example/{number}",
        kind,
        payload=io.BytesIO(body),
        http_headers=headers,
        warc_content_type="" if headers else media_type,
        warc_headers_dict={"WARC-Record-ID": f"<{record_id(number)}>", "WARC-Date": "2021-03-04T05:06:07Z", **dict(warc)},
    )
    writer.write_record(record)


def zstd_archive(bodies: Sequence[bytes], dictionary: bytes = b"") -> bytes:
    """A `.warc.zst`: one frame a record, a dictionary in a frame that is skipped."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    packer = zstandard.ZstdCompressor(dict_data=known)
    start = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary if dictionary else b""
    return start + b"".join(packer.compress(plain) for plain in plain_records(bodies))


def plain_records(bodies: Sequence[bytes]) -> list[bytes]:
    """The records of `archive` one by one, unpacked."""
    return [gzip.decompress(archive([body], warc=[("WARC-Record-ID", f"<{record_id(n)}>")])) for n, body in enumerate(bodies)]
