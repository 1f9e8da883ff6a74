"""What the table knows of an agent's signers, and new facts about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from agent.core.report_format.enrolment import Enrolment, proves
from cloud.core import items, keys
from cloud.core.proof import Proven, utc
from cloud.core.trust import LONGEST_LINE, Facts, Succession, claim_of, winner_of

if TYPE_CHECKING:
    from cloud.edge.table import Table

CODE, CONFIRMED, REJECTED = "code", "confirmed", "rejected"
ANCHOR = "fact#anchor#"
DECISION = f"{ANCHOR}decision"  # the sort key of a dealer's word on a signer


class AgentKey(NamedTuple):
    """An agent id with one of its public keys, in hex."""

    agent: str
    key: str


@dataclass(slots=True)
class _Found:
    """What was found so far while the keys of an agent are followed."""

    enrolled: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    resolved: dict[int, str] = field(default_factory=dict)
    successions: set[Succession] = field(default_factory=set)


def facts_of(table: Table, dealer: str, agent: str, key: str | None = None) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts about an agent's signers and the keys that were looked at, sorted.

    Those are `key`, the keys that a code or the dealer spoke for, and all that follow or preceded one.
    """
    found, seen = _Found(), set[str]()
    waiting = {key} if key else set()
    for item in table.query(keys.within(dealer, "agent", agent)):
        if item["kind"] == "resolution":
            found.resolved[item["run"]] = item["sha256"]
        else:
            waiting.add(item["key"])
    while waiting and len(seen) < LONGEST_LINE:
        one = min(waiting)
        seen.add(one)
        for fact in table.query(keys.signer_key(dealer, agent, one).pk, "fact#"):
            _learn(table, dealer, found, fact)
        waiting |= {key for s in found.successions for key in (s.old, s.new)}
        waiting -= seen
    rejected, successions = frozenset(found.rejected), frozenset(found.successions)
    facts = Facts(found.enrolled, found.confirmed, rejected, successions, found.resolved)
    return facts, tuple(sorted(seen))


def decide(table: Table, dealer: str, signer: AgentKey, site: str | None) -> None:
    """Write the dealer's decision on a signer: trusted for a site, or (None) shut out. The last one holds."""
    how = {"by": CONFIRMED, "site": site} if site else {"by": REJECTED}
    _anchor(table, dealer, signer, "decision", how)


def resolve(table: Table, dealer: str, agent: str, run: int, sha256: str) -> None:
    """Write which report of a forked run counts (empty: none). The last decision holds."""
    values = {"kind": "resolution", "dealer": dealer, "agent": agent, "run": run, "sha256": sha256}
    table.put({**keys.resolution_key(dealer, agent, run)._asdict(), **values})


def enrol(table: Table, dealer: str, proven: Proven, *, anew: bool) -> set[str]:
    """Keep the claim of a code that a report proves; return the agents whose trust it may change.

    A claim that is there already changes nothing, but `anew`: what followed it may have been cut off.
    """
    enrolment = proven.enrolment
    if enrolment is None:
        return set()
    code = table.get(keys.code_key(dealer, enrolment.code_id))
    if (
        code is None
        or utc(proven.arrived) > code["until"]
        or not _is_proven(proven, enrolment, code["secret"])
    ):
        return set()
    values = {"kind": "claim", "dealer": dealer, "agent": proven.agent, "key": proven.key}
    values["arrived"] = utc(proven.arrived)
    claim = keys.claim_key(dealer, enrolment.code_id, proven.agent, proven.key)
    is_new = table.put_new({**claim._asdict(), **values})
    is_earlier = not is_new and table.lower_to(claim, values, "arrived")
    if not (is_new or is_earlier or anew):
        return set()
    how = {"by": CODE, "code_id": enrolment.code_id}
    _anchor(table, dealer, AgentKey(proven.agent, proven.key), f"code#{keys.part(enrolment.code_id)}", how)
    claims = list(table.query(code["pk"], "claim#"))
    winner = winner_of(map(claim_of, claims))
    has_won = winner is not None and (winner.agent, winner.key) == (proven.agent, proven.key)
    # A later claim changes nothing, and must not make work of the winner's whole past.
    return {claim["agent"] for claim in claims} if has_won or anew else set()


def succeed(table: Table, dealer: str, proven: Proven, *, anew: bool) -> bool:
    """Keep the succession that a report proves; return whether that may change who is trusted."""
    if proven.succession is None:
        return False
    found = items.succession_items(dealer, proven.agent, proven.succession)
    return sum(table.put_new(item) for item in found) > 0 or anew


def _anchor(table: Table, dealer: str, signer: AgentKey, name: str, how: dict[str, Any]) -> None:
    agent, key = signer
    fact = {"kind": "anchor", "dealer": dealer, "agent": agent, "key": key, **how}
    table.put({"pk": keys.signer_key(dealer, agent, key).pk, "sk": f"{ANCHOR}{name}", **fact})
    note = {"kind": "key", "dealer": dealer, "agent": agent, "key": key}
    table.put({**keys.agent_key(dealer, agent, key)._asdict(), **note})


def _is_proven(proven: Proven, enrolment: Enrolment, secret: str) -> bool:
    return proves(enrolment, secret, proven.agent, proven.public_key)


def _learn(table: Table, dealer: str, found: _Found, fact: dict[str, Any]) -> None:
    if fact["kind"] == "succession":
        found.successions.add(Succession(fact["old"], fact["new"], fact["run"]))
    elif fact["by"] == CONFIRMED:
        found.confirmed[fact["key"]] = fact["site"]
    elif fact["by"] == REJECTED:
        found.rejected.add(fact["key"])
    else:
        site = _site_won(table, dealer, fact)
        if site is not None:
            found.enrolled[fact["key"]] = site


def _site_won(table: Table, dealer: str, fact: dict[str, Any]) -> str | None:
    """Return the site of the code that a signer claimed, None where another's claim counts."""
    rows = list(table.query(keys.code_key(dealer, fact["code_id"]).pk))
    code = next((row for row in rows if row["kind"] == "code"), None)
    winner = winner_of(claim_of(row) for row in rows if row["kind"] == "claim")
    is_won = winner is not None and (winner.agent, winner.key) == (fact["agent"], fact["key"])
    return code["site"] if code is not None and is_won else None
