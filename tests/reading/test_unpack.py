"""Packed bytes come out plain, layer by layer; bombs, damage and junk end in an `InputError` that names the layer."""

import gzip
import io
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.reading.unpack import Limits, chunks_of, lines, looks_plain, unpack, unpacked

WORDS = b"Ten people died near Tarvo on Tuesday, the mayor said. " * 40
BARE = zlib.compressobj(wbits=-15)
DEFLATED = BARE.compress(WORDS) + BARE.flush()
BOMB = bytes(50_000_000)


def pulled(pieces: Iterator[bytes]) -> tuple[list[bytes], InputError | None]:
    """All pieces, and what they ended in."""
    got: list[bytes] = []
    try:
        for piece in pieces:
            got.append(piece)  # noqa: PERF402  # what came before the fault counts
    except InputError as error:
        return got, error
    return got, None


def failure(raw: bytes, **given: object) -> InputError:
    with pytest.raises(InputError) as caught:
        unpack(raw, **given)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(("raw", "encodings"), [
    (WORDS, []),
    (gzip.compress(WORDS), []),
    (gzip.compress(WORDS[:100]) + gzip.compress(WORDS[100:]), []),
    (gzip.compress(WORDS) + bytes(700), []),
    (gzip.compress(WORDS) + b"\r\n-- junk of an upload form --", []),
    (zstandard.compress(WORDS), []),
    (zstandard.compress(WORDS[:9]) + zstandard.compress(WORDS[9:]), []),
    (b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc" + zstandard.compress(WORDS), []),
    (gzip.compress(zstandard.compress(gzip.compress(WORDS))), []),
    (gzip.compress(WORDS), ["gzip"]),
    (gzip.compress(WORDS), ["X-GZIP "]),
    (gzip.compress(gzip.compress(WORDS)), ["gzip"]),
    (zlib.compress(WORDS), ["deflate"]),
    (DEFLATED, ["deflate"]),
    (brotli.compress(WORDS), ["br"]),
    (zstandard.compress(WORDS), ["zstd"]),
    (gzip.compress(brotli.compress(WORDS)), ["br", "gzip"]),
    (WORDS, ["identity", ""]),
])  # fmt: skip
def test_every_layer_is_undone(raw: bytes, encodings: list[str]) -> None:
    assert unpack(raw, encodings=encodings) == WORDS


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "compress"])
@pytest.mark.parametrize("raw", [WORDS, "Zehn Tote, sagte der Bürgermeister.".encode(), "<p>né".encode("latin-1"), b""])
def test_an_encoding_that_is_declared_and_undone_already_changes_nothing(raw: bytes, encoding: str) -> None:
    assert unpack(raw, encodings=[encoding]) == raw


@given(st.text(min_size=1, max_size=400))
def test_packed_words_never_look_plain(text: str) -> None:
    assert not looks_plain(brotli.compress(text.encode("utf-8", "replace")))
    assert not looks_plain(gzip.compress(text.encode("utf-8", "replace")))


@pytest.mark.parametrize("encodings", [["br"], ["deflate"], ["gzip"], ["zstd"]])
def test_an_unknown_or_wrong_packing_of_what_is_no_text_is_told(encodings: list[str]) -> None:
    raw = b"\x00\x01\x02\x03" * 40
    if encodings in (["gzip"], ["zstd"]):
        assert unpack(raw, encodings=encodings) == raw
    else:
        assert failure(raw, encodings=encodings).reason == "unreadable"
    assert "not known" in str(failure(raw, encodings=["lzma"]))


