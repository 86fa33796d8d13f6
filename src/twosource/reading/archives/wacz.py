"""Web archive collections (WACZ 1.1: a ZIP of WARC files with `datapackage.json`) to what is in their WARC files.

Members are read by name: the WARC files below `archive/` and the two lists of checksums, nothing else. Checksums are
checked before a member is read; one that does not agree is reported, and its records must then stand by their own.
"""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from sys import maxsize
from typing import BinaryIO, Final

from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.archives.digests import agrees, agrees_streamed
from twosource.reading.archives.warc import records_of, rejection
from twosource.reading.archives.zipped import content, members
from twosource.reading.report import Payload
from twosource.reading.unpack import PAGE, Limits

PACKAGE: Final = "datapackage.json"
PACKAGE_DIGEST: Final = "datapackage-digest.json"
_ARCHIVE: Final = re.compile(r"archive/[^/\\]{1,255}\.warc(?:\.gz|\.zst)?", re.IGNORECASE)


def records(stream: BinaryIO, path: str, *, limits: Limits = PAGE) -> Iterator[Payload | Rejection]:
    """Each page, text or feed of a collection (a stream that can be sought in), and in its place what is wrong.

    `part` of a payload is the member's name and the record's id.
    """
    try:
        yield from _collection(stream, path, limits)
    except InputError as error:
        yield rejection(error.reason, str(error), path)
    except (OSError, ValueError) as error:
        yield rejection("unreadable", f"cannot be read ({error}): check that it is whole and that you may read it", path)


def _collection(stream: BinaryIO, path: str, limits: Limits) -> Iterator[Payload | Rejection]:
    found = members(stream)
    listed, faults = _checksums(stream, found, limits)
    yield from (rejection("damaged", fault, path) for fault in faults)
    archives = [name for name in found if _ARCHIVE.fullmatch(name)]
    for name in sorted(set(listed) - set(found)):
        if _ARCHIVE.fullmatch(name):
            yield rejection("damaged", f"member {name[:200]!r} is named in {PACKAGE} and missing: get a whole copy", path)
    for name in archives:
        yield from _member(stream, found[name], listed.get(name), path, limits)
    if not archives:
        detail = "a ZIP file without a WARC file in archive/: give a WACZ collection, or unpack it"
        yield rejection("unsupported", detail, path)


def _member(
    stream: BinaryIO, info: zipfile.ZipInfo, digest: str | None, path: str, limits: Limits
) -> Iterator[Payload | Rejection]:
    name, whole = info.filename, replace(limits, largest=maxsize)
    agreed = None if digest is None else _agreed(stream, info, digest, whole)
    if agreed is None:
        detail = f"member {name!r} has no checksum in {PACKAGE} that can be checked: only those of its records are"
        yield rejection("unchecked", detail, path)
    if agreed is False:
        detail = f"member {name!r} does not agree with its checksum in {PACKAGE}: only records that agree with their own are read"
        yield rejection("damaged", detail, path)
    for record in records_of(content(stream, info, whole), path, limits=limits):
        yield _within(record, name)


def _agreed(stream: BinaryIO, info: zipfile.ZipInfo, digest: str, limits: Limits) -> bool | None:
    try:
        return agrees_streamed(digest, content(stream, info, limits))
    except InputError:
        return False


def _within(record: Payload | Rejection, name: str) -> Payload | Rejection:
    if isinstance(record, Rejection):
        return replace(record, detail=f"{name}: {record.detail}")
    return replace(record, part=f"{name} {record.part}" if record.part else name)


def _checksums(stream: BinaryIO, found: Mapping[str, zipfile.ZipInfo], limits: Limits) -> tuple[dict[str, str], list[str]]:
    """The digest of each member that `datapackage.json` lists, and what is wrong with the lists themselves."""
    if PACKAGE not in found:
        return {}, []
    try:
        raw = b"".join(content(stream, found[PACKAGE], limits))
        listed = _listed(json.loads(raw))
    except (InputError, ValueError, RecursionError) as error:
        return {}, [f"{PACKAGE} cannot be read ({error}): its checksums are not checked"]
    return listed, _list_faults(stream, found, raw, limits)


def _listed(package: object) -> dict[str, str]:
    resources = package.get("resources") if isinstance(package, dict) else None
    listed = [entry for entry in resources if isinstance(entry, dict)] if isinstance(resources, list) else []
    return {
        entry["path"]: entry["hash"]
        for entry in listed
        if isinstance(entry.get("path"), str) and isinstance(entry.get("hash"), str)
    }


def _list_faults(stream: BinaryIO, found: Mapping[str, zipfile.ZipInfo], raw: bytes, limits: Limits) -> list[str]:
    if PACKAGE_DIGEST not in found:
        return []
    try:
        said = json.loads(b"".join(content(stream, found[PACKAGE_DIGEST], limits)))
        digest = said["hash"] if isinstance(said, dict) and isinstance(said.get("hash"), str) else ""
    except (InputError, ValueError, RecursionError) as error:
        return [f"{PACKAGE_DIGEST} cannot be read ({error}): get a whole copy"]
    if agrees(digest, raw) is False:
        return [f"{PACKAGE} does not agree with its checksum in {PACKAGE_DIGEST}: its own checksums prove nothing"]
    return []
