"""What a failure of mail says to the person who sent a test email: no report waits, none is sent later."""

from __future__ import annotations

_OF_REPORTS = (
    ("Der Bericht wartet und wird später gesendet. ", ""),
    (
        "Der Mailserver ist ausgelastet. Der Bericht wird später gesendet.",
        "Der Mailserver ist ausgelastet.",
    ),
    ("Nichts zu tun.", "Senden Sie die Test-E-Mail in einigen Minuten noch einmal."),
    ("hat den Bericht entgegengenommen", "hat die Test-E-Mail entgegengenommen"),
    (
        (
            "Vielleicht wurde er zugestellt. Er wird später als dieselbe Nachricht erneut gesendet, "
            "damit er nicht doppelt zählt. Wenn das so bleibt, "
        ),
        (
            "Vielleicht wurde sie zugestellt. Sehen Sie im Postfach nach, bevor Sie noch eine senden. "
            "Wenn nichts ankommt, "
        ),
    ),
    ("Wenn das so bleibt, ", ""),
    ("Der Bericht ist größer, als", "Die Test-E-Mail ist größer, als"),
    (", oder speichern Sie den Bericht in einer Datei", ""),
)


def of_test(sentence: str) -> str:
    """Return a sentence on a report as one on a test email."""
    for of_report, instead in _OF_REPORTS:
        sentence = sentence.replace(of_report, instead)
    return sentence[:1].upper() + sentence[1:]
