"""The same bytes more than once: a mail and the file saved from it, a resend, a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.report_format.chain.finding import ChainFinding, FindingKind, finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.report_format.chain.examine import Examined

_BEST_FIRST = ("valid", "unsigned", "invalid")


def without_copies(group: Iterable[Examined]) -> tuple[list[Examined], list[ChainFinding]]:
    """Return each report once, the one with the best signature, and a harmless finding for its copies."""
    by_bytes: dict[str, list[Examined]] = {}
    for report in group:
        by_bytes.setdefault(report.sha256, []).append(report)
    kept = [min(same, key=lambda r: _BEST_FIRST.index(r.integrity)) for same in by_bytes.values()]
    copies = [
        finding(FindingKind.COPY, *(report.name for report in same))
        for same in by_bytes.values()
        if len(same) > 1
    ]
    return kept, copies
