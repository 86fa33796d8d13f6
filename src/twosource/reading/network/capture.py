"""What was fetched, kept as a web archive (WARC 1.1, ISO 28500): each answer as it came, with its digests."""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO, Final

from twosource.reading.network.fetch import Answer

# The body is kept without its transfer encoding, which said how it came over the line; the header keeps its words under another
# name, as crawlers do it.
_RENAMED: Final = {"transfer-encoding": "X-Archive-Transfer-Encoding"}


def captured(answers: Iterable[Answer], out: BinaryIO, date: str, agent: str) -> int:
    """How many bytes it took to write a record for each answer, each a gzip member of its own, after one that says who wrote.

    `date`: the time of fetching, ISO 8601 in UTC to the second.
    """
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    packed = GzipWriter(out)
    info = WarcRecord()
    info.init_headers(record_type=WarcRecordType.warcinfo)
    info.headers["WARC-Date"] = date
    info.headers["Content-Type"] = "application/warc-fields"
    info.set_bytes_content(f"software: {agent}\r\nformat: WARC File Format 1.1\r\n".encode())
    written = info.write(packed)
    packed.finish()
    for answer in answers:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Date"] = date
        record.headers["WARC-Target-URI"] = answer.url
        if answer.address is not None:
            record.headers["WARC-IP-Address"] = answer.address
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.headers["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
        record.set_bytes_content(_http(answer))
        record.parse_http()
        written += record.write(packed, checksum_data=True)
        packed.finish()
    return written


def _http(answer: Answer) -> bytes:
    """The answer as it would stand on the line without a transfer encoding."""
    head = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()]
    head += [f"{_RENAMED.get(name.lower(), name)}: {value}" for name, value in answer.headers if name.lower() != "content-length"]
    head.append(f"Content-Length: {len(answer.body)}")
    return "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + answer.body
