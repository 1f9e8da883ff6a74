"""What 'meters verify' finds: one sentence a finding, one verdict an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number, translated
from agent.core.messages.error_kinds import ErrorKind
from agent.core.report_format.chain.chain_finding import ChainFinding, ChainVerdict, FindingKind, Runs

if TYPE_CHECKING:
    from collections.abc import Sequence


NAMES_SHOWN = 3
TEXT_SHOWN = 64
PATH_SHOWN = 120

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
    FindingKind.FOLLOWS: "{names}: this chain follows{runs}. Ask the office to confirm it.",
    FindingKind.NOT_ITS_END: (
        "{names}{runs}: the chain of agent {detail} ended differently from what the next chain states."
    ),
}


# Errors: what happened, and what to do about it.
OUR_FAULT = ErrorKind(
    "The check failed because of an error in Meters Agent. See the log.",
    "Enter a meters.json, a folder with reports, or an email saved as .eml.",
)
TOO_MANY_PARTS = ErrorKind(
    "{path} has too many parts for an email with a report.",
    "Enter a meters.json, a folder with reports, or an email saved as .eml.",
)
CANNOT_READ = ErrorKind(
    "{path} can't be read: {reason}.",
    "Enter a meters.json, a folder with reports, or an email saved as .eml.",
)
TOO_LARGE = ErrorKind(
    "{path} is too large for a report or an email.",
    "Choose another file.",
)
NOT_REGULAR = ErrorKind(
    "{path} is not a regular file and was not opened.",
    "Enter a meters.json, a folder with reports, or an email saved as .eml.",
)
NOTHING_THERE = ErrorKind(
    "There is no report in {place}.",
    "Enter a meters.json, a folder with reports, or an email saved as .eml.",
)
TOO_DEEP = ErrorKind(
    "{path} contains too many files or folders.",
    "Enter the folders that contain the reports.",
)
NO_KEY = ErrorKind(
    "{key} is not a public key. A public key has 44 characters and ends with =.",
    "Ask the sender for the key. To show it there: 'meters key'.",
)


def too_large(path: str) -> str:
    """Return that a file is larger than any report."""
    return gettext(
        "{path} is too large for a report or an email.", path=shown(path, PATH_SHOWN, its_end=True)
    )


def too_deep(path: str) -> str:
    """Return that a folder holds more than anybody would look through."""
    return gettext("{path} contains too many files or folders.", path=shown(path, PATH_SHOWN, its_end=True))


def no_keys_remembered(reason: str) -> str:
    """Return that our own store gave no keys, and why: a sentence."""
    return gettext("Checked without the keys saved on this computer: {reason}", reason=reason)


def sentence(finding: ChainFinding) -> str:
    """Return a finding as one line; texts from files and reports can't break it or turn it around."""
    names = [shown(name, PATH_SHOWN, its_end=True) for name in finding.names]
    more = len(names) - NAMES_SHOWN
    listed = ", ".join(names[:NAMES_SHOWN])
    if more > 0:
        listed = gettext("{names} and {count} more", names=listed, count=number(more))
    detail = shown(finding.detail, TEXT_SHOWN * 4)
    sentence = translated(_SENTENCES)[finding.kind]
    return sentence.format(names=listed, runs=_place(finding, detail), detail=detail)


def _place(finding: ChainFinding, detail: str) -> str:
    """Return which reports a finding is about, with the blank before it; an empty text for none."""
    if finding.kind is FindingKind.FOLLOWS:
        return f" {_former_chain(finding.runs, detail)}"
    if finding.runs is None:
        return ""
    plain = finding.kind in {FindingKind.GAP, FindingKind.CANCELLED}
    return f" {_runs(finding.runs)}" if plain else f" ({_runs(finding.runs)})"


def _former_chain(runs: Runs | None, agent_id: str) -> str:
    if runs is None:
        return gettext("agent {agent_id}", agent_id=agent_id)
    return gettext("{reports} of agent {agent_id}", reports=_runs(runs), agent_id=agent_id)


def verdict(chain: ChainVerdict) -> str:
    """Return what an agent's reports tell together, as one line."""
    problems = sum(not finding.harmless for finding in chain.findings)
    found = ngettext(" {count} problem found.", " {count} problems found.", problems) if problems else ""
    if chain.agent_id is None:
        return gettext("Other files: no reports.{found}", found=found)
    who = gettext("Agent {agent}", agent=shown(chain.agent_id))
    state = ", ".join(map(_runs, chain.runs)) or gettext("no reports of a chain")
    if not chain.keys or any(
        f.kind is not FindingKind.SENDER_UNKNOWN for f in chain.findings if not f.harmless
    ):
        return f"{who}: {state}.{found}"
    several = bool(chain.runs) and chain.runs[0][0] != chain.runs[-1][1]
    whole = gettext("complete, unchanged") if several else gettext("unchanged")
    return f"{who}: {state} {whole}, {_by(chain.keys)}. {_sender(chain)}"


def shown(text: str, most: int = TEXT_SHOWN, *, its_end: bool = False) -> str:
    """Return a text of others for a terminal: one line, printable, cut to its beginning or its end."""
    safe = text if text.isprintable() else ascii(text)[1:-1]
    if len(safe) <= most:
        return safe
    return f"...{safe[3 - most :]}" if its_end else f"{safe[: most - 3]}..."


def _runs(runs: Runs) -> str:
    first, last = runs
    if first == last:
        return gettext("report {number}", number=first)
    return gettext("reports {first}-{last}", first=first, last=last)


def _by(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return gettext("signed with one key")
    return gettext("signed with {keys} keys, each confirmed by the previous key", keys=len(keys))


def _sender(chain: ChainVerdict) -> str:
    if chain.sender_proven:
        return gettext("Sender verified by the expected key.")
    return gettext("The sender isn't verified (add --key {keys}).", keys=chain.keys[-1])
