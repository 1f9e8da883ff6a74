"""meters verify: whether a report is whole, and who signed it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.reporting.signing import verify_report
from agent.core.words import commands, reports
from agent.edge.files import read_text
from agent.verbs.office import open_folder, open_store

if TYPE_CHECKING:
    from argparse import Namespace

NEEDS_A_HAND = 1


def run(arguments: Namespace) -> int:
    """Print the verdict; exit code 0 only where the signature is valid and by the expected key.

    Without --key a report of this computer's own agent is held against the key remembered here.
    """
    path = Path(arguments.file)
    try:
        report = path.read_bytes()
    except OSError as error:
        raise AgentError(
            f"{path} can't be read: {error.strerror or error}.", commands.VERIFY_ADVICE
        ) from error
    signature = read_text(path.with_suffix(".sig"))
    verdict = verify_report(report, signature, arguments.key)
    remembered = None if arguments.key else _own_key(arguments)
    if remembered and remembered == verdict.key:
        verdict = verify_report(report, signature, remembered)
    if verdict.integrity == "valid":
        for line in reports.signed_by(
            verdict.key, run_number=verdict.run_number, proven=verdict.sender_proven
        ):
            print(line)
    for problem in verdict.problems:
        print(problem)
    return 0 if verdict.integrity == "valid" and not verdict.problems else NEEDS_A_HAND


def _own_key(arguments: Namespace) -> str | None:
    folder = open_folder(arguments)
    if not folder.database.exists():
        return None
    with open_store(folder) as (_, identity):
        return identity.public_key
