"""What devices write into a text when they have nothing to say: the one place for these words.

Compared without case, accents, blanks and signs, so "N/A", "n.a." and "(Not Specified)" need one form each.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that are no value in any text. Those that a panel may mean ("empty", "error") are no part of it.
_IN_ANY_TEXT = _words(
    "null nullnull nil none na unknown undefined unspecified unassigned unset unavailable unnamed "
    "notspecified notavailable notapplicable notset notdefined notassigned notprogrammed notknown "
    "notpresent notsupported notinitialized notconfigured noname novalue nodata nothing noserial "
    "noserialnumber tbd tba todo defaultstring defaultvalue tobefilledbyoem tobefilledin tobedefined "
    "tobedetermined systemserialnumber oemstring placeholder unknowndevice unknownmodel "
    # German
    "unbekannt keine kein keiner keines kangabe keineangabe nichtverfugbar nichtvorhanden "
    "nichtangegeben nichtgesetzt nichtdefiniert nichtfestgelegt nichtbekannt undefiniert nichtbelegt "
    # French
    "inconnu inconnue aucun aucune neant nondisponible nonspecifie nonspecifiee nondefini nondefinie "
    "nonrenseigne nonconnu indisponible indefini sansobjet "
    # Spanish
    "desconocido desconocida ninguno ninguna nodisponible noespecificado noespecificada nodefinido "
    "noaplicable nada sinespecificar sindefinir sinasignar sindatos "
    # Italian
    "sconosciuto sconosciuta nessuno nessuna nonspecificato nonspecificata nondefinito nonapplicabile "
    "nonnoto nonimpostato nonassegnato "
    # Portuguese, Dutch
    "desconhecido nenhum nenhuma naodisponivel naoespecificado onbekend geen nietbeschikbaar "
    # Chinese, Japanese
    "不明 未知 未定義 未設定 未设置 未定义 なし 無し 無 无"
)
# Words that are no serial number, asset number or name, and yet may be a setting or a state elsewhere.
_IN_AN_IDENTITY = _words(
    "default serial serialnumber serialno sn empty blank invalid error test sample example xxx abc abcd "
    "seriennummer numerodeserie numeroserie matricola numerodiserie oem standard leer vide vacio vuoto"
)
_ABBREVIATED = frozenset({"ka", "nv", "nd", "sd", "so"})  # only as "k.A.", "n/d": "KA" may be a place
LONGEST_FILLER = 64  # characters: fields that get filled up are no longer
_FILLERS = ("x", "0")  # what a field is filled up with: XXXX, 0000, 00-00


def says_nothing(text: str | None) -> bool:
    """Return whether a text is None, empty, made of signs alone, or a word for "no value"."""
    if text is None:
        return True
    key = _key(text)
    return not key or key in _IN_ANY_TEXT or (key in _ABBREVIATED and not text.strip().isalnum())


def is_filler(text: str | None) -> bool:
    """Return whether a text is a filled-up field such as XXXX or 0000: at least two of one letter."""
    key = _key(text or "")
    return 1 < len(key) <= LONGEST_FILLER and any(set(key) == {filler} for filler in _FILLERS)


def is_nothing(text: str | None) -> bool:
    """Return whether a text holds no value: a word for "nothing", signs alone, or a filler."""
    return says_nothing(text) or is_filler(text)


def identifies_nothing(text: str | None) -> bool:
    """Return whether a text can't tell one device from another: `is_nothing`, or a word like "default"."""
    return is_nothing(text) or _key(text or "") in _IN_AN_IDENTITY


@lru_cache(maxsize=512)  # each text is held against several lists
def _key(text: str) -> str:
    """Return the letters, digits and pictures of a text alone, without case and accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(filter(_says_something, unicodedata.normalize("NFKC", plain)))


def _says_something(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "So"
