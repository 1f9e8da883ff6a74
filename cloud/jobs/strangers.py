"""The senders that wait for a dealer's word: shown by what speaks for them, forgotten after a silent month.

Anybody can make up keys, so their number says nothing, and neither does their order. What costs something is
a code that they know, and days on which they were heard.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.digest.values import Stranger
from cloud.core.items import WAITING_KEPT, key_of
from cloud.core.states import QUARANTINED
from cloud.jobs.dealers import listed
from cloud.jobs.judging import followed_site
from cloud.jobs.parallel_calls import each
from cloud.jobs.signers import DECISION

if TYPE_CHECKING:
    from cloud.core.item_types import SignerItem
    from cloud.core.layout import Layout
    from cloud.edge.table import Table


MOST_WAITING = 1000  # of a dealer; of more those go for whom least speaks
MOST_WEIGHED = 5000  # that one morning looks at
LOOKED_AT = 60  # of a sender's newest reports
SHOWN = 500


def waiting(table: Table, dealer: str, layout: Layout, now: datetime) -> list[Stranger]:
    """Return the senders that wait, those first for whom most speaks; those long silent or too many go."""
    strangers: list[Stranger] = []
    gone: list[Stranger] = []
    partitions = keys.shards_of(dealer, layout.lists, "signers")
    for item in islice(listed(table, partitions, f"{QUARANTINED}#"), MOST_WEIGHED):
        stranger = _weighed(table, dealer, item)
        is_silent = not stranger.last or now - datetime.fromisoformat(stranger.last) > WAITING_KEPT
        (gone if is_silent else strangers).append(stranger)
    strangers.sort(key=lambda one: (one.evidence, one.agent, one.key), reverse=True)
    for one in (*gone, *strangers[MOST_WAITING:]):
        _forget(table, dealer, one)
    return strangers[:MOST_WAITING]


def _weighed(table: Table, dealer: str, item: SignerItem) -> Stranger:
    """Return a sender with what speaks for it."""
    reports = list(table.query(item["pk"], "run#", newest_first=True, limit=LOOKED_AT))
    arrived = sorted(report["arrived"] for report in reports)
    site = followed_site(table, dealer, item.get("follows"))
    about = table.get(keys.site_key(dealer, site)) if site else None
    return Stranger(
        agent=item["agent"],
        key=item["key"],
        said=item.get("said_name") or item["said_site"],
        follows=about["name"] if about else "",
        knows_code=any(True for _ in table.query(item["pk"], "fact#anchor#code#", limit=1)),
        days=len({moment[:10] for moment in arrived}),
        last=arrived[-1] if arrived else "",
    )


def _forget(table: Table, dealer: str, stranger: Stranger) -> None:
    """Delete what is kept of a sender; its raw mails stay, so that a later word can bring it back.

    Thousands were weighed since it was: who was heard again or decided of stays. What speaks for a sender
    stays in any case: a person's word may come at this very moment.
    """
    key = keys.signer_key(dealer, stranger.agent, stranger.key)
    kept = {item["sk"]: item for item in table.query(key.pk)}
    signer = kept.pop(key.sk, None)
    reports = [item for item in kept.values() if item["kind"] == "report"]
    is_heard = any(report["arrived"] > stranger.last for report in reports)
    if signer is None or is_heard or DECISION in kept:
        return
    order = signer["list_order"]
    if not order.startswith(f"{QUARANTINED}#") or not table.delete(key, "list_order", order):
        return
    each(lambda report: table.delete(key_of(report), "state", QUARANTINED), reports)
    table.delete_many(key_of(item) for item in kept.values() if item["kind"] not in {"anchor", "report"})
