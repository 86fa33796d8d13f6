"""What the fuzzer begins with: one small input of each kind that is well formed, all made by code."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

import brotli
import zstandard

WORDS: Final = "The mayor of Tarvo said on Tuesday that the “old” bridge would stay closed."
TEXT: Final = f"Bridge closed\n\nBy Ada Orr\n\nTARVO (Reuters) - {WORDS}\n"
PAGE: Final = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge closed | Tarvo Post</title>
<link rel="canonical" href="https://tarvo.example/2019/04/02/bridge"><meta property="og:site_name" content="Tarvo Post">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2019-04-02T09:30:00Z",
"author": [{{"name": "Ada Orr"}}]}}</script></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav><article>
<h1>Bridge closed</h1><p class="byline">By Ada Orr</p><time datetime="2019-04-02">2 April 2019</time><figure><img src="a.jpg">
<figcaption>The bridge. Photo: Reuters</figcaption></figure><p>{WORDS}</p><!-- a --><h2>Traffic</h2><p>{WORDS} &amp; <b>so</b>
&#8217;on&#x2019;</p><table><tr><td>1</td></tr></table><aside>Related</aside></article></body></html>"""
RSS: Final = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tarvo Post</title><link>https://tarvo.example/</link><item><title>Bridge</title><link>https://tarvo.example/1</link><guid>1</guid>
<pubDate>Tue, 02 Apr 2019 09:30:00 +0200</pubDate><source url="https://www.reuters.com">Reuters</source><content:encoded><![CDATA[
<p>{WORDS}</p>]]></content:encoded></item><item><description>&lt;p&gt;{WORDS}</description></item></channel></rss>"""
ATOM: Final = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarvo Post</title><entry><id>1</id>
<title type="html">Bridge</title><updated>2019-04-02T09:30:00Z</updated><author><name>Ada Orr</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>{WORDS}</p></div></content></entry></feed>"""
JSON_FEED: Final = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tarvo Post",
        "items": [{"id": "1", "content_html": f"<p>{WORDS}</p>"}],
    }
)
TABLE: Final = f'title,text,url,published\nBridge,"{WORDS} ""So""",https://tarvo.example/1,2019-04-02\nBoat,"Two\nlines",,\n'
MHTML: Final = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://tarvo.example/1
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B"


----B
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><p class=3D"a">{WORDS[:20]}=
</p></body></html>

----B--
"""


def seeds() -> Mapping[str, Sequence[bytes]]:
    """The inputs that each target begins with; where a target's first byte chooses something, it stands before the rest."""
    texts = [words.encode() for words in (TEXT, PAGE, RSS, ATOM, JSON_FEED, TABLE, MHTML)]
    archives = _archives()
    return {
        "decode": [
            bytes([n]) + TEXT.encode(codec) for n, codec in enumerate(("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"))
        ],
        "unpack": [bytes([n]) + raw for n, raw in enumerate(_packed(PAGE.encode()))],
        "kinds": [b"\0" + raw for raw in (*texts, *archives, _collection(), *_packed(TEXT.encode()))],
        "page": [PAGE.encode(), f"<p>{WORDS}<p>{WORDS}".encode()],
        "feeds": [RSS.encode(), ATOM.encode(), JSON_FEED.encode()],
        "tables": [TABLE.encode(), TABLE.replace(",", ";").encode(), TABLE.encode("utf-16")],
        "warc": archives,
        "wacz": [_collection()],
        "mhtml": [MHTML.encode()],
        "public_url": [
            b"https://news.example:8080/a?b=1#c",
            b"http://[::1]/",
            b"http://user:word@10.0.0.1/",
            "http://bücher.example".encode(),
        ],
    }


def _packed(raw: bytes) -> list[bytes]:
    return [gzip.compress(raw, mtime=0), brotli.compress(raw), zstandard.ZstdCompressor().compress(raw)]


def _archives() -> list[bytes]:
    plain = _record(PAGE.encode(), "") + _record(gzip.compress(PAGE.encode(), mtime=0), "Content-Encoding: gzip\r\n")
    return [plain, gzip.compress(plain, mtime=0), zstandard.ZstdCompressor().compress(plain)]


def _record(body: bytes, header: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n".encode() + body
    digest = "sha256:" + hashlib.sha256(http).hexdigest()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2019-04-02T09:30:00Z\r\n"
        f"WARC-Target-URI: https://tarvo.example/1\r\nWARC-Block-Digest: {digest}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _collection() -> bytes:
    raw = _archives()[1]
    listed = [{"path": "archive/a.warc.gz", "hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in {"archive/a.warc.gz": raw, "datapackage.json": json.dumps({"resources": listed}).encode()}.items():
            file.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
