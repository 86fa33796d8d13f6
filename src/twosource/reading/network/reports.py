"""Reports at addresses: fetched where the user asks for it, and kept as a web archive where that is asked for too."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from twosource.errors import InputError, UsageError
from twosource.model import Rejection
from twosource.reading.formats import reports_of
from twosource.reading.report import Payload, Report
from twosource.reading.settings import ReadSettings

if TYPE_CHECKING:
    from twosource.reading.network.fetch import Answer, Fetcher

_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


def is_address(path: str) -> bool:
    """Whether what is given to be read is the address of a web page, not a path.

    >>> is_address("https://news.example/a"), is_address("news.example/a.html")
    (True, False)
    """
    return _ADDRESS.match(path) is not None


class Network:
    """Fetches addresses one after the other, under the settings of reading."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._made: Fetcher | None = None

    def reports(self, url: str) -> Iterator[Report | Rejection]:
        """The reports behind an address: of a page, or of a feed or a table that is found there."""
        try:
            payload = self._fetched(url)
        except InputError as error:
            yield Rejection(stage="read", reason=error.reason, detail=str(error), path=url)
            return
        yield from reports_of(payload, self._settings)

    def _fetched(self, url: str) -> Payload:
        if not self._settings.fetch:
            detail = "an address, and nothing is fetched unless it is asked for: add --fetch, or save the page and give the file"
            raise InputError(detail, reason="not_fetched")
        from twosource.reading.network.fetch import payload_of

        answers: list[Answer] = []
        try:
            for answer in self._fetcher().fetch(url):
                answers += [answer]  # what came before a fault is kept too
        finally:
            self._keep(answers)
        return payload_of(answers[-1], url, self._settings.largest_page)

    def _fetcher(self) -> "Fetcher":
        from twosource.reading.network.fetch import Fetcher, FetchSettings

        if self._made is None:
            given = self._settings
            limits = FetchSettings(agent=given.agent, largest=given.largest_page, seconds=given.fetch_seconds)
            self._made = Fetcher(settings=limits)
        return self._made

    def _keep(self, answers: Sequence["Answer"]) -> None:
        """Adds the answers to the web archive that the user wants kept. Raises `UsageError` where it cannot be written."""
        path = self._settings.keep_warc
        if path is None or not answers:
            return
        from twosource.reading.network.capture import captured

        try:
            with open(path, "ab") as file:
                captured(answers, file, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), self._settings.agent)
        except (OSError, ValueError) as error:
            raise UsageError(f"the archive {path} cannot be written ({error}): check the name given with --keep-warc") from error
