"""The settings in words: what each may be, what is wrong with a file, what the command shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import decimal, number

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a setting may be; each completes "Geben Sie ... ein".
FLAG = "true oder false"
HOST = "einen Hostnamen oder eine Adresse, ohne Port"
TARGET = "eine Adresse, einen Bereich, ein Netz oder einen Hostnamen"
MAILBOX = "eine E-Mail-Adresse wie buero@example.com"
SITE_ID = "einen kurzen Namen aus Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen"
ENROLMENT_CODE = "den Code Ihres Händlers: 8 Buchstaben und Ziffern, einen Bindestrich und 26 weitere"
CLOCK = "eine Uhrzeit zwischen 00:00 und 23:59, geschrieben HH:MM in Anführungszeichen"
FINGERPRINT = "einen SHA-256-Fingerabdruck aus 64 hexadezimalen Ziffern"
COMMUNITY = (
    '"public" oder "keyring:NAME" (die Community selbst wird im Schlüsselbund gespeichert: '
    "`meters settings password community:NAME`)"
)
PROFILE = "den Namen eines Profils, aus Buchstaben, Ziffern, Binde- und Unterstrichen"
USER = "eine Tabelle [[network.users]] mit name, auth, privacy und context"
NO_SECRET = "kein Kennwort in dieser Datei (`meters settings password` speichert es sicher)"  # noqa: S105 (a sentence)
SOME_RIGHT = "eine Community oder einen Benutzer in [[network.users]]"
OTHER_NAME = "einen Namen, den kein anderer Benutzer hat"

# What was found instead.
UNKNOWN_NAME = "ein unbekannter Name"
ONE = "eines"
NOTHING = "nichts"
NEITHER = "keines von beiden"
EMPTY_LIST = "eine leere Liste"
EMPTY_TEXT = "ein leerer Text"
ANOTHER_TEXT = "ein anderer Text"
ANOTHER_VALUE = "ein anderer Wert"
HUGE_NUMBER = "eine riesige Zahl"
A_LIST = "eine Liste"
A_TABLE = "eine Tabelle"
A_DATE_OR_TIME = "ein Datum oder eine Uhrzeit"

NO_SECRET_ADVICE = "Speichern Sie es im Schlüsselbund: `meters settings password`."  # noqa: S105 (a sentence)
ALL_LISTED = "Alle Einstellungen anzeigen: `meters settings show`."
FILE = "Die Einstellungsdatei"
CORRECT_IT = "Korrigieren Sie das mit einem Texteditor. Die Datei wurde nicht geändert."
BY_HAND = "Ändern Sie das mit einem Texteditor."

# What the command shows.
FINE = "Keine Probleme in den Einstellungen gefunden."
DEFAULT = "Standard"
NOT_SET = "(nicht gesetzt)"  # in the place of a value
SECRETS = "Kennwörter im Schlüsselbund"
NONE_NEEDED = "keine nötig"
NO_SUCH_SECRET = "Ein Kennwort mit diesem Namen ist nicht vorhanden."  # noqa: S105 (a sentence)
NO_SUCH_SECRET_ADVICE = "Möglich sind mail, community:NAME, v3-auth:USER und v3-privacy:USER."  # noqa: S105 (a sentence)
NOTHING_ENTERED = "Es wurde nichts eingegeben."
NOTHING_ENTERED_ADVICE = "Der Schlüsselbund wurde nicht geändert. Versuchen Sie es erneut."
UNTYPEABLE = "Das Kennwort enthält ein Zeichen, das nicht eingegeben werden kann."
UNTYPEABLE_ADVICE = "Fügen Sie es über das Menü des Terminals ein oder geben Sie es über die Tastatur ein."
TOO_SHORT = "Die Passphrase ist zu kurz."


def line(length: int) -> str:
    """Return what a free text is; `length` in characters."""
    return f"einen Text in einer Zeile mit höchstens {length} Zeichen"


def user_name(octets: int) -> str:
    """Return what a user's name on the printers is."""
    return f"einen Benutzernamen mit 1 bis {octets} Zeichen"


def choice(choices: Sequence[str]) -> str:
    """Return one word out of several."""
    return f"{', '.join(choices[:-1])} oder {choices[-1]}"


def whole(low: int, high: int) -> str:
    """Return a whole number between two others; as a setting is written, so without dots."""
    return f"eine Zahl von {low} bis {high}"


def seconds(low: float, high: float) -> str:
    """Return a number of seconds between two others."""
    return f"eine Anzahl Sekunden von {decimal(low)} bis {decimal(high)}"


def section(name: str) -> str:
    """Return that a name stands for a section of the file."""
    return f"einen Abschnitt [{name}]"


def known_section(near: str) -> str:
    """Return that another section was probably meant."""
    return f"einen bekannten Abschnitt (meinten Sie {near}?)"


