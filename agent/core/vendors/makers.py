"""Who made a device: by the brand it shows, else by its enterprise number.

The brand comes first: Kyocera's platform is sold as UTAX, Ricoh's as Lanier, Savin and NRG, and
their sysObjectID keeps the builder's number (the IANA list of private enterprise numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.walk import Oid

ENTERPRISES = (1, 3, 6, 1, 4, 1)


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of printers.

    `brands` are how its devices begin their texts, in lower case; `printers` are the arcs behind
    1.3.6.1.4.1 under which it has nothing but printers; `enterprises` are all its numbers.
    """

    name: str
    brands: tuple[str, ...]
    enterprises: tuple[int, ...] = ()
    printers: tuple[Oid, ...] = ()


MAKERS = (
    Maker("Brother", ("brother",), (2435,), ((2435, 2, 3, 9),)),
    Maker("Canon", ("canon",), (1602,), ((1602, 4),)),
    Maker("Dell", ("dell",), (674,), ((674, 10898, 100),)),
    Maker("Develop", ("develop",)),
    Maker("Epson", ("epson", "seiko epson"), (1248,), ((1248, 1, 1, 2, 1, 3, 5),)),
    Maker("Fujifilm", ("fujifilm", "fuji xerox"), (297,), ((297, 1, 11, 93), (297, 1, 111))),
    Maker("Gestetner", ("gestetner",)),
    Maker("HP", ("hp", "hewlett-packard", "hewlett packard"), (11, 29999, 26696), ((11, 2, 3, 9),)),
    Maker("IBM", ("ibm", "infoprint"), (2,)),
    Maker("Konica Minolta", ("konica minolta", "konica", "minolta"), (18334,), ((18334, 1),)),
    Maker("Kyocera", ("kyocera",), (1347,), ((1347, 41),)),
    Maker("Lanier", ("lanier",)),
    Maker("Lexmark", ("lexmark",), (641,), ((641, 1), (641, 2))),
    Maker("NRG", ("nrg", "nashuatec", "rex-rotary")),
    Maker("Oce", ("oce", "océ"), (1552,)),
    Maker("OKI", ("oki", "okidata"), (2001,), ((2001, 1, 1),)),
    Maker("Olivetti", ("olivetti",), (279,)),
    Maker("Panasonic", ("panasonic",), (258,)),
    Maker("Pantum", ("pantum",), (40093,), ((40093,),)),
    Maker("Ricoh", ("ricoh", "aficio"), (367,), ((367, 1, 1),)),
    Maker("Samsung", ("samsung",), (236,), ((236, 11, 5),)),
    Maker("Savin", ("savin",)),
    Maker("Sharp", ("sharp",), (2385,), ((2385, 3, 1),)),
    Maker("Toshiba", ("toshiba",), (1129,), ((1129, 1, 2), (1129, 2, 3))),
    Maker("TSC", ("tsc",), (51966,), ((51966,),)),
    Maker("UTAX", ("ta_utax", "utax", "ta triumph-adler", "triumph-adler"), (), ()),
    Maker("Xerox", ("xerox", "phaser", "workcentre"), (253, 128), ((253, 8, 62),)),
    Maker("Zebra", ("zebra", "zebranet"), (10642, 683), ((10642,), (683,))),
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
    """Return a model's text with the maker's name said once, by the maker, not before the model."""
    for brand in sorted(maker.brands if maker else (), key=len, reverse=True):
        rest = re.match(rf"{re.escape(brand)}[\s_-]+(?=\S)", model, re.IGNORECASE)
        if rest:
            return model[rest.end() :]
    return model


def _by_brand(text: str) -> Maker | None:
    lowered = text.lower()
    for maker in MAKERS:
        if any(re.match(rf"{re.escape(brand)}(?![a-z0-9])", lowered) for brand in maker.brands):
            return maker
    return None


def _below_enterprises(oid: Oid | None) -> Oid:
    if oid is None or oid[: len(ENTERPRISES)] != ENTERPRISES:
        return ()
    return oid[len(ENTERPRISES) :]
