"""Which model a sysDescr names, by how the makers write it; None where it names none.

A sysDescr is free text (RFC 3418). Makers write, in this order: the brand, the model, then firmware;
or they name their network card, and the model behind a label or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.identification.brands import maker_of, without_brand
from agent.core.identification.model_tails import without_tail
from agent.core.identification.printer_descriptions import names_a_box, names_a_family
from agent.core.mib.trade_marks import without_trade_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.manufacturer_rules.brand import Brand

LONGEST_DESCRIPTION = 255  # characters of sysDescr (RFC 3418); hostile devices send more


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a sysDescr behind which the model stands.

    `by_owner`: a person can give the device another name there, so only what names a brand or a line
    of models counts.
    """

    pattern: re.Pattern[str]
    by_owner: bool = False


_LABELS = (
    # A network card inside of a printer: "...,SVCID:12345,PID:Maker Model 0000".
    Label(re.compile(r"(?:^|[,;\s])PID:\s*([^,;]+)", re.IGNORECASE), by_owner=True),
    # A network card that tells what it sits in: "OkiLAN 0000e Rev.01 ...: Attached to B000 Rev.02".
    Label(re.compile(r"\bAttached to\s+([^:;,]+)", re.IGNORECASE)),
    # A whole IEEE-1284 device id as the description.
    Label(re.compile(r"(?:^|;)\s*(?:MDL|MODEL):\s*([^;]+)", re.IGNORECASE)),
)

# What ends a model: a list of parts, an emulation ("/P", "/ Network Printer"), or firmware.
_TAIL = re.compile(
    r"""\s* (?: [;,:(\[]
             |  \s /
             |  \s - \s
             |  \s (?: version | firmware | kernel | ver\. | rev\. )
             |  \s (?: os | fw | rom | v | r )? [\s.]? \d+ \. \d
             |  \s (?: network\s )? (?: laser | multifunction | printing | label )\s (?: printer | system )
             |  \s (?: network | laser )\s printer \b
             |  \s printer $
             ) .*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

# What kind of device it is, said before the model: "Laser Printer M0000".
_KIND = re.compile(
    r"(?:(?:colou?r|mono|network|laser|inkjet|label|multifunction)\s+)+printer\s+", re.IGNORECASE
)

# Network cards and controllers under the printer's brand: their numbers are no models.
_CARDS = re.compile(
    r"NC-\d|NIC\b|Network\b|Ethernet\b|Print I/F|Built-in|Wired\b|Wireless\b|\d+base-", re.IGNORECASE
)


def model_from_description(sys_descr: str | None, maker: Brand | None) -> str | None:
    """Return the model that a sysDescr names, without brand and firmware; None where it names none.

    `maker` is who made the device, as far as that is known by other means.
    """
    text = " ".join(without_trade_marks((sys_descr or "")[:LONGEST_DESCRIPTION]).split())
    return next((model for model in _candidates(text, maker) if model), None)


def _candidates(text: str, maker: Brand | None) -> Iterator[str | None]:
    for label in _LABELS:
        found = label.pattern.search(text)
        if found and not (label.by_owner and not _is_known(found[1], maker)):
            yield _model(found[1], maker, needs_number=False)
    if not names_a_box(text) and _is_known(text, maker):
        yield _model(text, maker, needs_number=True)


def _is_known(text: str, maker: Brand | None) -> bool:
    """Return whether a text begins with a brand, a line of models, or a family of this maker's."""
    return maker_of((text,), None) is not None or (maker is not None and names_a_family(text, maker))


def _model(text: str, maker: Brand | None, *, needs_number: bool) -> str | None:
    rest = _KIND.sub("", without_brand(text, maker_of((text,), None) or maker), count=1)
    model = without_tail(_TAIL.sub("", rest).strip())
    if _CARDS.match(model) or (needs_number and not re.search(r"\d", model)):
        return None
    return model or None