@pytest.mark.parametrize(("pack", "encodings", "name"), [
    (gzip.compress, [], "gzip"),
    (zstandard.compress, [], "zstd"),
    (partial(brotli.compress, quality=4), ["br"], "brotli"),
    (zlib.compress, ["deflate"], "deflate"),
])  # fmt: skip
def test_what_comes_before_the_end_of_cut_bytes_comes_out_first(
    pack: Callable[[bytes], bytes], encodings: list[str], name: str
) -> None:
    words = b"".join(json.dumps({"n": n, "x": os.urandom(30).hex()}).encode() + b"\n" for n in range(20_000))
    packed = pack(words)
    pieces, fault = pulled(unpacked([packed[: len(packed) // 2]], encodings=encodings))
    assert fault is not None
    assert fault.reason == "unreadable"
    assert str(fault).startswith(f"layer 1 ({name}) is damaged or cut off")
    assert len(b"".join(pieces)) > len(words) // 3
    assert words.startswith(b"".join(pieces))


def test_damage_costs_only_what_is_behind_it() -> None:
    words = b"".join(b"Line %d of the report.\n" % n for n in range(3_000))
    packed = bytearray(gzip.compress(words))
    packed[-6] ^= 1  # the checksum at the end
    pieces, fault = pulled(unpacked([bytes(packed)]))
    assert "incorrect data check" in str(fault)
    assert b"".join(pieces) == words


def test_lines_before_damage_are_whole_and_the_fault_comes_after_them() -> None:
    words = b"".join(b"Line %d of the report.\n" % n for n in range(3_000))
    packed = gzip.compress(words)
    got, fault = pulled(lines(unpacked(chunks_of(io.BytesIO(packed[:-900]))), 1_000))
    assert fault is not None
    assert len(got) > 1_000
    assert got == words.splitlines(keepends=True)[: len(got)]


@given(st.lists(st.binary(max_size=30), max_size=20), st.integers(1, 12))
def test_lines_are_those_of_a_file(chunks: list[bytes], longest: int) -> None:
    stream = io.BytesIO(b"".join(chunks))
    assert list(lines(chunks, longest)) == list(iter(lambda: stream.readline(longest + 1), b""))


@pytest.mark.parametrize(("raw", "encodings", "layer"), [
    (gzip.compress(BOMB), [], "layer 1 (gzip)"),
    (zstandard.compress(BOMB), [], "layer 1 (zstd)"),
    (brotli.compress(BOMB), ["br"], "layer 1 (brotli)"),
    (zlib.compress(BOMB), ["deflate"], "layer 1 (deflate)"),
    (gzip.compress(gzip.compress(BOMB)), [], "layer 2 (gzip)"),
    (brotli.compress(gzip.compress(zstandard.compress(BOMB))), ["br"], "layer 3 (zstd)"),
    (gzip.compress(os.urandom(100)) * 100_000, [], "layer 1 (gzip)"),
])  # fmt: skip
def test_bombs_are_refused_with_the_layer_that_grows(raw: bytes, encodings: list[str], layer: str) -> None:
    error = failure(raw, encodings=encodings, limits=Limits(largest=8_000_000))
    assert error.reason == "too_large"
    assert str(error).startswith(layer)


def test_the_ratio_counts_beyond_the_first_bytes() -> None:
    assert len(unpack(zstandard.compress(bytes(900_000)))) == 900_000
    assert "1,000 times" in str(failure(zstandard.compress(bytes(2_000_000))))


def test_a_frame_that_asks_for_a_gigabyte_of_memory_is_refused() -> None:
    window_of_a_gigabyte = b"\x28\xb5\x2f\xfd" + b"\x00\xa0" + b"\x21\x00\x00died"
    assert "memory" in str(failure(window_of_a_gigabyte))


def test_layers_without_end_are_refused() -> None:
    raw = WORDS
    for _ in range(5):
        raw = gzip.compress(raw)
    assert failure(raw).reason == "too_large"
    assert unpack(raw, limits=Limits(layers=5)) == WORDS


_CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
from twosource.errors import InputError
from twosource.reading.unpack import unpacked
import brotli, zstandard
raw, encodings = sys.stdin.buffer.read(), sys.argv[1:]
try:
    for piece in unpacked([raw], encodings=encodings):
        assert len(piece) < 10_000_000
except InputError as error:
    print(error.reason)
"""


@pytest.mark.parametrize(("name", "encodings"), [("gzip", []), ("brotli", ["br"]), ("zstd", []), ("nested", [])])
def test_a_bomb_of_a_gigabyte_needs_little_memory(name: str, encodings: list[str]) -> None:
    raw = _bomb(name)
    child = [sys.executable, "-c", _CHILD, *encodings]
    done = subprocess.run(child, input=raw, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode().strip() == "too_large", done.stderr.decode()[-500:]


def _bomb(name: str) -> bytes:
    """A gigabyte of zeros, packed."""
    packers = {
        "gzip": zlib.compressobj(1, wbits=31),
        "brotli": brotli.Compressor(quality=1),
        "zstd": zstandard.ZstdCompressor().compressobj(),
    }
    packer = packers["gzip" if name == "nested" else name]
    step = packer.process if name == "brotli" else packer.compress  # type: ignore[attr-defined]
    packed = b"".join(step(piece) for piece in repeat(bytes(10_000_000), 100))
    packed += packer.finish() if name == "brotli" else packer.flush()  # type: ignore[attr-defined]
    return gzip.compress(packed) if name == "nested" else packed


@given(st.binary(max_size=300), st.lists(st.sampled_from(["gzip", "br", "deflate", "zstd", "identity", "zip"]), max_size=3))
def test_any_bytes_give_bytes_or_an_input_error(raw: bytes, encodings: list[str]) -> None:
    for start in (b"", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b"\x78\x9c"):
        _, fault = pulled(unpacked([start + raw], encodings=encodings))
        assert fault is None or fault.reason in ("too_large", "unreadable")


@given(st.binary(max_size=2_000), st.data())
def test_one_wrong_byte_gives_the_same_bytes_or_an_input_error(raw: bytes, data: st.DataObject) -> None:
    packed = bytearray(gzip.compress(raw, mtime=0))
    packed[data.draw(st.integers(12, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    pieces, fault = pulled(unpacked([bytes(packed)]))
    assert fault is not None or b"".join(pieces) == raw
