"""How deep, long and large the values of a report may be: what follows on them need not look again.

The caps on texts are the agent's own: what it reads of a device is cut to 255 characters, and no text is
longer than an IEEE-1284 device id. All else that a report says is a sentence or a list of targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.core.refused_mail import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 64  # objects and lists within one another; a report has seven
MAX_TEXT = 1023  # characters of a printer's text: ppmPrinterIEEE1284DeviceId (PWG 5107.1)
MAX_SENTENCE = 4096  # characters of any other text
MAX_NUMBER = 2**63 - 1  # no counter of any MIB counts further, and no column holds more

_HOLDERS = frozenset({dict, list})


def check_depth(content: dict[str, Any]) -> None:
    """Raise Refused for what is nested so deep that writing it anew might take all of the stack."""
    for depth, _ in enumerate(_levels(content)):
        if depth >= MAX_DEPTH:
            raise Refused("not_a_report", "nested too deep")


def check_values(content: dict[str, Any]) -> None:
    """Raise Refused for a text that is longer, or a number that is larger, than any that a device has."""
    _check({**content, "printers": None}, MAX_SENTENCE)
    _check(content["printers"], MAX_TEXT)


def _check(holder: object, longest: int) -> None:
    for level in _levels(holder):
        if max((len(node) for node in level if type(node) is str), default=0) > longest:
            raise Refused("not_a_report", f"a text of more than {longest} characters")
        numbers = [node for node in level if type(node) is int or type(node) is float]
        if not all(-MAX_NUMBER <= number <= MAX_NUMBER for number in numbers):  # nor NaN
            raise Refused("not_a_report", "too large a number")
        named = [node for node in level if type(node) is dict and node]
        if named and max(max(map(len, node)) for node in named) > MAX_TEXT:
            raise Refused("not_a_report", "too long a name of a property")


def _levels(holder: object) -> Iterator[list[Any]]:
    """Yield all that lies at one depth of a value, from the outside in; without recursion."""
    level: list[Any] = [holder]
    while level:
        yield level
        inner = (node.values() if type(node) is dict else node for node in level if type(node) in _HOLDERS)
        level = [child for children in inner for child in children]
