"""Packed bytes to plain ones, layer by layer, under limits: gzip, deflate, brotli and zstd.

Everything streams in pieces of bounded size. What came before a fault comes out first; the fault itself is an
`InputError`, `too_large` where a layer passes a limit, `unreadable` where it is damaged or ends too early, and names the layer.
"""

import codecs
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Final, Protocol, cast

from twosource.errors import InputError

LARGEST_PAGE: Final = 20_000_000  # bytes of one layer's output; trafilatura's own limit for a page
RATIO: Final = 1_000  # output to input; plain deflate cannot pass 1,032, and no text of news comes near 100
FREE: Final = 1_000_000  # output bytes before the ratio counts: short runs of blanks may pack better than that
LAYERS: Final = 4  # a gzip file can be made to hold itself, so that layers never end
PIECE: Final = 65_536
_STEP: Final = 262_144  # most output bytes in one piece
# One block of four bytes can stand for 128 kB, and zstandard's streaming object has no limit for its output: what these
# bytes can become is 8 MB; slices of 4 kB are twice as fast, but can become 128 MB.
_ZSTD_SLICE: Final = 256
_BROTLI_SLICE: Final = 1_024  # what a call was given is lost where it fails
_ZSTD_WINDOW: Final = 1 << 27  # the most that the zstd program takes without being told to
_ZSTD: Final = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # a frame, or one to be skipped
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NO_PACKING: Final = frozenset(("", "identity", "none", "utf-8"))


class Damaged(Exception):
    """Packed bytes cannot be unpacked further. Never leaves reading: it becomes an `InputError` or a `Rejection`."""


class Decoder(Protocol):
    """Undoes one member (gzip) or frame (zstd): fed with packed bytes until `ended`, after which `rest` is what follows it."""

    ended: bool
    rest: bytes

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Plain bytes in pieces of bounded size; raises `Damaged` after what came before the damage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far one layer may grow: `largest` bytes, `ratio` times its input beyond `free` bytes; how many layers may be."""

    largest: int = LARGEST_PAGE
    ratio: int = RATIO
    free: int = FREE
    layers: int = LAYERS


PAGE: Final = Limits()


class Zlib:
    """A gzip member, a zlib stream or bare deflate, by zlib's `wbits`."""

    def __init__(self, wbits: int) -> None:
        self.ended, self.rest = False, b""
        self._inflater = zlib.decompressobj(wbits)

    def feed(self, data: bytes) -> Iterator[bytes]:
        # An error loses all output of its call, so the state before it is kept (1.4 µs) and what is lost is made byte by byte.
        before, done = self._inflater.copy(), 0
        try:
            for piece in _inflated(self._inflater, data):
                done += len(piece)
                yield piece
        except zlib.error as error:
            yield from _after(_up_to_error(before, data), done)
            raise Damaged(str(error)) from error
        self.ended, self.rest = self._inflater.eof, self._inflater.unused_data


class Brotli:
    """A brotli stream; it has no end mark of its own, so nothing is taken to follow it."""

    def __init__(self) -> None:
        import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]  # has no types

        self.ended, self.rest = False, b""
        self._error: type[Exception] = brotli.error
        self._decompressor = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            for at in range(0, len(data), _BROTLI_SLICE):
                yield self._decompressor.process(data[at : at + _BROTLI_SLICE], output_buffer_limit=_STEP)
                while not self._decompressor.can_accept_more_data():
                    yield self._decompressor.process(b"", output_buffer_limit=_STEP)
        except self._error as error:
            raise Damaged(str(error).removeprefix("brotli: ")) from error
        self.ended = self._decompressor.is_finished()


class Zstd:
    """A zstd frame, or one to be skipped; `dictionary` as a web archive may carry it. Raises `Damaged` where that is no good."""

    def __init__(self, dictionary: bytes = b"") -> None:
        import zstandard

        self.ended, self.rest = False, b""
        self._error = zstandard.ZstdError
        known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        try:
            self._frame = zstandard.ZstdDecompressor(dict_data=known, max_window_size=_ZSTD_WINDOW).decompressobj()
        except zstandard.ZstdError as error:
            raise Damaged(f"its dictionary is damaged: {error}") from error

    def feed(self, data: bytes) -> Iterator[bytes]:
        for at in range(0, len(data), _ZSTD_SLICE):
            try:
                yield self._frame.decompress(data[at : at + _ZSTD_SLICE])
            except (self._error, MemoryError) as error:
                raise Damaged(str(error).removeprefix("zstd decompressor error: ")) from error
            if self._frame.eof:
                self.ended, self.rest = True, self._frame.unused_data + data[at + _ZSTD_SLICE :]
                return


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """A way to pack: how to undo a member, and by which first bytes one is known (`None`: by none)."""

    name: str
    decoder: Callable[[], Decoder]
    magic: re.Pattern[bytes] | None = None

    def opens(self, head: bytes) -> bool:
        """True where a member starts with these bytes."""
        return self.magic is not None and self.magic.match(head) is not None


