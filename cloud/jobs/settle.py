"""An agent's reports brought to the state that the facts give them, whoever else is at work.

Facts are written before; here they are read, the readings follow, and the facts are read again until
they gave the same twice. So whoever wrote a fact last has seen all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from cloud.core import items, keys
from cloud.core.incoming_mail import MAX_RAW, open_mail
from cloud.core.proof import Proven, prove
from cloud.core.readings import device_items_of
from cloud.core.states import COUNTED, QUARANTINED, Judged, judge
from cloud.core.trust import Facts, bindings_of
from cloud.jobs.merge import merge, unmerge
from cloud.jobs.portal.notify import standstills_at_once
from cloud.jobs.portal.packing import pack_latest, take_out
from cloud.jobs.signers import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.core.item_types import LatestItem, ReadingItem, ReportItem
    from cloud.core.keys import Key
    from cloud.core.layout import Layout
    from cloud.edge.mails import Mails
    from cloud.edge.table import Table


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
    layout: Layout
    agent: str
    key: str | None = None
    run: int | None = None
    at_hand: tuple[Proven, ...] = ()
    anew: bool = False


def settle(table: Table, mails: Mails, scope: Scope) -> tuple[Judged, ...]:
    """Bring the reports in scope to their state and return it; TimeoutError if others never rest."""
    settled: tuple[object, ...] = ()
    past = _Past(mails, scope)
    for _ in range(TRIES):
        facts, agent_keys = facts_of(table, scope.dealer, scope.agent, scope.key)
        rows = {row["pk"] + row["sk"]: row for row in _reports(table, scope, agent_keys)}
        judged = judge([items.stored_of(row) for row in rows.values()], facts)
        # Also what is known of the agent's other keys: how they stand is noted here, too.
        if settled == (judged, facts, agent_keys):
            return judged
        for one in judged:
            _bring(table, past, one, rows[_name(scope.dealer, one)])
        _stand(table, scope, facts, agent_keys)
        settled = (judged, facts, agent_keys)
    raise TimeoutError(f"the reports of agent {scope.agent} keep changing")


def open_again(mails: Mails, raw_key: str) -> Proven | None:
    """Return the proven report of a raw mail that was taken before, None where it was erased."""
    raw = mails.read(raw_key, MAX_RAW + 1)
    return prove(open_mail(raw.data), raw.arrived) if raw else None


def _reports(table: Table, scope: Scope, agent_keys: Iterable[str]) -> Iterable[ReportItem]:
    begins = "run#" if scope.run is None else keys.run_prefix(scope.run)
    for key in agent_keys:
        yield from table.query(keys.signer_key(scope.dealer, scope.agent, key).pk, begins)


def _name(dealer: str, judged: Judged) -> str:
    report = judged.report
    return "".join(keys.report_key(dealer, report.agent, report.key, report.run, report.sha256))


class _Past:
    """The reports that a settling opens again, each once: a large office's fork asks for one many times."""

    def __init__(self, mails: Mails, scope: Scope) -> None:
        self.scope = scope
        self.at_hand = {proven.sha256: proven for proven in scope.at_hand}
        self.open = lru_cache(2)(lambda raw_key: open_again(mails, raw_key))
        self.latest_items = lru_cache(2)(self._latest_items)
        self.one_at_a_time = Lock()
        self.brought: dict[str, tuple[str, str | None]] = {}  # by SHA-256: state and site, as merged or not

    def _latest_items(self, raw_key: str, site: str) -> dict[Key[ReadingItem], LatestItem]:
        """Return the latest items that a mail would make, by the keys of its readings."""
        proven = self.open(raw_key)
        device_items = device_items_of(proven, self.scope.dealer, site, self.scope.layout) if proven else ()
        # Two printers may be read within one millisecond: the sort key alone is both readings'.
        return {items.key_of(one.reading): one.latest for one in device_items}

    def latest_of(self, table: Table, reading: ReadingItem) -> LatestItem | None:
        """Return the latest that a reading would be, None where its mail is gone."""
        of_report = (reading["dealer"], reading["agent"], reading["key"], reading["run"], reading["sha256"])
        row = table.get(keys.report_key(*of_report))
        if row is None:
            return None
        with self.one_at_a_time:  # else each worker would open the same large mail for itself
            return self.latest_items(row["mail"], reading["site"]).get(items.key_of(reading))


def _bring(table: Table, past: _Past, judged: Judged, row: ReportItem) -> None:
    """Merge a report or take it out, then note its state: what was cut off before the note comes again."""
    scope = past.scope
    noted = {
        "state": judged.state,
        "site": judged.site,
        "expires": items.expires_of(row, judged.state),
    }
    is_noted = all(row.get(name) == value for name, value in noted.items())
    # Another may have noted the right state before this settling did the wrong thing by older facts.
    before = past.brought.get(judged.report.sha256, (judged.state, judged.site))
    if is_noted and not scope.anew and before == (judged.state, judged.site):
        return
    was_merged = scope.anew or COUNTED in {row.get("state"), before[0]}
    if judged.state == COUNTED or was_merged:
        proven = past.at_hand.get(judged.report.sha256) or past.open(judged.report.mail)
        if proven is not None:
            _put_or_take(table, past, judged, proven, row.get("site"))
            past.brought[judged.report.sha256] = (judged.state, judged.site)
    table.change(items.key_of(row), noted)


def _put_or_take(table: Table, past: _Past, judged: Judged, proven: Proven, was_at: str | None) -> None:
    """Merge a report or take it out; `was_at` is the site at which its readings were counted before."""
    dealer, site = past.scope.dealer, judged.site
    device_items = device_items_of(proven, dealer, site or NO_SITE, past.scope.layout)
    latest = [one.latest for one in device_items]
    if judged.state == COUNTED and site is not None:
        merge(table, device_items)
        stopped = pack_latest(table, dealer, site, latest)
        news = [item for item in latest if item["device"] in stopped]
        standstills_at_once(table, dealer, site, news, proven.arrived)
        left = {was_at} - {None, site}
    else:
        unmerge(table, device_items, lambda reading: past.latest_of(table, reading))
        left = {was_at, site} - {None}
    for one in sorted(map(str, left)):
        take_out(table, dealer, one, [item["device"] for item in latest])


def _stand(table: Table, scope: Scope, facts: Facts, agent_keys: Iterable[str]) -> None:
    """Note in each signer's item how it stands, and for which site if it is trusted."""
    bound = bindings_of(facts)
    for key in agent_keys:
        site = bound[key].site if key in bound else None
        state = items.TRUSTED if site else QUARANTINED
        if key in facts.rejected:
            state = items.REJECTED
        how = items.standing(scope.dealer, (scope.agent, key), state, site, scope.layout)
        table.change(keys.signer_key(scope.dealer, scope.agent, key), how)
