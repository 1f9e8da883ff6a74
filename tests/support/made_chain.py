"""Chains of small reports, signed as an agent signs them, for the tests that take them apart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from agent.core.report_format.chain.examine import Evidence, examine
from agent.core.report_format.chain.verdicts import judge
from agent.core.report_format.signatures import key_change, public_key_of, sha256_of, sign
from agent.core.report_format.untrusted import octets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.report_format.chain.chain_finding import ChainVerdict, FindingKind

FIRST, SECOND, THIRD = (bytes([number]) * 32 for number in (1, 2, 3))


@dataclass(slots=True)
class MadeChain:
    """An agent that reports: each call of run() adds one report to `reports`."""

    agent_id: str = "a-1"
    seed: bytes = FIRST
    reports: list[Evidence] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def run(self, *, signed: bool = True, content: str = "") -> Evidence:
        """Add the next report."""
        number = len(self.reports) + 1
        document = {
            "schema": "meters-report/1",
            "report_id": f"{self.agent_id}-r{number}",
            "run_number": number,
            "previous_sha256": sha256_of(self.reports[-1].report) if self.reports else None,
            "agent": {"id": self.agent_id, "public_key": public_key_of(self.seed), **self.more},
            "content": content or f"of run {number}",
        }
        evidence = resigned(Evidence(f"{self.agent_id}-{number}.json", b"", None), document, self.seed)
        self.reports.append(evidence if signed else replace(evidence, signature=None))
        return self.reports[-1]

    def rotate(self, seed: bytes, *, honestly: bool = True) -> None:
        """Sign with another key from the next report on; honestly = with the old key's word."""
        word = key_change(self.seed, self.agent_id, public_key_of(seed))
        self.more = {"key_change": word} if honestly else {}
        self.seed = seed


def made_chain(runs: int) -> list[Evidence]:
    """Return the reports of that many runs under one key."""
    chain = MadeChain()
    for _ in range(runs):
        chain.run()
    return chain.reports


def resigned(evidence: Evidence, document: dict[str, Any], seed: bytes) -> Evidence:
    """Return the evidence with this content, signed by this key."""
    report = json.dumps(document).encode()
    return replace(evidence, report=report, signature=sign(seed, report))


def changed(
    evidence: Evidence, seed: bytes = FIRST, name: str = "changed.json", **fields: object
) -> Evidence:
    """Return a report with other fields and a signature that fits: who holds the key can make it."""
    return replace(resigned(evidence, json.loads(evidence.report) | fields, seed), name=name)


def judged(reports: Iterable[Evidence], *seeds: bytes) -> tuple[ChainVerdict, ...]:
    """Return the verdicts where the keys of these seeds are expected."""
    keys = [octets_of(public_key_of(seed)) or b"" for seed in seeds]
    return judge([examine(report, keys) for report in reports], keys, {})


def found(verdict: ChainVerdict) -> list[FindingKind]:
    """Return the kinds of all findings, in their order."""
    return [finding.kind for finding in verdict.findings]