GZIP: Final = Packing(name="gzip", decoder=lambda: Zlib(31), magic=re.compile(rb"\x1f\x8b"))
ZSTD: Final = Packing(name="zstd", decoder=Zstd, magic=_ZSTD)
BROTLI: Final = Packing(name="brotli", decoder=Brotli)
DEFLATE: Final = Packing(name="deflate", decoder=lambda: Zlib(15))
BARE_DEFLATE: Final = Packing(name="deflate", decoder=lambda: Zlib(-15))
# Names of Content-Encoding (RFC 9110, RFC 7932, RFC 8878).
ENCODINGS: Final[Mapping[str, Packing]] = {
    "gzip": GZIP, "x-gzip": GZIP, "zstd": ZSTD, "br": BROTLI, "deflate": DEFLATE,
}  # fmt: skip


def unpack(raw: bytes, *, encodings: Sequence[str] = (), limits: Limits = PAGE) -> bytes:
    """The plain bytes behind all layers: those of `encodings` (as Content-Encoding lists them), then what the bytes show.

    Raises `InputError`, `too_large` or `unreadable`.

    >>> import gzip
    >>> unpack(gzip.compress(gzip.compress(b"Ten died.")))
    b'Ten died.'
    """
    return b"".join(unpacked([raw], encodings=encodings, limits=limits))


def unpacked(chunks: Iterable[bytes], *, encodings: Sequence[str] = (), limits: Limits = PAGE) -> Iterator[bytes]:
    """`unpack` for a stream: plain bytes in pieces, and what came before a fault before its `InputError`."""
    number = 0
    for encoding in reversed([name.strip().lower() for name in encodings]):
        head, chunks = _peeked(chunks)
        packing = _declared(encoding, head)
        if packing is not None:
            number += 1
            chunks = layer(chunks, packing, _checked(number, packing, limits), limits)
    head, chunks = _peeked(chunks)
    while packing := packing_of(head):
        number += 1
        head, chunks = _peeked(layer(chunks, packing, _checked(number, packing, limits), limits))
    yield from chunks


