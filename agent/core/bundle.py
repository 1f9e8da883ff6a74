"""What support needs to see, in one text that can be read before it is passed on.

Serial numbers, names, addresses and places become stable marks, the same for the same text throughout:
"SERIAL-1", "ADDRESS-2". Secrets are in none of its parts: they lie in the keyring alone.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 3  # characters of a text that is replaced: shorter ones stand in every second word
LONGEST_PART = 200_000  # characters of one part; of a log, its end
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")  # bounded: a log holds what others say
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<![\w:])[0-9A-Fa-f:]{2,45}(?![\w:])")
_MAC = re.compile(r"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])")
_CODE = re.compile(r"(?<!\w)[0-9A-Za-z]{8}-[0-9A-Za-z]{26}(?!\w)")  # an office's enrolment
# The kind of a mark, and what it stands for wherever it is met.
_PATTERNS = (("CODE", _CODE), ("MAIL", _MAIL), ("MAC", _MAC), ("ADDRESS", _IPV4), ("ADDRESS", _IPV6))
# What an entry of printers[] calls what tells whose device it is, and the mark of each.
_OF_ENTRY = {
    "serial_number": "SERIAL",
    "mac_address": "MAC",
    "ip_address": "ADDRESS",
    "host_name": "NAME",
    "location": "PLACE",
    "asset_tag": "ASSET",
}


@dataclass(slots=True)
class _Marks:
    """The marks given so far, by the text in lower case."""

    given: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str, text: str) -> str:
        """Return the mark of a text, a new one for one not met before."""
        known = self.given.get(text.lower())
        if known is None:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            known = self.given[text.lower()] = f"{kind}-{self.counts[kind]}"
        return known


def bundle_of(parts: Mapping[str, str], sensitive: Iterable[tuple[str, str]]) -> str:
    """Return the parts by name as one text, without what tells whose they are.

    `sensitive` are pairs (kind, text), such as ("SERIAL", "X1"). Of a part that is too long the end is kept.
    """
    marks = _Marks()
    for kind, text in sorted(set(sensitive), key=lambda pair: (-len(pair[1]), pair)):
        if len(text.strip()) >= SHORTEST:
            marks.of(kind, text.strip())
    words = "|".join(map(re.escape, sorted(marks.given, key=len, reverse=True)))
    known = re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)", re.IGNORECASE)
    sections = (
        f"== {name} ==\n{_redacted(text[-LONGEST_PART:], known, marks)}".rstrip()
        for name, text in parts.items()
    )
    return "\n\n".join(sections) + "\n"


def _redacted(text: str, known: re.Pattern[str], marks: _Marks) -> str:
    text = known.sub(lambda found: marks.of("", found[0]), text)
    for kind, pattern in _PATTERNS:
        text = pattern.sub(partial(_marked, kind, marks), text)
    return text


def _marked(kind: str, marks: _Marks, found: re.Match[str]) -> str:
    is_address = kind != "ADDRESS" or _is_ones_own(found[0])
    return marks.of(kind, found[0]) if is_address else found[0]


def _is_ones_own(text: str) -> bool:
    """Tell an address of somebody from a time, a version, a netmask and loopback."""
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (parsed.is_loopback or parsed.is_unspecified or text.startswith("255."))


def of_printers(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what tells whose the printers are, of entries of printers[]."""
    for entry in entries:
        for name, kind in _OF_ENTRY.items():
            if isinstance(entry.get(name), str):
                yield kind, entry[name]
        for supply in entry.get("supplies") or ():
            if isinstance(supply.get("serial_number"), str):
                yield "SERIAL", supply["serial_number"]
