"""The exceptions of twosource, as one tree.

    TwosourceError
    ├── UsageError        the call itself is wrong: an unknown option value, a setting out of range
    ├── InputError        one input cannot be used: missing, empty, binary, no sentence, not English
    ├── NothingReadError  no input could be used
    ├── IntegrityError    an account and the reports it rests on do not agree
    └── LimitError        a documented limit was reached

Every message says what is wrong, where, and what to do next.
"""


class TwosourceError(Exception):
    """The root of everything twosource raises on purpose."""


class UsageError(TwosourceError):
    """The call is wrong: an option, a setting or an argument that cannot be meant."""


class InputError(TwosourceError):
    """One input cannot be used; the others still can.

    `reason` is one of the documented reasons of `twosource.model.Rejection`.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class NothingReadError(TwosourceError):
    """Not one of the given inputs could be read."""


class IntegrityError(TwosourceError):
    """A span, hash or id of a record does not agree with the reports it names."""


class LimitError(TwosourceError):
    """A documented limit was reached; the message names the setting that moves it."""
