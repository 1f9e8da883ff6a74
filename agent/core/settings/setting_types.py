"""What a single setting may be: a port, a host name, a mail address, one word of several."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.messages import settings as messages
from agent.core.model.file_names import is_device
from agent.core.report_format.enrolment import parse_code, tidy_code

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT_LENGTH = 200  # characters of a free text
HOST_LENGTH = 253  # RFC 1035 section 2.3.4, as text
USER_NAME_OCTETS = 32  # usmUserName is SIZE(0..32), RFC 3414 section 5

_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*\.?")
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_PEM_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.pem")
_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What one value must be.

    `says` completes the sentence "expected ...", in the language that is spoken when it is asked.
    `from_text` reads the text of a command line and hands back what it can't read, for `accepts` to
    refuse. `tidy` gives an accepted value its one form. `choices` are all values that there are, `limits` the
    least and the largest, where it has them.
    """

    says: Callable[[], str]
    accepts: Callable[[object], bool]
    from_text: Callable[[str], object] = str.strip
    tidy: Callable[[Any], Any] = lambda value: value
    choices: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None

    @property
    def expected(self) -> str:
        """What the value should have been, in words."""
        return self.says()


def matching(pattern: str, says: Callable[[], str], tidy: Callable[[str], str] = str) -> Shape:
    """Return the shape of a text that the regular expression matches as a whole."""
    compiled = re.compile(pattern)
    return Shape(says, lambda v: isinstance(v, str) and bool(compiled.fullmatch(v)), tidy=tidy)


def one_of(*choices: str) -> Shape:
    """Return the shape of one word out of several; on the command line its case doesn't matter."""
    by_lower = {choice.lower(): choice for choice in choices}
    return Shape(
        lambda: messages.choice(choices),
        lambda v: v in choices,
        lambda typed: by_lower.get(typed.strip().lower(), typed),
        choices=choices,
    )


def whole(low: int, high: int) -> Shape:
    """Return the shape of a whole number between two others, both included."""
    return Shape(
        lambda: messages.whole(low, high),
        lambda v: type(v) is int and low <= v <= high,
        _whole_from_text,
        limits=(low, high),
    )


def seconds(low: float, high: float) -> Shape:
    """Return the shape of a number of seconds between two others, both included."""
    accepts = lambda v: type(v) in (int, float) and low <= v <= high  # noqa: E731 (read like its neighbours)
    return Shape(lambda: messages.seconds(low, high), accepts, _number_from_text, float)


def or_empty(shape: Shape) -> Shape:
    """Return the same shape that takes an empty text for "not set", too."""
    return Shape(shape.says, lambda v: v == "" or shape.accepts(v), shape.from_text, shape.tidy)


def _whole_from_text(typed: str) -> object:
    return int(typed) if re.fullmatch(r"\s*[+-]?[0-9]{1,18}\s*", typed) else typed


def _number_from_text(typed: str) -> object:
    return float(typed) if re.fullmatch(r"\s*[+-]?[0-9]{1,18}(\.[0-9]{1,18})?\s*", typed) else typed


def _flag_from_text(typed: str) -> object:
    return {"true": True, "false": False}.get(typed.strip().lower(), typed)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= TEXT_LENGTH


def _is_host(value: object) -> bool:
    if not isinstance(value, str) or len(value) > HOST_LENGTH:
        return False
    return bool(_HOST.fullmatch(value)) or _is_address(value)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_mailbox(value: object) -> bool:
    return isinstance(value, str) and bool(_MAILBOX.fullmatch(value)) and ".." not in value


def _is_pem_file(value: object) -> bool:
    return isinstance(value, str) and bool(_PEM_FILE.fullmatch(value)) and not is_device(value)


def _is_profile(value: object) -> bool:
    """Its table lies beside meters.csv under its name, so it can't be called meters, nor as a device."""
    is_name = isinstance(value, str) and bool(_PROFILE.fullmatch(value))
    return is_name and not is_device(str(value)) and str(value).lower() != "meters"


def _is_user_name(value: object) -> bool:
    return _is_line(value) and 1 <= len(str(value).encode()) <= USER_NAME_OCTETS


def _is_enrolment_code(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(parse_code(value))
    except ValueError:
        return False


LINE = Shape(lambda: messages.line(TEXT_LENGTH), _is_line)
FLAG = Shape(lambda: messages.FLAG, lambda v: isinstance(v, bool), _flag_from_text)
PORT = whole(1, 65535)
HOST = Shape(lambda: messages.HOST, _is_host)
MAILBOX = Shape(lambda: messages.MAILBOX, _is_mailbox)
SITE_ID = matching(r"[A-Za-z0-9._-]{1,64}", lambda: messages.SITE_ID)
ENROLMENT_CODE = Shape(lambda: messages.ENROLMENT_CODE, _is_enrolment_code, tidy=tidy_code)
CLOCK = matching(r"([01][0-9]|2[0-3]):[0-5][0-9]", lambda: messages.CLOCK)
FINGERPRINT = matching(
    r"[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}",
    lambda: messages.FINGERPRINT,
    lambda text: text.replace(":", "").lower(),
)
COMMUNITY = matching(r"public|keyring:[A-Za-z0-9._-]{1,64}", lambda: messages.COMMUNITY)
USER_NAME = Shape(lambda: messages.user_name(USER_NAME_OCTETS), _is_user_name)
PEM_FILE = Shape(lambda: messages.PEM_FILE, _is_pem_file)
PROFILE = Shape(lambda: messages.PROFILE, _is_profile)
