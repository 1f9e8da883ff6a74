"""What 'meters verify' finds: one sentence a finding, one verdict an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, number
from agent.core.messages.en.proof import NAMES_SHOWN, PATH_SHOWN, TEXT_SHOWN, shown  # they have no words
from agent.core.report_format.chain.finding import FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.report_format.chain.finding import ChainFinding, ChainVerdict, Runs

NOTHING_THERE_ADVICE = (
    "Geben Sie eine meters.json, einen Ordner mit Berichten oder eine als .eml gespeicherte E-Mail an."
)
TOO_LARGE_ADVICE = "Wählen Sie eine andere Datei."
TOO_DEEP_ADVICE = "Geben Sie die Ordner an, in denen die Berichte liegen."
OUR_FAULT = "Bei der Prüfung ist in Meters Agent ein Fehler aufgetreten. Details im Protokoll."
NO_KEY_ADVICE = "Fragen Sie den Absender nach dem Schlüssel. Dort anzeigen: 'meters key'."

_SENTENCES = {
    FindingKind.NOT_A_REPORT: "{names}: kein Bericht von Meters Agent.",
    FindingKind.UNREADABLE: "{names}: kann nicht gelesen werden. {detail}",
    FindingKind.EDITED: (
        "{names}{runs}: nach dem Signieren verändert, oder die Signatur gehört zu einem anderen Bericht."
    ),
    FindingKind.FLAWED: "{names}{runs}: {detail}",
    FindingKind.UNSIGNED: (
        "{names}{runs}: nicht signiert; Änderungen und Absender können nicht geprüft werden."
    ),
    FindingKind.VOUCHED: (
        "{names}{runs}: nicht signiert, aber unverändert: Die Prüfsumme steht im nächsten signierten Bericht."
    ),
    FindingKind.COPY: "{names}: Kopie desselben Berichts. Kein Problem.",
    FindingKind.REPLAY: (
        "{names}{runs}: wiederholt; ein Bericht wurde unter anderer Nummer oder Kennung erneut gesendet."
    ),
    FindingKind.FORK: (
        "{names}{runs}: verzweigt: Zwei verschiedene Berichte haben dieselbe Stelle "
        "in der Kette. Der Datenordner wurde "
        "kopiert oder wiederhergestellt, oder einer der Berichte ist gefälscht."
    ),
    FindingKind.BROKEN_LINK: (
        "{names}{runs}: der spätere Bericht folgt nicht auf diesen: Einer wurde ausgetauscht."
    ),
    FindingKind.GAP: "Fehlend:{runs} (neben {names}).",
    FindingKind.CANCELLED: "Fehlend:{runs}. Vom Büro abgebrochen, bevor er gesendet wurde (laut {names}).",
    FindingKind.KEY_CHANGED: (
        "{names}{runs}: neuer Signaturschlüssel, nicht durch den vorherigen Schlüssel bestätigt."
    ),
    FindingKind.KEY_ROTATED: (
        "{names}{runs}: neuer Signaturschlüssel ab diesem Bericht, durch den vorherigen Schlüssel bestätigt."
    ),
    FindingKind.OTHER_KEY: "{names}{runs}: mit einem anderen Schlüssel signiert als erwartet: {detail}",
    FindingKind.SENDER_UNKNOWN: (
        "Der Absender ist nicht bestätigt. Geben Sie seinen Schlüssel mit --key an."
    ),
    FindingKind.OUTSIDE: "{names}: nicht Teil der Kette: Diese Abfrage hat keinen Bericht gesendet.",
    FindingKind.FOLLOWS: (
        "{names}: diese Kette folgt auf{runs} Agenten {detail}. Lassen Sie es sich vom Büro bestätigen."
    ),
    FindingKind.NOT_ITS_END: (
        "{names}{runs}: die Kette des Agenten {detail} endete anders, als die nächste Kette angibt."
    ),
}


def nothing_there(place: str) -> str:
    """Return that a folder holds no report."""
    return f"In {shown(place, PATH_SHOWN, its_end=True)} liegt kein Bericht."


def cannot_read(path: str, reason: str) -> str:
    """Return that a file can't be read, and what the system says."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} kann nicht gelesen werden: {reason}."


