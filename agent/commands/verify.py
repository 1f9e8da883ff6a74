"""meters verify: whether reports are whole and complete, and who signed them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.office import open_folder, open_store, tell
from agent.core.messages import proof as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.untrusted import octets_of
from agent.core.reporting.verification import finding_text
from agent.edge import report_files
from agent.jobs.verify import Disk, verify_files

if TYPE_CHECKING:
    from argparse import Namespace

LOG = logging.getLogger(__name__)

KEY_OCTETS = 32


def run(arguments: Namespace) -> int:
    """Print every finding, then a verdict for each agent; exit code 0 only where all is well.

    Without --key a report of this computer's own agent is held against the keys remembered here; a
    sender that no key proves is a finding.
    """
    expected = frozenset(map(_key, arguments.key or ()))
    remembered = {} if expected else _remembered(arguments)
    disk = Disk(report_files.find, report_files.read, report_files.read_if_there)
    verdicts = verify_files(map(Path, arguments.files), disk, expected, remembered)
    for verdict in verdicts:
        for finding in verdict.findings:
            print(finding_text(finding))
    for verdict in verdicts:
        print(messages.verdict(verdict))
    return ExitCode.FINE if all(verdict.all_well for verdict in verdicts) else ExitCode.NEEDS_ATTENTION


def _key(text: str) -> bytes:
    octets = octets_of(text)
    if octets is None or len(octets) != KEY_OCTETS:
        raise AgentError(messages.NO_KEY, {"key": messages.shown(text)})
    return octets


def _remembered(arguments: Namespace) -> dict[str, bytes]:
    """Return the keys of our own agents by their ids; none, and it is told, where our store can't be opened.

    Whoever examines another's report may do it on a computer where nothing of ours works.
    """
    try:
        folder = open_folder(arguments)
        if not folder.database.exists():
            return {}
        with open_store(folder) as (store, _):
            kept = store.agents.remembered_keys()
    except AgentError as error:
        LOG.warning("verifying without remembered keys: %s", error.title)
        tell(messages.no_keys_remembered(error.title))
        return {}
    return {agent_id: octets for agent_id, key in kept.items() if (octets := octets_of(key))}
