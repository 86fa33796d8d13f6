"""Feeds become reports, item by item; what is broken in one costs that item only."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Rejection
from twosource.reading.feeds import xml as feedxml
from twosource.reading.feeds.items import items
from twosource.reading.kinds import media_kind
from twosource.reading.report import Report

CASES = json.loads(Path(__file__).with_name("feeds_cases.json").read_text(encoding="utf-8"))
REASONS = {"broken_feed", "broken_json", "empty", "no_text", "summary_only", "too_large"}
WORDS = "Ten men died in the mine near Tarvo. "

FEEDS = ("rss", "atom", "json_feed")


def read(feed: str | bytes, **settings: Any) -> list[Report | Rejection]:
    return list(items(feed, path="a.xml", raw_sha256="f" * 64, **settings))


def rss(inner: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Tarvo Post</title>{inner}</channel></rss>'


def found_as(found: Report | Rejection, field: str) -> Any:
    if isinstance(found, Report) and field in ("agencies", "headline"):
        return getattr(found.metadata, field)
    return getattr(found, field)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_feed_is_read(case: dict[str, Any]) -> None:
    read_from_text = read(case["feed"])
    assert len(read_from_text) == len(case["expected"]), read_from_text
    for found, expected in zip(read_from_text, case["expected"], strict=True):
        assert isinstance(found, Rejection) is ("reason" in expected), found
        for field, value in expected.items():
            assert found_as(found, field) == (tuple(value) if isinstance(value, list) else value), field
    assert read(case["feed"].encode()) == read_from_text


@pytest.mark.parametrize("case", [case for case in CASES if "<" in case["feed"][:1]], ids=lambda case: case["label"])
def test_a_feed_is_known_by_its_head(case: dict[str, Any]) -> None:
    assert media_kind(case["feed"].encode()) in FEEDS


@pytest.mark.parametrize(
    "text", ["", "Ten men died.", "<!doctype html><html>", '{"text": "Ten men died."}', "<feedback>", "<p>rss</p>"]
)
def test_what_is_no_feed_is_not_taken_for_one(text: str) -> None:
    assert media_kind(text.encode()) not in FEEDS


def test_a_date_says_which_field_gave_it() -> None:
    [report] = read(
        rss(f"<item><pubDate>Wed, 02 Apr 2031 10:20:30 +0200</pubDate><description>{WORDS * 20}</description></item>")
    )
    assert isinstance(report, Report)
    assert report.metadata is not None
    assert report.metadata.published is not None
    assert (report.metadata.published.value, report.metadata.published.how) == ("2031-04-02T10:20+02:00", "metadata")
    assert report.metadata.published.why == "the feed's pubDate is 'Wed, 02 Apr 2031 10:20:30 +0200'"


@pytest.mark.parametrize(
    ("head", "codec"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-2", "iso8859-2"), ("utf-8", "utf-16"),
     ("windows-1251", "utf-8"), ("rot13", "utf-8"), ("nosuch", "utf-8")],
)  # fmt: skip
def test_bytes_are_read_as_the_head_says_unless_they_are_plainly_utf_8(head: str, codec: str) -> None:
    words = "Ten men died in Győr, he said" if codec == "iso8859-2" else "Ten men died, he said – “no” – in a café"
    feed = f'<?xml version="1.0" encoding="{head}"?><rss><channel><item><description>{words}</description></item></channel></rss>'
    report = read(feed.encode(codec))[0]
    assert isinstance(report, Report)
    assert report.text == words


def test_a_broken_item_is_named_with_its_line_and_fault() -> None:
    feed = rss(f"\n<item><guid>1</guid><description>{WORDS * 20}</description>\n<guid>2</b></item>")
    [report, told] = read(feed)
    assert isinstance(report, Report)
    assert isinstance(told, Rejection)
    assert (report.part, told.line) == ("1", 2)
    assert "item 1 is broken (line 3: " in told.detail


LAUGHS = "".join(f'<!ENTITY lol{i} "{"".join([f"&lol{i - 1};"] * 10)}">' for i in range(1, 10))
TRICKS = {
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY lol0 "lol">{LAUGHS}]>',
    "billion laughs behind a comment": f'<!-- <rss> --><!DOCTYPE rss [<!ENTITY lol0 "lol">{LAUGHS}]>',
    "two document types": f'<!DOCTYPE a><!DOCTYPE rss [<!ENTITY lol0 "lol">{LAUGHS}]>',
    "quadratic blow-up": f'<!DOCTYPE rss [<!ENTITY lol9 "{"a" * 50_000}">]>',
    "a file": '<!DOCTYPE rss [<!ENTITY lol9 SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE rss [<!ENTITY lol9 SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter entity": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;<!ENTITY lol9 "x">]>',
    "external DTD": '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
    "apostrophe in a comment of the DTD": f"<!DOCTYPE rss [<!-- don't -->{LAUGHS}]>",
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
@pytest.mark.parametrize(
    "place", ["<title>T</title><description>{}</description>", '<link href="{}"/><description>Ten</description>']
)
def test_no_entity_of_a_feed_is_ever_expanded(trick: str, place: str) -> None:
    start = time.perf_counter()
    found = read(rss(f"<item>{place.format('&lol9;' * 1000 + WORDS)}</item>", trick))
    assert time.perf_counter() - start < 5
    reports = [one for one in found if isinstance(one, Report)]
    assert len(reports) == 1
    assert "root:" not in reports[0].text
    assert reports[0].text in ("&lol9;" * 1000 + WORDS, "Ten")


BOUNDED = {
    "deep": "<rss>" + "<a>" * 100_000,
    "deep in an item": rss(f"<item><description>{WORDS}</description>" + "<a>" * 100_000),
    "open items": "<rss><channel>" + "<item>" * 200_000,
    "open tags": "<rss><channel><item>" + "<a " * 200_000,
    "ampersands": rss("<item><description>" + "&" * 1_000_000 + "</description></item>"),
    "CDATA that never ends": rss("<item><description>" + "<![CDATA[" * 100_000),
    "comments that never end": "<rss>" + "<!--" * 200_000,
    "attributes": "<rss " + "a='b' " * 100_000 + ">",
    "document types": "<!DOCTYPE a [" * 100_000,
    "brackets": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000,
    "namespaces": rss("".join(f'<x{i}:item xmlns:x{i}="u{i}">' for i in range(5_000))),
}


@pytest.mark.parametrize("feed", BOUNDED.values(), ids=BOUNDED)
def test_a_feed_made_to_hurt_costs_seconds_at_most(feed: str) -> None:
    start = time.perf_counter()
    found = read(feed)
    assert time.perf_counter() - start < 20
    assert any(isinstance(one, Rejection) for one in found) or feed == BOUNDED["ampersands"]


def test_a_feed_that_is_too_large_is_named_with_the_setting() -> None:
    [told] = read(rss("<item/>"), largest_feed=10)
    assert isinstance(told, Rejection)
    assert (told.reason, "read.largest_feed" in told.detail) == ("too_large", True)


def test_a_broken_feed_is_read_up_to_a_number_of_items_and_one_that_can_be_mended_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feedxml, "_MOST_PIECES", 3)
    item = f"<item><description>{WORDS * 20}</description></item>\n"
    *reports, told = read(rss(item * 5 + "<item"))
    assert isinstance(told, Rejection)
    assert (len(reports), told.reason, "its first 3 items" in told.detail) == (3, "broken_feed", True)
    assert len(read(rss(item * 5 + "Bread & roses"))) == 5


def test_mending_leaves_whole_xml_as_it_is() -> None:
    whole = rss("<item><title>A &amp; B &#8217; &lt;</title><description><![CDATA[a & b &nbsp;]]></description></item>")
    assert feedxml.mended(whole) == whole


MARKS = """
<rss> </rss> <channel> </channel> <item> </item> <entry> </entry> <title> </title> <link> </link> <guid> </guid> <description>
</description> <content/> </content> <![CDATA[ ]]> & &nbsp; &#0; &#xD800; ]> <br> <!-- --> <?x <pubDate> </pubDate> </feed> <a:b/>
</source> <author><name> </name></author> http://[broken , ]} [ null "\\ud800" 1e999 {"version":"https://jsonfeed.org/version/1","items":[
{"id":1,"content_html":"x"}
""".split()
SPACED = (
    "<!DOCTYPE x [", "<!ENTITY a 'b'>", "<?xml version='1.0' encoding='utf-16'?>", "<content type='xhtml'>",
    "\0", "\ufffe", "\ud800",
    "Wed, 99 Apr 2031 99:20:30 +9999", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<source url='http://[x'>", WORDS,
)  # fmt: skip
PIECES = st.sampled_from([*MARKS, *SPACED])


def check(found: list[Report | Rejection]) -> None:
    assert found, "something is said of every feed"
    for one in found:
        if isinstance(one, Rejection):
            assert one.reason in REASONS
            one.detail.encode()
        else:
            assert one.text.strip()
            one.text.encode()
            assert one.part


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_nothing_but_reports_and_rejections_comes_out_of_any_text(feed: str) -> None:
    check(read(feed))


@given(st.binary(max_size=300), st.sampled_from(CASES), st.integers(0, 3000), st.integers(0, 3000))
def test_nothing_else_comes_out_of_any_bytes(noise: bytes, case: dict[str, Any], start: int, length: int) -> None:
    whole = case["feed"].encode()
    check(read(noise))
    check(read(whole[:start] + noise + whole[start + length :]))