def not_regular(path: str) -> str:
    """Return that a path is a pipe, a device or a link to itself, which is not opened."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} ist keine normale Datei und wurde nicht geöffnet."


def too_large(path: str) -> str:
    """Return that a file is larger than any report."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} ist zu groß für einen Bericht oder eine E-Mail."


def too_deep(path: str) -> str:
    """Return that a folder holds more than anybody would look through."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} enthält zu viele Dateien oder Ordner."


def too_many_parts(path: str) -> str:
    """Return that a mail has more parts than any that this program sends."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} hat zu viele Teile für eine E-Mail mit einem Bericht."


def no_key(key: str) -> str:
    """Return that a text is no public key."""
    return f"{shown(key)} ist kein öffentlicher Schlüssel. Er hat 44 Zeichen und endet mit =."


def no_keys_remembered(reason: str) -> str:
    """Return that our own store gave no keys, and why: a sentence."""
    return f"Geprüft ohne die auf diesem Computer gespeicherten Schlüssel: {reason}"


def sentence(finding: ChainFinding) -> str:
    """Return a finding as one line; texts from files and reports can't break it or turn it around."""
    names = [shown(name, PATH_SHOWN, its_end=True) for name in finding.names]
    more = len(names) - NAMES_SHOWN
    listed = ", ".join(names[:NAMES_SHOWN]) + (f" und {number(more)} weitere" if more > 0 else "")
    plain = finding.kind in {FindingKind.GAP, FindingKind.CANCELLED}
    runs = "" if finding.runs is None else _runs(finding.runs) if plain else f"({_runs(finding.runs)})"
    if finding.kind is FindingKind.FOLLOWS:
        runs = f"{_runs(finding.runs)} des" if finding.runs else "den"
    return _SENTENCES[finding.kind].format(
        names=listed, runs=f" {runs}" if runs else "", detail=shown(finding.detail, TEXT_SHOWN * 4)
    )


def verdict(chain: ChainVerdict) -> str:
    """Return what an agent's reports tell together, as one line."""
    trouble = sum(not finding.harmless for finding in chain.findings)
    found = f" {_look_at(trouble)}" if trouble else ""
    if chain.agent_id is None:
        return f"Andere Dateien: keine Berichte.{found}"
    who = f"Agent {shown(chain.agent_id)}"
    state = ", ".join(map(_runs, chain.runs)) or "keine Berichte einer Kette"
    if not chain.keys or any(
        f.kind is not FindingKind.SENDER_UNKNOWN for f in chain.findings if not f.harmless
    ):
        return f"{who}: {state}.{found}"
    several = bool(chain.runs) and chain.runs[0][0] != chain.runs[-1][1]
    whole = "vollständig, unverändert" if several else "unverändert"
    return f"{who}: {state} {whole}, {_by(chain.keys)}. {_sender(chain)}"


def _look_at(trouble: int) -> str:
    return f"{count(trouble, 'Problem', 'Probleme')} gefunden."


def _runs(runs: Runs) -> str:
    return f"Bericht {runs[0]}" if runs[0] == runs[1] else f"Berichte {runs[0]}-{runs[1]}"


def _by(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return "mit einem Schlüssel signiert"
    return f"mit {len(keys)} Schlüsseln signiert, jeder durch den vorherigen Schlüssel bestätigt"


def _sender(chain: ChainVerdict) -> str:
    if chain.sender_proven:
        return "Absender durch den erwarteten Schlüssel bestätigt."
    return f"Der Absender ist nicht bestätigt (--key {chain.keys[-1]} angeben)."
