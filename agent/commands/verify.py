"""meters verify: whether reports are whole and complete, and who signed them; a dealer's closings, too."""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.office import now, open_folder, open_store, tell
from agent.core.messages import closing_proof
from agent.core.messages import proof as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.untrusted import octets_of
from agent.core.reporting.verification import finding_text
from agent.edge import report_files
from agent.jobs.verify import Disk, verify_files
from agent.jobs.verify_closings import ClosingFile, OwnRecords, closings_in, verify_closing_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterator

    from agent.core.report_format.chain.chain_finding import ChainVerdict
    from agent.edge.store import AgentIdentity, Store

LOG = logging.getLogger(__name__)

KEY_OCTETS = 32


def run(arguments: Namespace) -> int:
    """Print every finding, then a verdict for each agent; exit code 0 only where all is well.

    Without --key a report of this computer's own agent is held against the keys remembered here, a closing
    against those of its dealer; a sender that no key proves is a finding.
    """
    expected = {_key(text): text.strip() for text in arguments.key or ()}
    paths = list(map(Path, arguments.files))
    disk = Disk(report_files.find, report_files.read, report_files.read_if_there)
    closings = list(closings_in(paths, disk))
    with _own_store(arguments) as own:
        are_well = [_closing(file, expected.values(), own) for file in closings]
        remembered = {} if expected or own is None else _remembered(own[0])
    verdicts = _reports(paths, disk, {file.path for file in closings}, expected, remembered)
    for verdict in verdicts:
        for finding in verdict.findings:
            print(finding_text(finding))
    for verdict in verdicts:
        print(messages.verdict(verdict))
    all_well = all(are_well) and all(verdict.all_well for verdict in verdicts)
    return ExitCode.FINE if all_well else ExitCode.NEEDS_ATTENTION


def _reports(
    paths: list[Path],
    disk: Disk,
    closings: Collection[Path],
    expected: Collection[bytes],
    remembered: dict[str, bytes],
) -> tuple[ChainVerdict, ...]:
    """Return the verdicts on what is no closing; none where all files are."""
    if not closings:
        return verify_files(paths, disk, expected, remembered)
    others = [found for found in disk.find(paths) if found[0] not in closings]
    return verify_files(paths, replace(disk, find=lambda _: iter(others)), expected, remembered)


def _closing(file: ClosingFile, expected: Collection[str], own: tuple[Store, AgentIdentity] | None) -> bool:
    """Print what is found in a closing; return whether all is well. A named key that proves it is kept."""
    verdict = verify_closing_file(file, expected, _records(*own) if own else OwnRecords())
    for finding in verdict.findings:
        print(closing_proof.finding(str(file.path), finding))
    print(closing_proof.verdict(verdict))
    if own and expected and verdict.key and verdict.dealer:
        own[0].dealer_keys.remember(verdict.dealer, verdict.key, now())
    return not verdict.findings


def _records(store: Store, identity: AgentIdentity) -> OwnRecords:
    def report_of(agent: str, run: int) -> bytes | None:
        letter = store.letters.of_run(run) if agent == identity.agent_id else None
        return letter.report if letter else None

    return OwnRecords(store.dealer_keys.of, report_of)


def _key(text: str) -> bytes:
    octets = octets_of(text)
    if octets is None or len(octets) != KEY_OCTETS:
        raise AgentError(messages.NO_KEY, {"key": messages.shown(text)})
    return octets


@contextmanager
def _own_store(arguments: Namespace) -> Iterator[tuple[Store, AgentIdentity] | None]:
    """Open our own store; None, and it is told, where it can't be opened.

    Whoever examines another's report may do it on a computer where nothing of ours works.
    """
    own = None
    with ExitStack() as stack:
        try:
            folder = open_folder(arguments)
            if folder.database.exists():
                own = stack.enter_context(open_store(folder))
        except AgentError as error:
            LOG.warning("verifying without remembered keys: %s", error.title)
            tell(messages.no_keys_remembered(error.title))
        yield own


def _remembered(store: Store) -> dict[str, bytes]:
    """Return the keys of our own agents by their ids."""
    kept = store.agents.remembered_keys()
    return {agent_id: octets for agent_id, key in kept.items() if (octets := octets_of(key))}
