"""What 'meters verify' finds: one sentence a finding, one verdict an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count, number
from agent.core.report_format.chain.finding import FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.report_format.chain.finding import ChainFinding, ChainVerdict, Runs

NAMES_SHOWN = 3
TEXT_SHOWN = 64
PATH_SHOWN = 120
NOTHING_THERE_ADVICE = "Enter a meters.json, a folder with reports, or an email saved as .eml."
TOO_LARGE_ADVICE = "Choose another file."
TOO_DEEP_ADVICE = "Enter the folders that contain the reports."
OUR_FAULT = "The check failed because of an error in Meters Agent. See the log."
NO_KEY_ADVICE = "Ask the sender for the key. To show it there: 'meters key'."

_SENTENCES = {
    FindingKind.NOT_A_REPORT: "{names}: not a report of Meters Agent.",
    FindingKind.UNREADABLE: "{names}: can't be read. {detail}",
    FindingKind.EDITED: (
        "{names}{runs}: changed after it was signed, or the signature belongs to another report."
    ),
    FindingKind.FLAWED: "{names}{runs}: {detail}",
    FindingKind.UNSIGNED: "{names}{runs}: not signed, so changes and the sender can't be checked.",
    FindingKind.VOUCHED: (
        "{names}{runs}: not signed, but unchanged: its checksum is in the next signed report."
    ),
    FindingKind.COPY: "{names}: copy of the same report. No problem.",
    FindingKind.REPLAY: "{names}{runs}: replayed: a report was sent again under another number or ID.",
    FindingKind.FORK: (
        "{names}{runs}: forked: two different reports have the same place in "
        "the chain. The data folder "
        "was copied or restored, or one of them is forged."
    ),
    FindingKind.BROKEN_LINK: (
        "{names}{runs}: the later report doesn't follow this one: one of them was exchanged."
    ),
    FindingKind.GAP: "Missing:{runs} (next to {names}).",
    FindingKind.CANCELLED: "Missing:{runs}. The office cancelled it before it was sent (stated in {names}).",
    FindingKind.KEY_CHANGED: "{names}{runs}: new signing key, not confirmed by the previous key.",
    FindingKind.KEY_ROTATED: (
        "{names}{runs}: new signing key from this report on, confirmed by the previous key."
    ),
    FindingKind.OTHER_KEY: "{names}{runs}: signed with a different key than expected: {detail}",
    FindingKind.SENDER_UNKNOWN: "The sender isn't verified. Enter the sender's key with --key.",
    FindingKind.OUTSIDE: "{names}: not part of the chain: its scan sent no report.",
    FindingKind.FOLLOWS: "{names}: this chain follows{runs} agent {detail}. Ask the office to confirm it.",
    FindingKind.NOT_ITS_END: (
        "{names}{runs}: the chain of agent {detail} ended differently from what the next chain states."
    ),
}


def nothing_there(place: str) -> str:
    """Return that a folder holds no report."""
    return f"There is no report in {shown(place, PATH_SHOWN, its_end=True)}."


def cannot_read(path: str, reason: str) -> str:
    """Return that a file can't be read, and what the system says."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} can't be read: {reason}."


def not_regular(path: str) -> str:
    """Return that a path is a pipe, a device or a link to itself, which is not opened."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} is not a regular file and was not opened."


def too_large(path: str) -> str:
    """Return that a file is larger than any report."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} is too large for a report or an email."


def too_deep(path: str) -> str:
    """Return that a folder holds more than anybody would look through."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} contains too many files or folders."


def too_many_parts(path: str) -> str:
    """Return that a mail has more parts than any that this program sends."""
    return f"{shown(path, PATH_SHOWN, its_end=True)} has too many parts for an email with a report."


def no_key(key: str) -> str:
    """Return that a text is no public key."""
    return f"{shown(key)} is not a public key. A public key has 44 characters and ends with =."


def no_keys_remembered(reason: str) -> str:
    """Return that our own store gave no keys, and why: a sentence."""
    return f"Checked without the keys saved on this computer: {reason}"


def sentence(finding: ChainFinding) -> str:
    """Return a finding as one line; texts from files and reports can't break it or turn it around."""
    names = [shown(name, PATH_SHOWN, its_end=True) for name in finding.names]
    more = len(names) - NAMES_SHOWN
    listed = ", ".join(names[:NAMES_SHOWN]) + (f" and {number(more)} more" if more > 0 else "")
    plain = finding.kind in {FindingKind.GAP, FindingKind.CANCELLED}
    runs = "" if finding.runs is None else _runs(finding.runs) if plain else f" ({_runs(finding.runs)})"
    if finding.kind is FindingKind.FOLLOWS:
        runs = f"{_runs(finding.runs)} of" if finding.runs else ""
    return _SENTENCES[finding.kind].format(
        names=listed, runs=f" {runs.strip()}" if runs else "", detail=shown(finding.detail, TEXT_SHOWN * 4)
    )


def verdict(chain: ChainVerdict) -> str:
    """Return what an agent's reports tell together, as one line."""
    trouble = sum(not finding.harmless for finding in chain.findings)
    found = f" {count(trouble, 'problem')} found." if trouble else ""
    if chain.agent_id is None:
        return f"Other files: no reports.{found}"
    who = f"Agent {shown(chain.agent_id)}"
    state = ", ".join(map(_runs, chain.runs)) or "no reports of a chain"
    if not chain.keys or any(
        f.kind is not FindingKind.SENDER_UNKNOWN for f in chain.findings if not f.harmless
    ):
        return f"{who}: {state}.{found}"
    several = bool(chain.runs) and chain.runs[0][0] != chain.runs[-1][1]
    whole = "complete, unchanged" if several else "unchanged"
    return f"{who}: {state} {whole}, {_by(chain.keys)}. {_sender(chain)}"


def shown(text: str, most: int = TEXT_SHOWN, *, its_end: bool = False) -> str:
    """Return a text of others for a terminal: one line, printable, cut to its beginning or its end."""
    safe = text if text.isprintable() else ascii(text)[1:-1]
    if len(safe) <= most:
        return safe
    return f"...{safe[3 - most :]}" if its_end else f"{safe[: most - 3]}..."


def _runs(runs: Runs) -> str:
    return f"report {runs[0]}" if runs[0] == runs[1] else f"reports {runs[0]}-{runs[1]}"


def _by(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return "signed with one key"
    return f"signed with {len(keys)} keys, each confirmed by the previous key"


def _sender(chain: ChainVerdict) -> str:
    if chain.sender_proven:
        return "Sender verified by the expected key."
    return f"The sender isn't verified (add --key {chain.keys[-1]})."
