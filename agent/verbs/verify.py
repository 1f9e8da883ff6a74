"""meters verify: whether a report is whole, and who signed it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agent.core import words
from agent.core.errors import AgentError
from agent.core.signing import verify_report
from agent.edge.files import read_text

if TYPE_CHECKING:
    from argparse import Namespace

NEEDS_A_HAND = 1


def run(arguments: Namespace) -> int:
    """Print the verdict; exit code 0 only for a valid signature (by --key, where one is given)."""
    path = Path(arguments.file)
    try:
        report = path.read_bytes()
    except OSError as error:
        raise AgentError(f"{path} can't be read: {error.strerror or error}.", words.VERIFY_ADVICE) from error
    signature = read_text(path.with_suffix(".sig"))
    verdict = verify_report(report, signature, arguments.key)
    for line in words.verdict(
        verdict.integrity, verdict.key, sender_proven=verdict.sender_proven, run_number=verdict.run_number
    ):
        print(line)
    for problem in verdict.problems:
        print(problem)
    proven = verdict.sender_proven if arguments.key else True
    return 0 if verdict.integrity == "valid" and proven and not verdict.problems else NEEDS_A_HAND
