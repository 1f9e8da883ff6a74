"""Which keys are the sender's: the expected ones, and those that a rotation ties to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from agent.core.report_format.chain.examine import Examined


def trusted_keys(expected: Collection[bytes], reports: Iterable[Examined]) -> frozenset[bytes]:
    """Return every key that the expected ones reach by the statements in `reports`.

    Forward, a trusted key vouches for the next one: its statement is enough, whoever carries it.
    Backward, a report names the key before its own: that counts where the report itself is signed.
    """
    steps = set[tuple[bytes, bytes]]()
    for report in reports:
        if report.key and report.vouched_by:
            steps.add((report.vouched_by, report.key))
            if report.integrity == "valid":
                steps.add((report.key, report.vouched_by))
    trusted, fresh = set(expected), set(expected)
    while fresh:
        fresh = {reached for by, reached in steps if by in fresh} - trusted
        trusted |= fresh
    return frozenset(trusted)
