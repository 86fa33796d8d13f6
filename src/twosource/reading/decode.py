"""Bytes to text: by byte order mark, as UTF-8, as declared, as UTF-8 with bytes of Windows-1252, or by a guess; never a failure.

The order is fixed and nothing depends on the machine's locale, so the same bytes always give the same text:

1. a byte order mark (it is not part of the text), which goes before a declaration as in the WHATWG standard;
2. UTF-16 without a mark, where every other byte is mostly zero;
3. UTF-8, whatever is declared: text in another encoding is no good UTF-8, but for a few letters;
4. UTF-8 with some bad bytes, each of which is read as Windows-1252, where most of the bytes above 127 are good UTF-8 and UTF-8,
   Windows-1252 or nothing is declared;
5. the encoding that the HTTP header declares, then the one of the page itself, where the bytes can be of it;
6. one of a few legacy encodings, picked by charset-normalizer; Windows-1252 where it picks none.
"""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from twosource.reading.charsets import codec as codec_of

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
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_GOOD: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONE: Final = re.compile("[\ud800-\udfff]")
_MIXED: Final = "twosource-cp1252"
_NEAR_UTF_8: Final = ("utf-8", "cp1252")  # what pages declare that are UTF-8 for the most part
_WIDE: Final = ("gb18030", "big5hkscs", "euc_jp", "cp932", "cp949")
_THREE: Final = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_FEW: Final = 12  # bytes above 127: six letters of such an encoding can all look like UTF-8, a headline cannot


def decode(raw: bytes, declared: str | None = None, within: str | None = None) -> str:
    """The text of these bytes; line ends stay as they are.

    `declared` is the label that came with them (the charset of an HTTP or MIME header), `within` the one that they hold
    (`charsets.html_charset`). A label that the bytes belie, or that is not known, counts for nothing.

    >>> decode("“Café”".encode("cp1252") + " “é”".encode())
    '“Café” “é”'
    >>> decode("шахта".encode("koi8-r"), "KOI8-R"), decode("шахта".encode(), "iso-8859-1")
    ('шахта', 'шахта')
    """
    labels = [known for known in (codec_of(declared), codec_of(within)) if known is not None]
    codec, start = marked(raw)
    if codec is not None:
        return raw[start:].decode(codec, _MIXED if codec == "utf-8" else "replace")
    as_utf_8 = _strict(raw, "utf-8")
    if as_utf_8 is not None and not (labels and _by_chance(raw, labels[0])):
        return as_utf_8
    return _decode_legacy(raw, labels)


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


def _decode_legacy(raw: bytes, labels: Sequence[str]) -> str:
    good = sum(len(match) for match in _GOOD.findall(raw))
    high = len(_HIGH.findall(raw))
    if good * 2 >= high and all(label in _NEAR_UTF_8 for label in labels):
        return raw.decode("utf-8", _MIXED)
    for label in labels:
        text = _as_declared(raw, label)
        if text is not None:
            return text
    return raw.decode("utf-8", _MIXED) if good * 2 >= high else _by_guess(raw, high)


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _by_chance(raw: bytes, codec: str) -> bool:
    """True where good UTF-8 is rather what is declared: few letters of an encoding of two bytes a letter, or escapes."""
    if codec == "iso2022_jp":
        return b"\x1b$" in raw and _strict(raw, codec) is not None
    few = 0 < len(_HIGH.findall(raw[:_SAMPLE])) <= _FEW and len(raw) <= _SAMPLE
    return few and codec in _WIDE and _strict(raw, codec) is not None and not _THREE.search(raw)


def _as_declared(raw: bytes, codec: str) -> str | None:
    """The text in a declared encoding; `None` where too many of its bytes are none of it."""
    if codec in ("utf-8", "utf-16-le", "utf-16-be"):
        return None  # the bytes were found to be no UTF-8, and to have no zeros
    if codec == "cp1252":
        return _cp1252(raw)
    text = raw.decode(codec, "replace")
    # One letter in a hundred may be bad: pages are put together from pieces, and cut.
    if text.count("\ufffd") * 100 > len(_NOT_ASCII.findall(text)):
        return None
    # ISO 8859 has controls that nobody writes where Windows has its quotes and dashes, the same ones for all its alphabets.
    return text.translate(_QUOTES) if codec.startswith("iso8859") else text


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
_QUOTES: Final = {at: _CP1252[at] for at in range(0x80, 0xA0)}
codecs.register_error(_MIXED, _cp1252_for)