def packing_of(head: bytes) -> Packing | None:
    """How these bytes are packed, as far as their first ones show."""
    return next((packing for packing in (GZIP, ZSTD) if packing.opens(head)), None)


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, piece by piece."""
    return iter(lambda: stream.read(PIECE), b"")


def lines(chunks: Iterable[bytes], longest: int) -> Iterator[bytes]:
    """The lines of these bytes with their ends, a longer one cut into pieces of `longest + 1` bytes.

    Where the bytes end in an `InputError`, it is raised after the last whole line.
    """
    source = _Source(chunks)
    reader = io.BufferedReader(cast(io.RawIOBase, source), PIECE)
    for line in iter(lambda: reader.readline(longest + 1), b""):
        if source.fault is None or line.endswith(b"\n") or len(line) > longest:
            yield line
    if source.fault is not None:
        raise source.fault


class _Source(io.RawIOBase):
    """Chunks as a raw stream that ends where they raise an `InputError`, which it keeps."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.fault: InputError | None = None
        self._chunks = iter(chunks)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # typeshed's buffer protocol cannot be sliced
        while not self._left:
            try:
                chunk = next(self._chunks, None)
            except InputError as error:
                self.fault, chunk = error, None
            if chunk is None:
                self._chunks = iter(())
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _peeked(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, at least 512 where there are as many and nothing is wrong with them, and the chunks with them."""
    rest, head = iter(chunks), b""
    try:
        for chunk in rest:
            head += chunk
            if len(head) >= 512:
                break
    except InputError as error:
        return head, _failing(head, error)
    return head, chain([head], rest)


def _failing(head: bytes, error: InputError) -> Iterator[bytes]:
    yield head
    raise error


def _declared(encoding: str, head: bytes) -> Packing | None:
    """How to undo a declared encoding; `None` where the bytes show that it is undone already, as archives often keep them."""
    if encoding in _NO_PACKING or not head:
        return None
    packing = ENCODINGS.get(encoding)
    if packing is not None and packing.magic is not None:
        return packing if packing.opens(head) else None
    if looks_plain(head):
        return None
    if packing is None:
        known = ", ".join(ENCODINGS)
        detail = f"packed as {encoding[:40]!r}, which is not known: give it unpacked, or as one of {known}"
        raise InputError(detail, reason="unreadable")
    return BARE_DEFLATE if packing is DEFLATE and not _has_zlib_head(head) else packing


def looks_plain(head: bytes) -> bool:
    """True where these first bytes are text as they stand: no control characters, and UTF-8 or opening with a `<`."""
    head = head[:512]
    if _CONTROL.search(head):
        return False
    return head.lstrip().startswith(b"<") or _is_utf8_so_far(head)


def _is_utf8_so_far(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _has_zlib_head(head: bytes) -> bool:
    return len(head) > 1 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0


def _checked(number: int, packing: Packing, limits: Limits) -> str:
    """What to call this layer; raises `InputError` where it is one too many."""
    if number > limits.layers:
        raise InputError(f"packed more than {limits.layers} times over: give it unpacked", reason="too_large")
    return f"layer {number} ({packing.name})"


def layer(chunks: Iterable[bytes], packing: Packing, name: str, limits: Limits) -> Iterator[bytes]:
    """One layer undone. Members follow each other; what follows them and is none (padding, junk) is left out, as gzip does."""
    meter = Meter(limits)
    try:
        for piece in _members(meter.taken(chunks), packing):
            yield piece
            meter.gives(len(piece))
    except Damaged as error:
        detail = f"{name} is damaged or cut off after {meter.given:,} bytes ({error}): get a whole copy"
        raise InputError(detail, reason="unreadable") from error
    except OverLimit as error:
        raise InputError(f"{name} grows to {error}", reason="too_large") from error


def _members(chunks: Iterable[bytes], packing: Packing) -> Iterator[bytes]:
    decoder, fresh, first, data = packing.decoder(), True, True, b""
    for chunk in chunks:
        data += chunk
        while data:
            if fresh and not first and not packing.opens(data):
                data = data.lstrip(b"\0")
                if len(data) >= 4 and not packing.opens(data):
                    return
                if len(data) < 4:
                    break
            yield from decoder.feed(data)
            first = fresh = False
            data = decoder.rest
            if decoder.ended:
                decoder, fresh = packing.decoder(), True
    if not fresh:
        raise Damaged("the end is missing")


class OverLimit(Exception):
    """A layer grows past a limit. Never leaves reading, like `Damaged`."""


class Meter:
    """Counts what goes into a layer and what comes out of it, and raises `OverLimit`."""

    def __init__(self, limits: Limits) -> None:
        self.taken_in = self.given = 0
        self._limits = limits

    def taken(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks cut to pieces, counted as they pass."""
        for chunk in chunks:
            for at in range(0, len(chunk), PIECE):
                piece = chunk[at : at + PIECE]
                self.taken_in += len(piece)
                yield piece

    def gives(self, size: int) -> None:
        """Counts `size` bytes of output."""
        self.given += size
        if self.given > self._limits.largest:
            raise OverLimit(f"more than {self._limits.largest:,} bytes")
        if self.given > self._limits.free and self.given > self._limits.ratio * self.taken_in:
            raise OverLimit(f"more than {self._limits.ratio:,} times its packed size")


def _inflated(inflater: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    while True:
        piece = inflater.decompress(data, _STEP)
        if piece:
            yield piece
        data = inflater.unconsumed_tail
        if inflater.eof or (not data and len(piece) < _STEP):
            return


def _up_to_error(inflater: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What can still be made of bytes that hold an error, up to the very byte."""
    for at in range(len(data)):
        try:
            yield inflater.decompress(data[at : at + 1])
        except zlib.error:
            return


def _after(pieces: Iterable[bytes], done: int) -> Iterator[bytes]:
    for piece in pieces:
        if len(piece) > done:
            yield piece[done:]
        done = max(0, done - len(piece))
