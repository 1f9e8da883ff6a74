"""What is said of dealer profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDS_FILE = "--profile benötigt --csv mit einem Dateinamen."
NEEDS_FILE_ADVICE = "Zum Beispiel: 'meters report --csv FILE --profile NAME'."


def called(name: str) -> str:
    """Return how a profile's file is called in a sentence."""
    return f"Das Profil {name}.toml"


def can_not_be_used(name: str) -> str:
    """Return that a profile has mistakes."""
    return f"Das Profil {name}.toml ist fehlerhaft."


def unknown(name: str) -> str:
    """Return that there is no profile of that name."""
    return f"Das Profil {ascii(name)[1:-1][:60]} ist nicht vorhanden."


def choose_one_of(names: Sequence[str], folder: str) -> str:
    """Return which profiles there are, and where one's own would lie."""
    return f"Verfügbar: {', '.join(names)}. Ein eigenes speichern Sie in {folder} als NAME.toml."


def goes_without(name: str) -> str:
    """Return that the report leaves without the table that mail.profile asks for."""
    return f"Der Bericht wird ohne {name}.csv gesendet. meters.csv ist weiterhin angehängt."


# What a line of a profile may be; each completes "Geben Sie ... ein".
PAIR = 'ein Paar ["Überschrift", "Spalte von meters.csv"]'
DATES = (
    "ein Format aus %Y %y %m %d %H %M %S %j %z mit Leerzeichen, . - / : , oder T dazwischen, "
    'oder "" für ISO 8601'
)
DELIMITER = 'ein Trennzeichen zwischen Zellen: ",", ";", "|" oder "\\t"'
OTHER_HEADER = "eine Überschrift, die keine andere Spalte hat"
COLUMN = 'eine Spalte von meters.csv oder ""'


def pairs(most: int) -> str:
    """Return what the columns of a profile are."""
    return f'eine Liste von 1 bis {most} Spalten, jede ["Überschrift", "Spalte von meters.csv"]'


def header(length: int) -> str:
    """Return what a header is; `length` in characters."""
    return f"eine Überschrift mit 1 bis {length} Zeichen in einer Zeile, die nicht wie eine Formel beginnt"


def column_like(near: str) -> str:
    """Return which column was probably meant."""
    return f"eine Spalte von meters.csv (meinten Sie {near}?)"
