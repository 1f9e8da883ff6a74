"""Which wrong values a complaint may repeat: somebody may have typed a password into the wrong line.

A complaint names the key, the line and what was expected; what was found is repeated only where it can't be a
secret. So it is with every key: a community stands among the targets as easily as a password in mail.host.
"""

from __future__ import annotations

import re

SHORTER_THAN_SECRETS = 4  # characters
MOST_DIGITS = 5  # of a port, with one too many

_ADDRESS = re.compile(r"(?=.*[.:/])[0-9A-Fa-f.:/*!\[\]%-]+")  # addresses, ranges, networks, times
_NAME = re.compile(r"[a-z][a-z_]{0,30}")
_URL = re.compile(r"[a-z]{3,5}://[a-z0-9.-]*(:[0-9]{1,5})?/?")  # of a server, without a login


def may_repeat(value: object) -> bool:
    """Return whether a wrong value is certainly no secret."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return True  # of these only the kind is told
    text = value if isinstance(value, str) else repr(value)
    if len(text) <= SHORTER_THAN_SECRETS or (text.isdecimal() and len(text) <= MOST_DIGITS):
        return True
    return bool(_ADDRESS.fullmatch(text) or _URL.fullmatch(text))


def may_repeat_name(name: str) -> bool:
    """Return whether an unknown name reads as that of a setting; few secrets are one plain word."""
    return may_repeat(name) or bool(_NAME.fullmatch(name))


class Unrepeated(str):
    """A name that somebody typed and that a complaint leaves out."""

    __slots__ = ()
