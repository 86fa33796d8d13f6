"""WACZ collections: their WARC files are read under checks of every checksum; what plays tricks is refused."""

import hashlib
import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.archives import archive, page, record_id
from twosource.errors import InputError
from twosource.model import Rejection
from twosource.reading.archives import zipped
from twosource.reading.archives.wacz import records
from twosource.reading.report import Payload
from twosource.reading.unpack import PAGE

PAGES = [page(number) for number in range(4)]
ONE, TWO = archive(PAGES[:2]), archive(PAGES[2:])


def package(members: Mapping[str, bytes]) -> bytes:
    listed = [
        {"path": name, "hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "bytes": len(raw)} for name, raw in members.items()
    ]
    return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}).encode()


def packed(members: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, raw in members.items():
            file.writestr(name, raw)
    return out.getvalue()


def collection(compression: int = zipfile.ZIP_STORED, **changed: bytes) -> bytes:
    members = {"archive/one.warc.gz": ONE, "archive/two.warc.gz": TWO, "pages/pages.jsonl": b"{}\n", "indexes/index.cdx": b""}
    listed = package(members)
    digest = json.dumps({"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(listed).hexdigest()}).encode()
    return packed({**members, "datapackage.json": listed, "datapackage-digest.json": digest, **changed}, compression)


def read(raw: bytes) -> list[Payload | Rejection]:
    return list(records(io.BytesIO(raw), "a.wacz"))


def reasons(raw: bytes) -> list[str]:
    return [getattr(found, "reason", "read") for found in read(raw)]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_records_of_all_archives_come_out_with_their_member(compression: int) -> None:
    found = read(collection(compression))
    assert [item.raw for item in found if isinstance(item, Payload)] == PAGES
    assert [item.part for item in found if isinstance(item, Payload)][2] == f"archive/two.warc.gz {record_id(0)}"


def test_a_member_that_does_not_agree_with_its_checksum_is_told_and_its_good_records_are_read() -> None:
    damaged = bytearray(ONE)
    damaged[150] ^= 1
    assert reasons(collection(**{"archive/one.warc.gz": bytes(damaged)})) == ["damaged", "damaged", "read", "read", "read"]


def test_a_flipped_byte_of_the_file_is_found() -> None:
    raw = bytearray(collection())
    raw[raw.index(ONE) + 150] ^= 1
    assert reasons(bytes(raw)) == ["damaged", "damaged", "read", "read", "read"]


def test_a_list_of_checksums_that_was_changed_is_told() -> None:
    found = read(collection(**{"datapackage.json": package({"archive/one.warc.gz": ONE, "archive/two.warc.gz": TWO}) + b" "}))
    assert [getattr(item, "reason", "read") for item in found] == ["damaged", "read", "read", "read", "read"]
    assert "prove nothing" in found[0].detail  # type: ignore[union-attr]


@pytest.mark.parametrize("listed", [b"", b"[", b"[1]", b'{"resources": 3}', b'{"resources": [{"path": 1}, 2]}', b"[" * 100_000])
def test_archives_without_a_usable_checksum_are_read_and_said_to_be_unchecked(listed: bytes) -> None:
    raw = packed({"archive/one.warc.gz": ONE, "datapackage.json": listed})
    assert [reason for reason in reasons(raw) if reason != "damaged"] == ["unchecked", "read", "read"]


def test_a_member_that_is_listed_and_missing_is_damage() -> None:
    raw = packed(
        {"archive/one.warc.gz": ONE, "datapackage.json": package({"archive/one.warc.gz": ONE, "archive/two.warc.gz": TWO})}
    )
    assert reasons(raw) == ["damaged", "read", "read"]


@pytest.mark.parametrize(
    "name", ["../archive/one.warc.gz", "/etc/one.warc", "C:\\one.warc", "a\\..\\b", "archive/one.warc\0.txt"]
)
def test_names_that_climb_are_refused(name: str) -> None:
    # zipfile cannot write a NUL, so the name is put in afterwards.
    raw = packed({"archive/one.warc.gz": ONE, name.replace("\0", "!"): b"x"}).replace(b"warc!.txt", b"warc\0.txt")
    [found] = read(raw)
    assert isinstance(found, Rejection)
    assert found.reason == "unreadable"
    assert "it is not read" in found.detail


def test_links_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo("archive/one.warc.gz")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    assert reasons(out.getvalue()) == ["unreadable"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/one.warc.gz", ONE)
        file.writestr("archive/one.warc.gz", TWO)
    assert reasons(out.getvalue()) == ["unreadable"]


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({f"n{number}": b"" for number in range(200)})
    monkeypatch.setattr(zipped, "LARGEST_LIST", 5_000)
    assert reasons(raw) == ["too_large"]
    monkeypatch.setattr(zipped, "LARGEST_LIST", 4_000_000)
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 100)
    assert reasons(raw) == ["too_large"]


def test_a_bomb_among_the_members_is_refused_in_little_memory() -> None:
    bomb = packed({"archive/one.warc": bytes(100_000_000), "archive/two.warc.gz": TWO}, zipfile.ZIP_DEFLATED)
    listed = packed(
        {"archive/two.warc.gz": TWO, "datapackage.json": b'{"a": "' + bytes(100_000_000) + b'"}'}, zipfile.ZIP_DEFLATED
    )
    for raw, expected in (
        (bomb, ["unchecked", "unchecked", "read", "read"]),
        (listed, ["damaged", "unchecked", "read", "read"]),
    ):
        tracemalloc.start()
        assert [reason for reason in reasons(raw) if reason != "too_large"] == expected
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
        tracemalloc.stop()


def test_an_encrypted_member_is_told() -> None:
    raw = bytearray(packed({"archive/one.warc.gz": ONE}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + at] |= 1
    assert "encrypted" in read(bytes(raw))[-1].detail  # type: ignore[union-attr]


def test_a_zip_without_an_archive_is_told() -> None:
    assert reasons(packed({"word/document.xml": b"<a/>"})) == ["unsupported"]


def test_a_member_without_a_name_is_none_that_is_read() -> None:
    raw = bytearray(packed({"n": b"x", "archive/one.warc.gz": ONE}))
    at = raw.index(b"PK\x01\x02") + 28
    raw[at : at + 4] = struct.pack("<HH", 0, 1)  # the letter of the name becomes an extra field
    assert reasons(bytes(raw)) == ["unchecked", "read", "read"]


def test_a_list_that_lies_about_where_a_member_is_is_told() -> None:
    raw = bytearray(packed({"archive/one.warc.gz": ONE}))
    at = raw.index(b"PK\x01\x02") + 42
    raw[at : at + 4] = struct.pack("<I", 7)
    assert "unreadable" in reasons(bytes(raw))


@settings(max_examples=60)
@given(st.data())
def test_any_damage_gives_payloads_and_rejections(data: st.DataObject) -> None:
    raw = bytearray(collection(zipfile.ZIP_DEFLATED))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(raw), len(raw) - 1, len(raw) // 2, 30]))
    for found in read(bytes(raw[:cut])) + read(data.draw(st.binary(max_size=60))):
        assert isinstance(found, Payload | Rejection)


def test_a_member_cut_off_gives_what_comes_before() -> None:
    raw = collection(zipfile.ZIP_DEFLATED)
    [info] = [info for info in zipped.members(io.BytesIO(raw)).values() if info.filename.startswith("archive/two")]
    info.compress_size += 10_000_000
    with pytest.raises(InputError, match="cut off"):
        b"".join(zipped.content(io.BytesIO(raw[: info.header_offset + 300]), info, PAGE))
