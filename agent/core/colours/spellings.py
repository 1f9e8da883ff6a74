"""How devices call a colour: words of many languages, and the codes of makers. Data only.

The panel's five languages come first (English, German, French, Spanish, Italian), then those that
offices near and far have: Portuguese, Dutch, Danish, Norwegian, Swedish, Finnish, Polish, Czech, Hungarian,
Turkish, Greek, Russian, Chinese, Japanese, Korean.
"""
# ruff: noqa: RUF001 (letters of other scripts are meant)

import re
from functools import cache

_BLACK = (
    r"black|schwarz(?:e[rnsm]?)?|noire?s?|negr[oa]s?|ner[oaie]|pret[oa]|zwarte?|svarta?|sorte?|czarn[yae]|"
    r"[cč]ern[áýéa]|must(?:a[an]?)|fekete|siyah|μα[υύ]ρ(?:ος?|ης?|α)"
)
_CYAN = (
    r"cyan|zyan|cian[oe]?|ciano|cyaan|azurov[áýé]|błękitn[yae]|cyjan(?:ow[yae])?|syaani[an]?|cián(?:kék)?|siyan|"
    r"cam\s?göbeği|cam\s?gobegi|κυαν(?:[οό]ς?|[ηή]ς?|[αά])"
)
_MAGENTA = r"magenta|mag[eę]nta|purpurov[áýé]|purpurow[yae]|macenta|eflatun|bíbor(?:vörös)?|ματζ[εέ]ντα"
_YELLOW = (
    r"yellow|gelb(?:e[rnsm]?)?|jaunes?|amarill[oa]s?|giall[oaie]|amarel[oa]|geel|gele|gul[at]?|żółt[yae]|žlut[áýé]|"
    r"keltai(?:nen|sta|sen)|sárga|sar[ıi]|κ[ιί]τριν(?:ος?|ης?|α)"
)
_GRAY = (
    r"gr[ae]y|grau(?:e[rnsm]?)?|gris(?:e)?|grig[ioe]+|cinza|grijs|grå|harmaa[an]?|szürke|gri|szar[yae]|šed[áýé]|"
    r"γκρι(?:ζο)?|γκρίζο|сер(?:ый|ая|ое)"
)
_LIGHT = (
    r"light|hell(?:e[rnsm]?)?|clair[e]?|clar[oa]|chiar[oa]|licht|lyse?|ljus|vaalean?|világos|açık|jasn[yaeo]|"
    r"jasno|světle?|světl[áýé]|ανοιχτ[οό]|ανοικτ[οό]|светло"
)
_DARK = (
    r"dark|dunkel|fonc[ée]e?|oscur[oa]|scur[oa]|mørke?|mörk|tumman?|sötét|koyu|ciemn[yaeo]|tmavě?|tmav[áýé]|"
    r"σκο[υύ]ρο|темно"
)
_PHOTO = r"photo|foto(?:gr[aá]fic[oa])?|fotos?|fotó|fotoğraf|valokuva(?:n)?|φωτογραφικ[οό]|фото"
_MATTE = r"matte?|mate|opac[oa]|mattes?|matta|matow[yae]|matn[áýé]|ματ|матов\w+"
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
    (
        "red",
        (
            r"red|rot(?:e[rnsm]?)?|rouges?|roj[oa]s?|ross[oaie]|vermelh[oa]|rood|"
            r"punai(?:nen|sta)|piros|vörös|k[ıi]rm[ıi]z[ıi]|rød|röd|czerwon[yae]|[cč]erven[áýé]|κ[οό]κκιν(?:ος?|η|α)"
        ),
    ),
    (
        "green",
        (
            r"green|grün(?:e[rnsm]?)?|vert(?:e|s)?|verde|groen|"
            r"vihreä[än]?|zöld|yeşil|grønn?|grön|zielon[yae]|zelen[áýé]|πρ[αά]σιν(?:ος?|η|α)"
        ),
    ),
    (
        "blue",
        (
            r"blue|blau(?:e[rnsm]?)?|bleue?s?|azul(?:es)?|blu|azzurr[oa]|blauw|"
            r"sini(?:nen|stä)|kék|mavi|blå|niebiesk[iae]+|modr[áýé]|μπλε"
        ),
    ),
    (
        "orange",
        (
            r"orange|naranja|arancio(?:ne)?|laranja|oranje|"
            r"oranssi|narancs(?:sárga)?|turuncu|pomarańczow[yae]|oranžov[áýé]|πορτοκαλ[ιί]"
        ),
    ),
    ("violet", r"violet(?:t|te|a|as)?|viola|lila|purple|violett"),
    (
        "white",
        (
            r"white|weiß(?:e[rnsm]?)?|weiss(?:e[rnsm]?)?|blanc(?:he)?|blanc[oa]s?|bianc[oa]|branc[oa]|wit|"
            r"valkoi(?:nen|sta)|fehér|beyaz|hvid|hvit|vit|biał[yae]|bíl[áýé]|λευκ[οό]|[αά]σπρο"
        ),
    ),
    ("gloss enhancer", r"gloss\s+(?:enhancer|optimi[sz]er)|chroma\s+optimi[sz]er"),
    ("clear", r"clear|klar(?:e[rnsm]?)?|transparent[ae]?|incolore|trasparente"),
)
_GLUED = (
    r"(?:toner|tinten?|patronen?|trommel|kartusche|farb\w*|värikasetti|värijauhe|väri|muste|festék\w*|bläck\w*|"
    r"blæk\w*|blekk\w*)"
)
# Scripts without blanks between words, and without case.
_OTHER_SCRIPTS = (
    ("photo black", r"照片黑|相片黑|フォトブラック|포토\s?블랙"),
    ("matte black", r"[亚亞]光黑|粗面黑|消光黑|マットブラック|매트\s?블랙|무광\s?블랙"),
    ("light cyan", r"[浅淺淡]青|ライトシアン|라이트\s?시안|연한\s?시안|светло-?голуб"),
    (
        "light magenta",
        r"[浅淺淡](?:品红|品紅|洋红|洋紅)|ライトマゼンタ|라이트\s?마젠타|연한\s?마젠타|светло-?пурпур",
    ),
    ("light gray", r"[浅淺淡]灰|ライトグレー|라이트\s?그레이"),
    ("magenta", r"品红|品紅|洋红|洋紅|マゼンタ|пурпур|마젠타|자홍|심홍"),
    ("black", r"黑|黒|ブラック|черн|чёрн|검정|검은|블랙|흑색"),
    ("cyan", r"青色|シアン|靛|голуб|сине-зел|циан|시안|청록"),
    ("yellow", r"黄|黃|イエロー|жёлт|желт|노랑|노란|옐로|황색"),
    ("gray", r"灰|グレー|그레이|회색"),
    ("red", r"[红紅]色|赤|レッド|красн|빨강|빨간|레드"),
    ("green", r"[绿綠緑]|グリーン|зел[её]н|녹색|초록|그린"),
    ("white", r"白|ホワイト|бел(?:ый|ая|ое)|흰색|화이트"),
    ("orange", r"橙|オレンジ|оранж|주황|오렌지"),
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
