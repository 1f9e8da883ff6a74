"""Which sysDescr texts only a printer has, for devices that show next to nothing else.

Where the Printer MIB or sysObjectID speaks, neither the words nor the families here are needed.
"""

import re

# What any maker's printer may call itself.
_PHRASES = (
    "network printer",
    "printing system",
    "laser printer",
    "color laser",
    "colour laser",
    "label printer",
    "inkjet printer",
    "multifunction printer",
    "multifunction system",
    "laserjet",
    "officejet",
    "designjet",
)

# A box between the network and some printer; what it would tell is the box, not the printer.
_BOXES = ("print server", "printserver", "print-server", "scan server", "marknet")

# How the names behind a brand begin; the makers sell nothing but printers under them.
_FAMILIES = {
    "brother": ("hl-", "dcp-", "mfc-"),
    "canon": ("lbp", "mf", "ir", "imagerunner", "imagepress", "i-sensys", "imageclass"),
    "epson": ("al-", "wf-", "wp-", "et-", "cw-", "tm-", "aculaser", "workforce pro"),
    "fuji xerox": ("apeos", "docucentre", "docuprint"),
    "fujifilm": ("apeos", "docucentre", "docuprint"),
    "konica minolta": ("bizhub", "magicolor", "pagepro"),
    "ricoh": ("aficio", "mp ", "sp ", "im ", "pro c"),
    "samsung": ("clp-", "clx-", "ml-", "scx-", "sl-", "xpress"),
    "sharp": ("mx-", "ar-", "bp-"),
    "toshiba": ("e-studio", "tec b-"),
    "tsc": ("ttp", "tdp", "da2", "mh2", "ml2", "mx2", "te2", "tx2", "alpha-"),
    "xerox": ("phaser", "workcentre", "versalink", "altalink", "docuprint", "colorqube"),
}

# Brands that stand on printers alone.
_ONLY_PRINTERS = (
    "develop",
    "gestetner",
    "lanier",
    "lexmark",
    "nashuatec",
    "nrg",
    "pantum",
    "savin",
    "ta_utax",
    "utax",
    "utax_ta",
)


def describes_printer(sys_descr: str) -> bool:
    """Return whether a sysDescr names a printer: by a phrase, a family of models, or a brand."""
    text = " ".join(sys_descr.lower().split())
    if names_a_box(text):
        return False
    return (
        any(phrase in text for phrase in _PHRASES)
        or any(_begins(text, brand) for brand in _ONLY_PRINTERS)
        or any(_begins(text, brand) and names_a_family(text[len(brand) :], brand) for brand in _FAMILIES)
    )


def names_a_box(sys_descr: str) -> bool:
    """Return whether a sysDescr is that of a box or a card between the network and some device."""
    return any(box in sys_descr.lower() for box in _BOXES)


def names_a_family(text: str, brand: str) -> bool:
    """Return whether a text begins with a family of models; `brand` is in lower case."""
    return text.lower().lstrip(" -_").startswith(_FAMILIES.get(brand, ()))


def _begins(text: str, brand: str) -> bool:
    return re.match(rf"{re.escape(brand)}(?![a-z0-9])", text) is not None
