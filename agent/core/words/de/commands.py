"""What the verbs of the command line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters on their way.
MAIL_NOT_SET_UP_TITLE = "Der Mailversand ist nicht eingerichtet."
MAIL_NOT_SET_UP_ADVICE = "Setzen Sie mail.host, mail.sender und mail.recipients mit 'meters settings set'."
LETTER_HELD = "Kein Drucker hat geantwortet. Der Bericht wird zurückgehalten und die Abfrage bald wiederholt."
NOTHING_WAITS = "Kein Bericht wartet, es gab also nichts zu senden."
ENDED_BEFORE_ADVICE = "Ein neuer Bericht entsteht mit dem nächsten Scan: 'meters scan'."
NO_LETTER_YET = "Es gibt noch keinen Bericht, der noch einmal gesendet werden könnte."
NO_LETTER_YET_ADVICE = "Erstellen Sie einen: 'meters scan'."
SEE_STATUS = "'meters status' sagt, welche Berichte warten oder abgelehnt wurden."
NO_ADDRESS_ADVICE = "Schreiben Sie sie wie name@example.com."
NOTHING_TO_REDIRECT = "Kein Bericht wartet oder wurde abgelehnt: Es gibt nichts umzuleiten."
TEST_SUBJECT = "[meters] test"  # as the subject of every report, it is for filters
TEST_TEXT = "Das ist eine Testmail von Meters Agent. Die Berichte kommen auf demselben Weg zu Ihnen.\n"
ANOTHER_SENDER = "Ein anderer Durchgang von Meters Agent sendet die Berichte gerade."
ANOTHER_SENDER_ADVICE = "Warten Sie, bis er fertig ist; 'meters status' sagt, was danach noch wartet."
NO_SCAN_YET_TITLE = "Es gibt noch keinen Bericht."
NO_SCAN_YET_ADVICE = "Erstellen Sie einen: 'meters scan'."
PASSWORD_PROMPT = "Geheimnis (es wird nicht angezeigt): "  # noqa: S105 (a prompt)
NO_WORKING_FOLDER = "Den Ordner, aus dem dieser Befehl gestartet wurde, gibt es nicht mehr."
NO_WORKING_FOLDER_ADVICE = (
    "Wechseln Sie in einen Ordner, den es gibt ('cd'), und versuchen Sie es noch einmal."
)
OUR_MISTAKE = "Dieses Programm hat einen Fehler gemacht."
STOPPED = "Angehalten. Was bis jetzt gelesen wurde, bleibt erhalten."


NOBODY_SLEPT = "Beim letzten Lauf hat kein Drucker geschlafen."


def our_mistake_advice(log: str) -> str:
    """Return what to do about a mistake of ours; `log` is the name of the log file."""
    return (
        "Nichts Gespeichertes ist verloren. Bitte senden Sie die Protokolldatei an die Betreuung dieses "
        f"Programms: {log}"
    )


def woken(awake: int, asked: int) -> str:
    """Return how many of the printers that slept were read now."""
    if asked == 1:
        return f"{number(awake)} von 1 Drucker, der geschlafen hat, wurde jetzt gelesen."
    were = "wurde" if awake == 1 else "wurden"
    return f"{number(awake)} von {number(asked)} Druckern, die geschlafen haben, {were} jetzt gelesen."


def sent(number: int, recipients: Sequence[str]) -> str:
    """Return that reports left, and to whom."""
    return f"{count(number, 'Bericht', 'Berichte')} gesendet an {', '.join(recipients)}."


def still_waiting(number: int) -> str:
    """Return that reports wait, and that nothing is lost."""
    if number == 1:
        return "1 Bericht wartet im Postausgang; er wird noch einmal gesendet."
    return f"{count(number, 'Bericht', 'Berichte')} warten im Postausgang; sie werden noch einmal gesendet."


def nothing_to_cancel(run_number: int) -> str:
    """Return that a run has no letter that could be ended."""
    return f"Bericht {run_number} wartet nicht und wurde nicht abgelehnt: Es gibt nichts zu beenden."


def ended_before(run_number: int) -> str:
    """Return that a report was ended before, and so is not sent again."""
    return f"Bericht {run_number} wurde beendet, spätere Berichte sagen das: Er wird nicht mehr gesendet."


def cancelled(run_number: int) -> str:
    """Return that a letter will not leave any more."""
    return f"Bericht {run_number} ist beendet: Er wird nicht mehr gesendet, und der nächste Bericht sagt es."


def no_address(text: str) -> str:
    """Return that a text is no mail address."""
    return f"{text!r} ist keine Mailadresse."


def redirected(number: int, address: str) -> str:
    """Return that letters go elsewhere now."""
    return f"{count(number, 'Bericht geht', 'Berichte gehen')} stattdessen an {address}."


def test_sent(number: int) -> str:
    """Return how many got the test mail."""
    return f"Der Mailserver hat die Testmail für {count(number, 'Empfänger')} angenommen."
