"""Whose a report is."""

import pytest

from twosource.reading.outlet import domain, outlet

GIVEN = [
    (None, "http://www.msn.com/en-in/news/a", "MSN", "msn.com", "aggregator"),
    (None, "https://uk.reuters.com/a", "Reuters", "uk.reuters.com", "agency"),
    (None, "https://news.yahoo.com/a", "Yahoo News", "news.yahoo.com", "aggregator"),
    (None, "http://www.lomarpost.example:80/a", "lomarpost.example", "lomarpost.example", "unknown"),
    ("www.nytimes.com", None, "The New York Times", "nytimes.com", "newspaper"),
    ("yahoo.com/news", None, "Yahoo", "yahoo.com", "aggregator"),
    ("Washington Post", None, "Washington Post", "washingtonpost.com", "newspaper"),
    ("Lomar Post", "http://www.msn.com/a", "Lomar Post", "msn.com", "unknown"),
]


@pytest.mark.parametrize(("given", "url", "name", "host", "kind"), GIVEN)
def test_an_outlet_is_named_by_what_is_given_or_by_its_domain(
    given: str | None, url: str | None, name: str, host: str, kind: str
) -> None:
    found = outlet(given, url)
    assert found is not None
    assert (found.name, found.domain, found.kind) == (name, host, kind)


@pytest.mark.parametrize("address", ["", "not a url", "http://[broken", "file:///tmp/a.txt"])
def test_what_is_no_address_has_no_domain(address: str) -> None:
    assert domain(address) is None
    assert outlet(None, address) is None
