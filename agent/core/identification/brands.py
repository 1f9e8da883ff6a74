"""Who made a device: by the brand it shows, else by its enterprise number.

The brand comes first: Kyocera's platform is sold as UTAX, Ricoh's as Lanier, Savin and NRG, and
their sysObjectID keeps the builder's number (the IANA list of private enterprise numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.model.walk import Oid

ENTERPRISES = (1, 3, 6, 1, 4, 1)


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of printers.

    `brands` are how its devices begin their texts, in lower case; `printers` are the arcs behind
    1.3.6.1.4.1 under which it has nothing but printers; `enterprises` are all its numbers. `lines`
    begin texts like brands, but are lines of models: they name the maker and stay in the model.
    """

    name: str
    brands: tuple[str, ...]
    enterprises: tuple[int, ...] = ()
    printers: tuple[Oid, ...] = ()
    lines: tuple[str, ...] = ()


MAKERS = (
    Maker("Brother", ("brother",), (2435,), ((2435, 2, 3, 9),)),
    Maker(
        "Canon", ("canon",), (1602,), ((1602, 4),), ("imagerunner", "imagepress", "imageclass", "i-sensys")
    ),
    Maker("Copystar", ("copystar",)),
    Maker("Dell", ("dell",), (674,), ((674, 10898, 100),)),
    Maker("Develop", ("develop",), lines=("ineo",)),
    Maker("Epson", ("epson", "seiko epson"), (1248,), ((1248, 1, 1, 2, 1, 3, 5),), ("aculaser", "workforce")),
    Maker(
        "Fujifilm",
        ("fujifilm", "fuji xerox", "fujifilm business innovation"),
        (297,),
        ((297, 1, 11, 93), (297, 1, 111)),
        ("apeos", "apeosport", "docucentre"),
    ),
    Maker("Gestetner", ("gestetner",)),
    Maker(
        "HP",
        ("hp", "hewlett-packard", "hewlett packard"),
        (11, 29999, 26696),
        ((11, 2, 3, 9),),
        ("laserjet", "color laserjet", "officejet", "deskjet", "designjet", "pagewide", "photosmart"),
    ),
    Maker("IBM", ("ibm",), (2,), (), ("infoprint",)),
    Maker(
        "Konica Minolta",
        ("konica minolta", "konica", "minolta"),
        (18334,),
        ((18334, 1),),
        ("bizhub", "magicolor", "pagepro", "accuriopress", "accurioprint"),
    ),
    Maker(
        "Kyocera",
        ("kyocera", "kyocera mita", "kyocera document solutions"),
        (1347,),
        ((1347, 41),),
        ("ecosys", "taskalfa"),
    ),
    Maker("Lanier", ("lanier",)),
    Maker("Lexmark", ("lexmark", "lexmark international"), (641,), ((641, 1), (641, 2))),
    Maker("NRG", ("nrg", "nashuatec", "rex-rotary")),
    Maker("Oce", ("oce", "océ"), (1552,)),
    Maker("OKI", ("oki", "okidata", "oki data corp", "oki data"), (2001,), ((2001, 1, 1),)),
    Maker("Olivetti", ("olivetti",), (279,)),
    Maker("Panasonic", ("panasonic",), (258,)),
    Maker("Pantum", ("pantum",), (40093,), ((40093,),)),
    Maker("Ricoh", ("ricoh",), (367,), ((367, 1, 1),), ("aficio",)),
    Maker("Samsung", ("samsung",), (236,), ((236, 11, 5),)),
    Maker("Savin", ("savin",)),
    Maker("Sharp", ("sharp",), (2385,), ((2385, 3, 1),)),
    Maker("Toshiba", ("toshiba", "toshiba tec"), (1129,), ((1129, 1, 2), (1129, 2, 3)), ("e-studio",)),
    Maker("TSC", ("tsc", "tsc auto id"), (51966,), ((51966,),)),
    Maker(
        "UTAX",
        ("utax", "ta_utax", "utax_ta", "ta triumph-adler", "triumph-adler"),
    ),
    Maker(
        "Xerox",
        ("xerox", "xerox®"),
        (253, 128),
        ((253, 8, 62),),
        ("phaser", "workcentre", "versalink", "altalink", "primelink", "colorqube"),
    ),
    Maker("Zebra", ("zebra", "zebra technologies", "zebranet", "ztc"), (10642, 683), ((10642,), (683,))),
)


def maker_of(texts: tuple[str | None, ...], sys_object_id: Oid | None) -> Maker | None:
    """Return who made a device: the brand that begins one of its texts, else its enterprise."""
    for text in texts:
        brand = _by_brand(text) if text else None
        if brand:
            return brand
    enterprise = _below_enterprises(sys_object_id)[:1]
    return next((m for m in MAKERS if enterprise and enterprise[0] in m.enterprises), None)


def is_printers_object_id(sys_object_id: Oid | None) -> bool:
    """Return whether the maker gives this sysObjectID to printers alone."""
    arcs = _below_enterprises(sys_object_id)
    return any(arcs[: len(prefix)] == prefix for maker in MAKERS for prefix in maker.printers)


def without_brand(model: str, maker: Maker | None) -> str:
    """Return a model's text with the maker's name said once, by the maker, not before the model.

    Some devices say their brand twice; a brand with nothing behind it stays.
    """
    longest_first = sorted(maker.brands if maker else (), key=len, reverse=True)
    brands = "|".join(map(re.escape, longest_first))
    return re.sub(rf"^(?:(?:{brands})[\s_-]+)+(?=\S)", "", model, flags=re.IGNORECASE) if brands else model


def begins_with(text: str, name: str) -> bool:
    """Return whether a text begins with a name as a whole word; `name` is in lower case."""
    lowered = text[: len(name) + 1].lower()
    return lowered.startswith(name) and not (
        lowered[len(name) :].isascii() and lowered[len(name) :].isalnum()
    )


@lru_cache(maxsize=128)
def _by_brand(text: str) -> Maker | None:
    return next((m for m in MAKERS if any(begins_with(text, name) for name in (*m.brands, *m.lines))), None)


def _below_enterprises(oid: Oid | None) -> Oid:
    if oid is None or oid[: len(ENTERPRISES)] != ENTERPRISES:
        return ()
    return oid[len(ENTERPRISES) :]
