"""An agent's reports brought to the state that the facts give them, whoever else is at work.

Facts are written before; here they are read, the readings follow, and the facts are read again until
they gave the same twice. So whoever wrote a fact last has seen all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloud.core import items, keys
from cloud.core.mail import MAX_RAW, open_mail
from cloud.core.proof import Proven, prove
from cloud.core.readings import told_by
from cloud.core.states import COUNTED, Judged, judge
from cloud.core.trust import bindings_of
from cloud.jobs.merge import merge, unmerge
from cloud.jobs.signers import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.edge.mails import Mails
    from cloud.edge.table import Table

    Item = dict[str, Any]

TRIES = 10
NO_SITE = "-"  # where readings of a signer without a site are looked for, to take them out


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose reports are settled: one agent's, of one run or (None) of all.

    `key` is a signer's that may be a stranger; `at_hand` are reports that are open already. With `anew`
    every report is merged or taken out once more, also where its item says that this was done: after a
    crash only that is certain.
    """

    dealer: str
    agent: str
    key: str | None = None
    run: int | None = None
    at_hand: tuple[Proven, ...] = ()
    anew: bool = False


def settle(table: Table, mails: Mails, scope: Scope) -> tuple[Judged, ...]:
    """Bring the reports in scope to their state and return it; TimeoutError if others never rest."""
    settled: tuple[Judged, ...] | None = None
    for _ in range(TRIES):
        facts, agent_keys = facts_of(table, scope.dealer, scope.agent, scope.key)
        rows = {row["pk"] + row["sk"]: row for row in _reports(table, scope, agent_keys)}
        judged = judge([items.stored_of(row) for row in rows.values()], facts)
        if judged == settled:
            return judged
        for one in judged:
            _bring(table, mails, scope, one, rows[_name(scope.dealer, one)])
        bound = bindings_of(facts)
        for key in agent_keys:
            _stand(table, scope, key, bound[key].site if key in bound else None)
        settled = judged
    raise TimeoutError(f"the reports of agent {scope.agent} keep changing")


def open_again(mails: Mails, raw_key: str) -> Proven | None:
    """Return the proven report of a raw mail that was taken before, None where it was erased."""
    raw = mails.read(raw_key, MAX_RAW + 1)
    return prove(open_mail(raw.data), raw.arrived) if raw else None


def _reports(table: Table, scope: Scope, agent_keys: Iterable[str]) -> Iterable[Item]:
    begins = "run#" if scope.run is None else keys.run_prefix(scope.run)
    for key in agent_keys:
        yield from table.query(keys.signer_key(scope.dealer, scope.agent, key).pk, begins)


def _name(dealer: str, judged: Judged) -> str:
    report = judged.report
    return "".join(keys.report_key(dealer, report.agent, report.key, report.run, report.sha256))


def _bring(table: Table, mails: Mails, scope: Scope, judged: Judged, row: Item) -> None:
    """Merge a report or take it out, then note its state: what was cut off before the note comes again."""
    is_noted = (row.get("state"), row.get("site")) == (judged.state, judged.site)
    if is_noted and not scope.anew:
        return
    was_merged = scope.anew or row.get("state") == COUNTED
    if judged.state == COUNTED or was_merged:
        open_reports = {proven.sha256: proven for proven in scope.at_hand}
        proven = open_reports.get(judged.report.sha256) or open_again(mails, judged.report.mail)
        if proven is not None:
            _put_or_take(table, mails, scope.dealer, judged, proven)
    table.change(items.key_of(row), {"state": judged.state, "site": judged.site})


def _put_or_take(table: Table, mails: Mails, dealer: str, judged: Judged, proven: Proven) -> None:
    told = told_by(proven, dealer, judged.site or NO_SITE)
    if judged.state == COUNTED:
        merge(table, told)
    else:
        unmerge(table, told, lambda reading: _latest_again(table, mails, reading))


def _latest_again(table: Table, mails: Mails, reading: Item) -> Item | None:
    names = ("dealer", "agent", "key", "run", "sha256")
    row = table.get(keys.report_key(*(reading[name] for name in names)))
    proven = open_again(mails, row["mail"]) if row else None
    if proven is None:
        return None
    told = told_by(proven, reading["dealer"], reading["site"])
    # Two printers may be read within one millisecond: the sort key alone is both readings'.
    return next((one.latest for one in told if items.key_of(one.reading) == items.key_of(reading)), None)


def _stand(table: Table, scope: Scope, key: str, site: str | None) -> None:
    """Note in the signer's item whether it is trusted and for which site."""
    signer = keys.signer_key(scope.dealer, scope.agent, key)
    table.change(signer, items.standing(scope.dealer, scope.agent, key, site))