def known_setting(near: str) -> str:
    """Return that another setting was probably meant."""
    return f"eine bekannte Einstellung (meinten Sie {near}?)"


def in_a_section(keys: Sequence[str]) -> str:
    """Return that a setting stands outside its section; `keys` are those of its name."""
    return f"einen Abschnitt (meinten Sie {either(keys)}?)"


def one_of(names: Sequence[str]) -> str:
    """Return all the names that there are."""
    return f"einen der Namen {', '.join(names)}"


def list_of(item: str) -> str:
    """Return a list by what each item is."""
    return f"eine Liste in eckigen Klammern, je Eintrag {item}"


def at_least_one_of(item: str) -> str:
    """Return that a list must not be empty."""
    return f"mindestens einen der Werte {item}"


def either(names: Sequence[str]) -> str:
    """Return "mail.port oder network.port"."""
    return " oder ".join(names)


def problem(line: int | None, key: str, expected: str, got: str) -> str:
    """Return what is wrong with a setting; what is wrong with a target comes as sentences of its own."""
    place = f"Zeile {line}: " if line else ""
    if expected.endswith("."):
        return f"{place}{key}: {expected}"
    return f"{place}{key}: Geben Sie {expected} ein (gefunden: {got})."


def refused(problems: int) -> str:
    """Return how many settings have a problem."""
    if problems == 1:
        return "1 Einstellung ist falsch."
    return f"{number(problems)} Einstellungen sind falsch."


def still_wrong(problems: int) -> str:
    """Return the head of a list: what a change of another setting left wrong."""
    if problems == 1:
        return "Geändert. Eine andere Einstellung in der Datei ist noch falsch:"
    return f"Geändert. {number(problems)} andere Einstellungen in der Datei sind noch falsch:"


def no_setting(key: str) -> str:
    """Return that there is no setting of this name."""
    return f"Die Einstellung {key} ist nicht vorhanden."


def did_you_mean(near: str) -> str:
    """Return which one was probably meant."""
    return f"Meinten Sie {near}?"


def too_deep(what: str) -> str:
    """Return that a file nests too deeply; `what` begins the sentence."""
    return f"{what} hat zu viele verschachtelte Klammern."


# How Python's own reasons begin; one that is not here is left out, line and column say enough.
_TOML_REASONS = {
    "Invalid value": "kein gültiger Wert",
    "Invalid statement": "keine gültige Anweisung",
    "Invalid initial character": "ein Name fängt nicht so an",
    "Invalid date": "kein gültiges Datum",
    "Cannot overwrite": "der Name steht schon weiter oben",
    "Cannot declare": "der Abschnitt steht schon weiter oben",
    "Unterminated": "das schließende Anführungszeichen fehlt",
    "Unclosed": "eine schließende Klammer fehlt",
    "Unescaped": "ein umgekehrter Schrägstrich muss doppelt stehen",
    "Illegal character": "ein Zeichen, das hier nicht stehen darf",
    "Found invalid character": "ein Zeichen, das hier nicht stehen darf",
    "Expected newline": "nach dem Wert steht noch etwas",
    "Expected": "ein Zeichen fehlt",
}


def not_toml(what: str, line: int, column: int, reason: str) -> str:
    """Return where a file stops being TOML; `what` begins the sentence, `reason` is Python's own."""
    german = next((text for begin, text in _TOML_REASONS.items() if reason.startswith(begin)), None)
    told = f" ({german})" if german else ""
    return f"{what} ist kein gültiges TOML: Zeile {line}, Spalte {column}{told}."


def number_too_long(what: str) -> str:
    """Return that a file holds a number of thousands of digits."""
    return f"{what} ist kein gültiges TOML: Eine Zahl ist zu lang."


def no_section(name: str) -> str:
    """Return that a name is in the file, but not as a section."""
    return f"{name} ist in dieser Einstellungsdatei kein Abschnitt."


def not_changed(key: str) -> str:
    """Return that the file is laid out too oddly to change this."""
    return f"{key} kann in dieser Einstellungsdatei nicht geändert werden."


def from_file(line: int | None) -> str:
    """Return where a value comes from."""
    return f"Datei, Zeile {line}"


def passphrase_needs(characters: int) -> str:
    """Return what SNMPv3 needs of a passphrase, and that nothing was changed."""
    return f"SNMPv3 verlangt mindestens {characters} Zeichen. Der Schlüsselbund wurde nicht geändert."


def is_set(name: str) -> str:
    """Return that a secret is there."""
    return f"{name}: vorhanden"


def is_not_set(name: str) -> str:
    """Return that a secret is missing."""
    return f"{name}: fehlt"


def not_usable(name: str) -> str:
    """Return that nobody can tell whether a secret is there."""
    return f"{name}: Schlüsselbund nicht verfügbar"
