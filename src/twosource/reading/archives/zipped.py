"""ZIP files, read without ever writing a member to a disk: only members asked for by name, each under limits.

The list of members is bounded before it is read, a member's bytes are cut out of the file and inflated here, so that a damaged
one gives what comes before the damage. Names that climb, and other tricks, refuse the member or the file.
"""

import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from twosource.errors import InputError
from twosource.reading.unpack import BARE_DEFLATE, PIECE, Limits, layer

MOST_MEMBERS: Final = 10_000
LARGEST_LIST: Final = 4_000_000  # bytes of the central directory: 400 for each of the most members
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x07"
_LOCAL: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1
_LINK: Final = 0o120000
_TYPE: Final = 0o170000
# What zipfile is known to raise on lists made to break it, beside its own error.
_BROKEN: Final = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    OverflowError,
    EOFError,
    LookupError,
    struct.error,
)
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def members(stream: BinaryIO) -> dict[str, zipfile.ZipInfo]:
    """The members of a ZIP file (one that can be sought in) by name, in the order of its list, folders left out.

    Raises `InputError`: `unreadable` where it is damaged or plays tricks, `too_large` where it has too many members.
    """
    try:
        if _list_size(stream) > LARGEST_LIST:
            raise InputError(
                f"a ZIP file whose list of members is larger than {LARGEST_LIST:,} bytes: split it", reason="too_large"
            )
        infos = zipfile.ZipFile(stream).infolist()
    except _BROKEN as error:
        raise InputError(f"a damaged ZIP file ({error}): get a whole copy", reason="unreadable") from error
    if len(infos) > MOST_MEMBERS:
        raise InputError(f"a ZIP file with more than {MOST_MEMBERS:,} members: split it", reason="too_large")
    _refuse_tricks(infos)
    return {info.filename: info for info in infos if not info.filename.endswith("/")}


def content(stream: BinaryIO, info: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """The bytes of a member in pieces; raises `InputError` after those that come before damage."""
    packed = _stored(stream, info)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        return layer(packed, BARE_DEFLATE, f"member {info.filename[:200]!r}", limits)
    return packed


def _stored(stream: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member as they stand in the file."""
    name = f"member {info.filename[:200]!r}"
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        detail = f"{name} is encrypted, or packed in a way that is not read: pack it anew without a password"
        raise InputError(detail, reason="unreadable")
    at, left = _start(stream, info, name), info.compress_size
    while left:
        stream.seek(at)
        piece = stream.read(min(PIECE, left))
        if not piece:
            raise InputError(f"{name} is cut off: get a whole copy", reason="unreadable")
        yield piece
        at, left = at + len(piece), left - len(piece)


def _start(stream: BinaryIO, info: zipfile.ZipInfo, name: str) -> int:
    """Where the bytes of a member start: behind its local header, whose two last lengths may differ from the list's."""
    stream.seek(info.header_offset)
    header = stream.read(30)
    if len(header) < 30 or not header.startswith(_LOCAL):
        raise InputError(f"{name} is not where the list says: get a whole copy", reason="unreadable")
    return info.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


def _list_size(stream: BinaryIO) -> int:
    """How long the list of members says that it is; zipfile reads all of it at once."""
    size = stream.seek(0, 2)
    start = max(0, size - 65_557 - 20)  # the end record with its longest comment, and what a large file has before it
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0:
        raise zipfile.BadZipFile("its end is missing")
    if end >= 20 and tail[end - 20 : end - 16] == _END_64:
        stream.seek(min(int.from_bytes(tail[end - 12 : end - 4], "little"), size))
        return int.from_bytes(stream.read(56)[40:48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _refuse_tricks(infos: list[zipfile.ZipInfo]) -> None:
    repeated = [name for name, count in Counter(info.filename for info in infos).items() if count > 1]
    if repeated:
        raise InputError(f"a ZIP file with two members named {repeated[0][:200]!r}: it is not read", reason="unreadable")
    for info in infos:
        if trick := _trick(info):
            raise InputError(
                f"a ZIP file with a member named {info.orig_filename[:200]!r}, {trick}: it is not read", reason="unreadable"
            )


def _trick(info: zipfile.ZipInfo) -> str | None:
    name = info.orig_filename.replace("\\", "/")
    if "\0" in name:
        return "which has a NUL in it"
    if name.startswith("/") or _DRIVE.match(name):
        return "which is an absolute path"
    if ".." in name.split("/"):
        return "which climbs out of its folder"
    if (info.external_attr >> 16) & _TYPE == _LINK:
        return "which is a link"
    return None
