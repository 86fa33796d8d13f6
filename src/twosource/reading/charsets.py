"""Names of character encodings on the web, and the one that a page's source gives itself.

Both as the WHATWG standards have them (Encoding, "Names and labels", and HTML, "Prescan a byte stream"; read 2026-11), since
that is what pages are tried with: `iso-8859-1` and `ascii` mean Windows-1252, `gb2312` means GB 18030.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PRESCAN: Final = 4_096  # the standard asks for 1,024; many pages have their meta element behind a long title or script
# Python codec: the labels of the standard. Codecs are named, never looked up by what a page says: Python's list has some
# that are no encodings of characters.
_LABELS: Final[Mapping[str, str]] = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
    "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
    "iso_8859-7:1987 sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
    "iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
    "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 "
    "x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
}
CODECS: Final[Mapping[str, str]] = MappingProxyType(
    {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
)
_SPACE: Final = "\t\n\f\r "
# An element's attributes, or a comment; each is bounded, so the time is linear.
_PIECE: Final = re.compile(rb"<!--|<meta(?=[\s/])|<[!/?]?[a-zA-Z?]", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(rb"""[\s/]*([^\s/>=]{1,100})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_CHARSET: Final = re.compile(rb"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.IGNORECASE)
_XML: Final = re.compile(rb"""\s{0,9}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


def codec(label: str | None) -> str | None:
    """Python's codec for a label of the web; `None` for one that the standard does not know.

    >>> codec(" ISO-8859-1 "), codec("gb2312"), codec("utf-7"), codec(None)
    ('cp1252', 'gb18030', None, None)
    """
    return CODECS.get(label.strip(_SPACE).lower()) if label else None


def html_charset(raw: bytes) -> str | None:
    """The label by which the source of a page names its encoding: a meta element (or an XML head) among its first bytes.

    A label that is not known is passed over. UTF-16 can only be a mistake there, since the label could be read, and means UTF-8.

    >>> html_charset(b"<html><!-- <meta charset=koi8-r> --><meta charset='Windows-1251'>")
    'windows-1251'
    """
    head = raw[:PRESCAN]
    found = _xml_label(head) or _meta_label(head)
    return "utf-8" if found is not None and CODECS[found].startswith("utf-16") else found


def _xml_label(head: bytes) -> str | None:
    match = _XML.match(head.removeprefix(b"\xef\xbb\xbf"))
    return _known(match[1]) if match else None


def _meta_label(head: bytes) -> str | None:
    at = 0
    while match := _PIECE.search(head, at):
        if match[0] == b"<!--":
            end = head.find(b"-->", match.end() - 2)
            at = len(head) if end < 0 else end + 3
            continue
        attributes, at = _attributes(head, match.end())
        if match[0][1:].lower() == b"meta" and (label := _label_of(attributes)):
            return label
    return None


def _attributes(head: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """The attributes of an element from there on, the first of each name, and where they end."""
    found: dict[bytes, bytes] = {}
    while match := _ATTRIBUTE.match(head, at):
        found.setdefault(match[1].lower(), next((value for value in match.groups()[1:] if value is not None), b""))
        at = match.end()
    return found, at


def _label_of(attributes: Mapping[bytes, bytes]) -> str | None:
    if label := _known(attributes.get(b"charset", b"")):
        return label
    if attributes.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    match = _CHARSET.search(attributes.get(b"content", b""))
    return _known(match[1] or match[2] or match[3] or b"") if match else None


def _known(label: bytes) -> str | None:
    words = label.decode("ascii", "replace").strip(_SPACE).lower()
    return words if words in CODECS else None
