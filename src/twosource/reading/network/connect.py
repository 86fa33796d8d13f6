"""Connections that go only to checked addresses, and end when their time is up."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from twosource.reading.network.addresses import Address, Resolve, checked, is_public, resolved

Clock = Callable[[], float]


class Deadline:
    """The moment at which everything must be done; each step gets what is left."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, most: float | None) -> float:
        """The seconds left, at most `most`. Raises `httpcore.ReadTimeout` where there are none."""
        rest = self._end - self._clock()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time for this address is up")
        return rest if most is None else min(rest, most)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to addresses that were checked, and to nothing else; names are resolved here and nowhere else.

    TLS still asks for the name of the address, since httpcore takes it from the URL.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve = resolved, allow: Callable[[Address], bool] = is_public) -> None:
        self._deadline, self._resolve, self._allow = deadline, resolve, allow
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address of the host that answers."""
        failed: Exception = httpcore.ConnectError(f"no address of {host} answers")
        for address in checked(host, port, self._resolve, self._allow):
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a socket of this machine is no address on the internet."""
        raise httpcore.ConnectError(f"{path} is a socket of this machine")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step has at most the time that is left in all: a server that sends a byte a second is cut."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
