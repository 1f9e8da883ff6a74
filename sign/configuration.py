"""The settings of signing, `sign.toml`: nothing in it is secret, and a PIN has no place there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from failures import CONFIGURATION, SigningError

if TYPE_CHECKING:
    from pathlib import Path

_THUMBPRINT = re.compile(r"[0-9A-F]{40}")
_SECRETS = re.compile(r"pin|pass|secret", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timestamping:
    """RFC 3161 servers in the order in which they are tried, and the seconds between two questions to one."""

    servers: tuple[str, ...]
    pause: float


@dataclass(frozen=True, slots=True)
class Settings:
    """What `sign.toml` says; paths are absolute, empty texts mean "look for it". `deadline` is seconds."""

    name: str
    url: str
    thumbprint: str
    warn_days: int
    deadline: float
    timestamping: Timestamping
    signtool: str
    osslsigncode: str
    module: str
    engine: str
    intermediates: Path
    roots: Path
    timestamp_roots: Path


def read_settings(file: Path) -> Settings:
    """Return the settings in `file`; SigningError names the key that is missing, unknown or wrong."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SigningError(CONFIGURATION, f"{file}: {error}") from error
    keys = _Keys(table)
    timestamp, windows, linux = (keys.section(name) for name in ("timestamp", "signtool", "osslsigncode"))
    settings = Settings(
        name=keys.text("name", required=True),
        url=keys.text("url"),
        thumbprint=_thumbprint(keys.text("thumbprint")),
        warn_days=int(keys.number("warn_days")),
        deadline=keys.number("deadline_seconds"),
        timestamping=Timestamping(timestamp.servers("servers"), timestamp.number("pause_seconds")),
        signtool=windows.text("program"),
        osslsigncode=linux.text("program"),
        module=linux.text("module"),
        engine=linux.text("engine"),
        **{
            name: file.parent / linux.text(name, required=True)
            for name in ("intermediates", "roots", "timestamp_roots")
        },
    )
    for place in (keys, timestamp, windows, linux):
        place.require_all_known()
    return settings


def require_thumbprint(settings: Settings) -> None:
    """Raise SigningError where no certificate is configured yet."""
    if not settings.thumbprint:
        raise _wrong("thumbprint is empty; `python sign/sign.py check` shows what there is to choose from")


def _wrong(what: str) -> SigningError:
    return SigningError(CONFIGURATION, f"sign.toml: {what}")


def _thumbprint(text: str) -> str:
    """Take it as Windows' dialog shows it: spaces, small letters, an invisible mark in front."""
    kept = "".join(character for character in text.upper() if character.isascii() and character.isalnum())
    if kept and not _THUMBPRINT.fullmatch(kept):
        raise _wrong("thumbprint must be the 40 hexadecimal digits that the certificate's details show")
    return kept


class _Keys:
    """One table of the file; it remembers which keys were asked for, so that others can be named."""

    def __init__(self, table: dict[str, Any], name: str = "") -> None:
        self._left = dict(table)
        self._name = name

    def _take(self, key: str, kind: type | tuple[type, ...], expected: str) -> Any:  # noqa: ANN401 (checked here)
        value = self._left.pop(key, None)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise _wrong(f"{self._name}{key} must be {expected}")
        return value

    def section(self, key: str) -> _Keys:
        return _Keys(self._take(key, dict, "a section"), f"{key}.")

    def text(self, key: str, *, required: bool = False) -> str:
        text: str = self._take(key, str, "a text in quotes").strip()
        if required and not text:
            raise _wrong(f"{self._name}{key} is empty")
        return text

    def number(self, key: str) -> float:
        number: float = self._take(key, (int, float), "a number")
        # NaN is no number here either: it is neither below nor above.
        if not 0 <= number <= 86_400:  # noqa: PLR2004 (a day, in seconds: more is a slip)
            raise _wrong(f"{self._name}{key} must be a number from 0 to 86400")
        return number

    def servers(self, key: str) -> tuple[str, ...]:
        servers = self._take(key, list, "a list of addresses")
        if not servers or not all(
            isinstance(server, str) and server.startswith(("http://", "https://")) for server in servers
        ):
            raise _wrong(
                f"{self._name}{key} must name at least one address that begins with http:// or https://"
            )
        return tuple(servers)

    def require_all_known(self) -> None:
        for key in self._left:
            advice = "; a secret never stands in this file" if _SECRETS.search(key) else ""
            raise _wrong(f"{self._name}{key} is not known{advice}")
