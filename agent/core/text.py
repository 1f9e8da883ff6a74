"""Octets of a device to text: by the declared character set, else honestly guessed."""

from __future__ import annotations

import re

from agent.core.labels import CHARACTER_SETS

MAX_CHARACTERS = 1024

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\u2028\u2029\ufeff]+")
_SPACES = re.compile(r"\s+")


def decode(raw: bytes, character_set: int | None = None) -> tuple[str | None, bool]:
    """Return the text of `raw` on one line, None if nothing is left, and whether it was guessed.

    `character_set` is an IANA MIBenum from prtLocalizationCharacterSet. Devices declare one set and
    send another (2004 declared, UTF-8 sent), so text that is valid UTF-8 beyond ASCII is taken as
    UTF-8 whatever was declared; the flag says that the declaration was not followed.
    """
    codec = CHARACTER_SETS.get(character_set or 0)
    if codec is not None and codec.startswith(("utf_16", "utf_32")):
        text = _strictly(raw, codec)
        if text is not None:
            return _one_line(text), False
    raw = raw.split(b"\0", 1)[0]
    if raw.isascii():
        return _one_line(raw.decode("ascii")), False
    for candidate in ("utf_8", codec):
        text = _strictly(raw, candidate) if candidate else None
        if text is not None:
            return _one_line(text), candidate != codec
    # 0xFF stands for a space in some firmwares; Latin-1 gives every other octet some character.
    return _one_line(raw.replace(b"\xff", b" ").decode("latin-1")), True


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _one_line(text: str) -> str | None:
    printable = _UNPRINTABLE.sub(" ", text)
    return _SPACES.sub(" ", printable).strip()[:MAX_CHARACTERS] or None
