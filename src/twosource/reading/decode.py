"""Bytes to text: by byte order mark, as UTF-8, as UTF-8 with single bytes of Windows-1252, or by a guess; never a failure.

The order is fixed and nothing depends on the machine's locale, so the same bytes always give the same text:

1. a byte order mark (it is not part of the text);
2. UTF-8;
3. UTF-16 without a mark, where every other byte is mostly zero;
4. UTF-8 with some bad bytes, each of which is read as Windows-1252, where most of the bytes above 127 are good UTF-8;
5. one of a few legacy encodings, picked by charset-normalizer; Windows-1252 where it picks none.
"""

import codecs
import re
from collections.abc import Sequence
from typing import Final

_MARKS: Final[Sequence[tuple[bytes, str]]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# English text has few bytes above 127: curly quotes and dashes, which these two put in different places.
_NEAR_ASCII: Final = ("cp1252", "mac_roman")
_LEGACY: Final = (
    *_NEAR_ASCII, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_SAMPLE: Final = 200_000  # bytes shown to the guess: its time grows with each candidate
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_GOOD: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONE: Final = re.compile("[\ud800-\udfff]")
_MIXED: Final = "twosource-cp1252"


def decode(raw: bytes) -> str:
    """The text of these bytes; line ends stay as they are.

    >>> decode("“Café”".encode("cp1252") + " “é”".encode())
    '“Café” “é”'
    """
    codec, start = marked(raw)
    if codec is not None:
        return raw[start:].decode(codec, _MIXED if codec == "utf-8" else "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(raw)


def marked(raw: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark names (or zeros at every other place show), and the mark's length in bytes."""
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return codec, len(mark)
    return _wide(raw[:4096]), 0


def without_lone_surrogates(text: str) -> str:
    """The text with each half of a surrogate pair, which no encoding can write, as U+FFFD; the length stays."""
    return _LONE.sub("\ufffd", text)


def _wide(head: bytes) -> str | None:
    half = len(head) // 2
    if half < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Latin letters in UTF-16 have a zero in one of two bytes; a tenth is left for curly quotes and dashes.
    if odd > 0.8 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.8 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_legacy(raw: bytes) -> str:
    good = sum(len(match) for match in _GOOD.findall(raw))
    high = len(_HIGH.findall(raw))
    if good * 2 >= high:
        return raw.decode("utf-8", _MIXED)
    return _by_guess(raw, high)


def _by_guess(raw: bytes, high: int) -> str:
    from charset_normalizer import from_bytes  # 70 ms, and nearly all reports are UTF-8

    first = _HIGH.search(raw)
    at = max(0, first.start() - _SAMPLE // 2) if first else 0
    candidates = _NEAR_ASCII if high * 20 < len(raw) else _LEGACY
    best = from_bytes(raw[at : at + _SAMPLE], cp_isolation=list(candidates), enable_fallback=False).best()
    if best is None or best.encoding not in candidates or best.encoding == "cp1252":
        return _cp1252(raw)
    return raw.decode(best.encoding, "replace")


def _cp1252(raw: bytes) -> str:
    return codecs.charmap_decode(raw, "strict", _CP1252)[0]


def _cp1252_for(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _cp1252(error.object[error.start : error.end]), error.end


# The five bytes that Windows-1252 leaves open are read as Latin-1, as browsers do (WHATWG Encoding).
_CP1252: Final = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))
codecs.register_error(_MIXED, _cp1252_for)
