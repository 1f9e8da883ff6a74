"""How devices call a colour: words of many languages, and the codes of makers. Data only.

The panel's five languages come first (English, German, French, Spanish, Italian), then those that
descriptions were seen in: Portuguese, Dutch, Scandinavian, Polish, Czech, Russian, Chinese, Japanese.
"""

from __future__ import annotations

import re
from functools import cache

_BLACK = (
    r"black|schwarz(?:e[rnsm]?)?|noire?s?|negr[oa]s?|ner[oaie]|pret[oa]|zwarte?|svarta?|sort|czarny|"
    r"[cč]ern[áýa]"
)
_CYAN = r"cyan|zyan|cian[oe]?|ciano|cyaan|azurov[áý]|błękitny"
_MAGENTA = r"magenta|mag[eę]nta|purpurov[áý]"
_YELLOW = (
    r"yellow|gelb(?:e[rnsm]?)?|jaunes?|amarill[oa]s?|giall[oaie]|amarel[oa]|geel|gele|gul[at]?|żółty|žlut[áý]"
)
_GRAY = r"gr[ae]y|grau(?:e[rnsm]?)?|gris(?:e)?|grig[ioe]+|cinza|grijs"
_LIGHT = r"light|hell(?:e[rnsm]?)?|clair[e]?|clar[oa]|chiar[oa]|licht"
_DARK = r"dark|dunkel|fonc[ée]e?|oscur[oa]|scur[oa]"
_PHOTO = r"photo|foto(?:gr[aá]fic[oa])?|fotos?"
_MATTE = r"matte?|mate|opac[oa]|mattes?"
_FOR = r"(?:\s+(?:pour|para|per|for|für)\s+)?"
_GAP = r"[\s\-_/]*"


def _pair(qualifier: str, colour: str) -> str:
    """Return a pattern of a qualified colour, whichever of the two stands first."""
    return rf"(?:{qualifier}){_GAP}(?:{colour})|(?:{colour}){_GAP}{_FOR}(?:{qualifier})"


# A longer phrase before the words in it. German joins words: "Schwarztoner", "Tonerschwarz".
_PATTERNS = (
    ("light light black", rf"(?:{_LIGHT}){_GAP}(?:{_LIGHT}){_GAP}(?:{_BLACK})"),
    ("light gray", rf"{_pair(_LIGHT, _GRAY)}|{_pair(_LIGHT, _BLACK)}"),
    ("dark gray", _pair(_DARK, _GRAY)),
    ("photo gray", _pair(_PHOTO, _GRAY)),
    ("photo black", _pair(_PHOTO, _BLACK)),
    ("matte black", _pair(_MATTE, _BLACK)),
    ("light cyan", rf"{_pair(_LIGHT, _CYAN)}|{_pair(_PHOTO, _CYAN)}"),
    ("light magenta", rf"{_pair(_LIGHT, _MAGENTA)}|{_pair(_PHOTO, _MAGENTA)}"),
    ("vivid magenta", _pair("vivid", _MAGENTA)),
    ("black", _BLACK),
    ("cyan", _CYAN),
    ("magenta", _MAGENTA),
    ("yellow", _YELLOW),
    ("gray", _GRAY),
    ("red", r"red|rot(?:e[rnsm]?)?|rouges?|roj[oa]s?|ross[oaie]|vermelh[oa]|rood"),
    ("green", r"green|grün(?:e[rnsm]?)?|vert(?:e|s)?|verde|groen"),
    ("blue", r"blue|blau(?:e[rnsm]?)?|bleue?s?|azul(?:es)?|blu|azzurr[oa]|blauw"),
    ("orange", r"orange|naranja|arancio(?:ne)?|laranja|oranje"),
    ("violet", r"violet(?:t|te|a|as)?|viola|lila|purple|violett"),
    ("white", r"white|weiß(?:e[rnsm]?)?|weiss(?:e[rnsm]?)?|blanc(?:he)?|blanc[oa]s?|bianc[oa]|branc[oa]|wit"),
    ("gloss enhancer", r"gloss\s+(?:enhancer|optimi[sz]er)|chroma\s+optimi[sz]er"),
    ("clear", r"clear|klar(?:e[rnsm]?)?|transparent[ae]?|incolore|trasparente"),
)
_GLUED = r"(?:toner|tinten?|patronen?|trommel|kartusche|farb\w*)"
# Scripts without blanks between words, and without case.
_OTHER_SCRIPTS = (
    ("black", r"黑|黒|ブラック|черн|чёрн"),
    ("cyan", r"青色|シアン|靛|голуб|сине-зел"),
    ("magenta", r"品红|洋红|洋紅|マゼンタ|пурпур"),
    ("yellow", r"黄|黃|イエロー|жёлт|желт"),
)


def _bounded(pattern: str) -> re.Pattern[str]:
    before, after = rf"(?<![^\W\d_])(?:{_GLUED})?", rf"(?:{_GLUED}|farben(?:e[rnsm]?)?)?(?![^\W\d_])"
    return re.compile(rf"{before}(?:{pattern}){after}", re.IGNORECASE)


@cache  # compiled when a colour is first looked for: most commands never do
def words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each colour with what says it, the longest first."""
    return (
        *((colour, _bounded(pattern)) for colour, pattern in _PATTERNS),
        *((colour, re.compile(pattern, re.IGNORECASE)) for colour, pattern in _OTHER_SCRIPTS),
    )


LETTERS = "KCMY"  # those that stand for a colour alone
CODES = {
    **dict.fromkeys(("K", "BK", "BLK"), "black"),
    **dict.fromkeys(("C", "CY", "CYN", "CYA"), "cyan"),
    **dict.fromkeys(("M", "MG", "MAG", "MGT"), "magenta"),
    **dict.fromkeys(("Y", "YE", "YEL", "YLW"), "yellow"),
    **dict.fromkeys(("LC", "LCY", "LTC"), "light cyan"),
    **dict.fromkeys(("LM", "LMG", "LTM"), "light magenta"),
    **dict.fromkeys(("PBK", "PGBK"), "photo black"),
    "MBK": "matte black",
    **dict.fromkeys(("GY", "GRY"), "gray"),
    **dict.fromkeys(("LGY", "LK", "LTK"), "light gray"),
    "LLK": "light light black",
    "DGY": "dark gray",
}
# With toner these are kits and part numbers.
INK_CODES = {
    "PK": "photo black",
    "MK": "matte black",
    "PC": "light cyan",
    "PM": "light magenta",
    "PGY": "photo gray",
    "VLM": "light magenta",
    "VM": "vivid magenta",
}
