"""What the commands of the command line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Sending reports.
MAIL_NOT_SET_UP_TITLE = "Der E-Mail-Versand ist nicht eingerichtet."
MAIL_NOT_SET_UP_ADVICE = "Setzen Sie mail.host, mail.sender und mail.recipients mit 'meters settings set'."
LETTER_HELD = (
    "Kein Drucker hat geantwortet. Die Abfrage wird bald wiederholt und der Bericht danach gesendet."
)
NOTHING_WAITS = "Keine Berichte zu senden."
ENDED_BEFORE_ADVICE = "Die nächste Abfrage erstellt einen neuen Bericht: 'meters scan'."
NO_LETTER_YET = "Es gibt noch keinen Bericht zum Senden."
NO_LETTER_YET_ADVICE = "Erstellen Sie einen: 'meters scan'."
SEE_STATUS = "Wartende und abgelehnte Berichte anzeigen: 'meters status'."
NO_ADDRESS_ADVICE = "Geben Sie sie in der Form name@example.com ein."
NOTHING_TO_REDIRECT = "Es gibt keine wartenden oder abgelehnten Berichte."
TEST_SUBJECT = "[meters] test"  # as the subject of every report, it is for filters
TEST_TEXT = "Dies ist eine Test-E-Mail von Meters Agent. Die Berichte werden auf demselben Weg gesendet.\n"
ANOTHER_SENDER = "Meters Agent sendet die Berichte bereits."
ANOTHER_SENDER_ADVICE = (
    "Warten Sie, bis der Vorgang beendet ist. Danach wartende Berichte anzeigen: 'meters status'."
)
NO_SCAN_YET_TITLE = "Es gibt noch keinen Bericht."
NO_SCAN_YET_ADVICE = "Erstellen Sie einen: 'meters scan'."
PASSWORD_PROMPT = "Kennwort (wird nicht angezeigt): "  # noqa: S105 (a prompt)
NO_WORKING_FOLDER = "Der aktuelle Ordner ist nicht mehr vorhanden."
NO_WORKING_FOLDER_ADVICE = "Wechseln Sie in einen anderen Ordner ('cd') und versuchen Sie es erneut."
OUR_MISTAKE = "In Meters Agent ist ein Fehler aufgetreten."
STOPPED = "Abgebrochen. Bereits abgefragte Drucker sind gespeichert."


NOBODY_SLEPT = "Bei der letzten Abfrage haben alle Drucker geantwortet."


def our_mistake_advice(log: str) -> str:
    """Return what to do about a mistake of ours; `log` is the name of the log file."""
    return (
        f"Ihre gespeicherten Daten sind sicher. Bitte senden Sie die Protokolldatei an Ihren Support: {log}"
    )


def woken(awake: int, asked: int) -> str:
    """Return how many of the printers that did not respond were read now."""
    if asked == 1:
        return f"{number(awake)} von 1 Drucker, der zuvor nicht erreichbar war, wurde abgefragt."
    were = "wurde" if awake == 1 else "wurden"
    return (
        f"{number(awake)} von {number(asked)} Druckern, die zuvor nicht erreichbar waren, {were} abgefragt."
    )


def sent(number: int, recipients: Sequence[str]) -> str:
    """Return that reports left, and to whom."""
    return f"{count(number, 'Bericht', 'Berichte')} gesendet an {', '.join(recipients)}."


def still_waiting(number: int) -> str:
    """Return that reports wait, and that nothing is lost."""
    if number == 1:
        return "1 Bericht wartet im Postausgang und wird später gesendet."
    return f"{count(number, 'Bericht', 'Berichte')} warten im Postausgang und werden später gesendet."


def nothing_to_cancel(run_number: int) -> str:
    """Return that a run has no letter that could be ended."""
    return f"Bericht {run_number} wartet nicht und wurde nicht abgelehnt. Er kann nicht abgebrochen werden."


def ended_before(run_number: int) -> str:
    """Return that a report was ended before, and so is not sent again."""
    return (
        f"Bericht {run_number} wurde abgebrochen; das steht in späteren "
        "Berichten. Er wird nicht mehr gesendet."
    )


def cancelled(run_number: int) -> str:
    """Return that a letter will not leave any more."""
    return f"Bericht {run_number} ist abgebrochen. Er wird nicht gesendet; das steht im nächsten Bericht."


def no_address(text: str) -> str:
    """Return that a text is no mail address."""
    return f"{text!r} ist keine E-Mail-Adresse."


def redirected(number: int, address: str) -> str:
    """Return that letters go elsewhere now."""
    return f"{count(number, 'Bericht wird', 'Berichte werden')} stattdessen an {address} gesendet."


def test_sent(number: int) -> str:
    """Return how many got the test mail."""
    return f"Der Mailserver hat die Test-E-Mail für {count(number, 'Empfänger')} angenommen."
