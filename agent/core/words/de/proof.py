"""What 'meters verify' finds: one sentence a finding, one verdict an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.proof.finding import Kind
from agent.core.words.de import count, number
from agent.core.words.en.proof import NAMES_SHOWN, PATH_SHOWN, TEXT_SHOWN, shown  # they have no words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.proof.finding import ChainVerdict, Finding, Runs

NOTHING_THERE_ADVICE = (
    "Nennen Sie eine meters.json, einen Ordner mit Berichten oder eine als .eml gespeicherte Mail."
)
TOO_LARGE_ADVICE = "So groß ist nichts von diesem Programm: Nennen Sie eine andere Datei."
TOO_DEEP_ADVICE = "Nennen Sie die Ordner mit den Berichten selbst."
OUR_FAULT = "Die Prüfung scheiterte an einem Fehler dieses Programms; das Protokoll sagt mehr."
NO_KEY_ADVICE = "Fragen Sie den Absender danach: 'meters key' zeigt ihn dort."

_SENTENCES = {
    Kind.NOT_A_REPORT: "{names}: kein Bericht dieses Programms.",
    Kind.UNREADABLE: "{names}: nicht lesbar. {detail}",
    Kind.EDITED: (
        "{names}{runs}: nach dem Signieren verändert, oder die Signatur gehört zu einem anderen Bericht."
    ),
    Kind.FLAWED: "{names}{runs}: {detail}",
    Kind.UNSIGNED: "{names}{runs}: nicht signiert; nichts zeigt, ob es verändert wurde, von wem es ist.",
    Kind.VOUCHED: (
        "{names}{runs}: nicht signiert, aber unverändert: Der signierte Bericht danach nennt die Prüfsumme."
    ),
    Kind.COPY: "{names}: derselbe Bericht als Kopie. Das schadet nicht.",
    Kind.REPLAY: (
        "{names}{runs}: wiederholt; ein Bericht wurde unter anderer Nummer oder Kennung noch einmal gesendet."
    ),
    Kind.FORK: (
        "{names}{runs}: verzweigt; es gibt zwei Berichte, wo nur einer sein kann. Der Datenordner wurde "
        "kopiert oder zurückgesetzt, oder einer von beiden ist gefälscht."
    ),
    Kind.BROKEN_LINK: (
        "{names}{runs}: der spätere folgt auf einen anderen Bericht als diesen: Einer wurde ausgetauscht."
    ),
    Kind.GAP: "Es fehlt:{runs} (neben {names}).",
    Kind.CANCELLED: "Es fehlt:{runs}. Das Büro hat ihn beendet, bevor er hinausging; das sagt {names}.",
    Kind.KEY_CHANGED: "{names}{runs}: der Schlüssel wechselte ohne das Wort des vorigen Schlüssels.",
    Kind.KEY_ROTATED: "{names}{runs}: von hier an signiert ein neuer Schlüssel; der vorige bürgt für ihn.",
    Kind.OTHER_KEY: "{names}{runs}: mit einem anderen Schlüssel signiert als dem erwarteten: {detail}",
    Kind.SENDER_UNKNOWN: (
        "Nichts beweist hier, wer signiert hat: Nennen Sie den Schlüssel des Absenders mit --key."
    ),
    Kind.OUTSIDE: "{names}: außerhalb der Kette; dieser Durchgang hat keinen Brief gesendet.",
    Kind.FOLLOWS: (
        "{names}: diese Kette folgt auf{runs} Agenten {detail}. Fragen Sie im Büro nach, ob das so ist."
    ),
    Kind.NOT_ITS_END: (
        "{names}{runs}: die Kette des Agenten {detail} endete nicht so, wie die nächste es sagt."
    ),
}


def nothing_there(place: str) -> str:
    """Return that a folder holds no report."""
    return f"In {shown(place, PATH_SHOWN, its_end=True)} liegt kein Bericht."


def cannot_read(path: str, reason: str) -> str:
    """Return that a file can't be read, and what the system says."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} lässt sich nicht lesen: {reason}."


def not_regular(path: str) -> str:
    """Return that a path is a pipe, a device or a link to itself, which is not opened."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} ist keine gewöhnliche Datei und wird nicht geöffnet."


def too_large(path: str) -> str:
    """Return that a file is larger than any report."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} ist zu groß für einen Bericht oder eine Mail."


def too_deep(path: str) -> str:
    """Return that a folder holds more than anybody would look through."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} enthält zu viele Dateien oder Ordner."


def too_many_parts(path: str) -> str:
    """Return that a mail has more parts than any that this program sends."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} hat zu viele Teile für eine Mail mit einem Bericht."


def no_key(key: str) -> str:
    """Return that a text is no public key."""
    return f"{shown(key)} ist kein öffentlicher Schlüssel: Einer hat 44 Zeichen und endet mit =."


def no_keys_remembered(reason: str) -> str:
    """Return that our own store gave no keys, and why: a sentence."""
    return f"Geprüft ohne die auf diesem Computer gemerkten Schlüssel: {reason}"


def sentence(finding: Finding) -> str:
    """Return a finding as one line; texts from files and reports can't break it or turn it around."""
    names = [shown(name, PATH_SHOWN, its_end=True) for name in finding.names]
    more = len(names) - NAMES_SHOWN
    listed = ", ".join(names[:NAMES_SHOWN]) + (f" und {number(more)} weitere" if more > 0 else "")
    plain = finding.kind in {Kind.GAP, Kind.CANCELLED}
    runs = "" if finding.runs is None else _runs(finding.runs) if plain else f"({_runs(finding.runs)})"
    if finding.kind is Kind.FOLLOWS:
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
    state = ", ".join(map(_runs, chain.runs)) or "kein Lauf einer Kette"
    if not chain.keys or any(f.kind is not Kind.SENDER_UNKNOWN for f in chain.findings if not f.harmless):
        return f"{who}: {state}.{found}"
    several = bool(chain.runs) and chain.runs[0][0] != chain.runs[-1][1]
    whole = "vollständig, unverändert" if several else "unverändert"
    return f"{who}: {state} {whole}, {_by(chain.keys)}. {_sender(chain)}"


def _look_at(trouble: int) -> str:
    return f"{count(trouble, 'Befund braucht', 'Befunde brauchen')} einen Blick."


def _runs(runs: Runs) -> str:
    return f"Lauf {runs[0]}" if runs[0] == runs[1] else f"Läufe {runs[0]}-{runs[1]}"


def _by(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return "mit einem Schlüssel"
    return f"mit {len(keys)} Schlüsseln, jeder mit dem Wort des vorigen"


def _sender(chain: ChainVerdict) -> str:
    if chain.sender_proven:
        return "Der Absender ist durch den erwarteten Schlüssel bewiesen."
    unproven = "Das beweist, dass nichts verändert wurde, nicht, wer es gesendet hat."
    return f"{unproven} Der Schlüssel: {chain.keys[-1]}"
