"""Which wrong values a complaint may repeat: somebody may have typed a password into the wrong line.

A complaint names the key, the line and what was expected; what was found is repeated only where it can't be a
secret. So it is with every key: a community stands among the targets as easily as a password in mail.host.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from agent.core.messages import settings as messages

if TYPE_CHECKING:
    from agent.core.settings.toml_text import KeyPath

SHOWN_LENGTH = 60  # characters of a bad value that a sentence repeats
SHOWN_BITS = 64  # a hexadecimal number in TOML may have thousands
LEFT_OUT = "(...)"  # in place of a name
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


def repeated(name: str) -> str:
    """Return an unknown name, marked to be left out where it may be a secret in the wrong place."""
    return name if may_repeat_name(name) else Unrepeated(name)


def name_shown(part: str) -> str:
    """Return a name for a sentence."""
    return LEFT_OUT if isinstance(part, Unrepeated) else plain(part)


def key_text(path: KeyPath) -> str:
    """Return a path as people write it; items count from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{name_shown(part)}" for part in path)
    return "".join(parts).removeprefix(".")


def plain(text: str) -> str:
    """Return a text for a sentence: short and printable."""
    clipped = text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]}..."
    return clipped if clipped.isprintable() else json.dumps(clipped)


def shown(value: object, *, is_private: bool = False) -> str:
    """Return a TOML value for a sentence: short, printable, and only its kind where it is private."""
    if isinstance(value, str):
        if is_private:
            return messages.ANOTHER_TEXT
        quoted = f'"{plain(value)}"' if value.isprintable() else plain(value)
        return quoted if value else messages.EMPTY_TEXT
    if isinstance(value, bool | float) or (isinstance(value, int) and value.bit_length() <= SHOWN_BITS):
        return messages.ANOTHER_VALUE if is_private else str(value).lower()
    kinds = ((int, messages.HUGE_NUMBER), (list, messages.A_LIST), (dict, messages.A_TABLE))
    return next((kind for type_, kind in kinds if isinstance(value, type_)), messages.A_DATE_OR_TIME)
