"""Every key of the table and its indexes: the dealer first, so that none leads to another dealer's items.

Parts are joined by "#" and percent-encoded where they are not ours, so no part can hold one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from urllib.parse import quote

from agent.core.report_format.signatures import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cloud.core import item_types

UNADDRESSED = "unaddressed"  # the operator's own part: mails for no dealer, the list of dealers
PART_LENGTH = 200  # a partition key holds 2048 octets, a sort key 1024

DEALER_NAME = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
_DEALER = re.compile(DEALER_NAME)


Kind = TypeVar("Kind")


class Key(NamedTuple, Generic[Kind]):
    """The primary key of an item, and in its type what kind of item lies there."""

    pk: str
    sk: str


@lru_cache(4096)  # an agent's and a site's stand in every key of a report
def part(text: str) -> str:
    """Return a text as one part of a key; a long one is cut and told apart by its hash."""
    quoted = quote(text, safe=" :+,@", errors="replace")
    if len(quoted) <= PART_LENGTH:
        return quoted
    return f"{quoted[: PART_LENGTH - 65]}~{sha256_of(text.encode('utf-8', 'replace'))}"


def within(dealer: str, *parts: str) -> str:
    """Return a partition key of a dealer; ValueError if `dealer` is no dealer's name."""
    if not _DEALER.fullmatch(dealer):
        raise ValueError(f"not a dealer's name: {dealer!r}")
    return "#".join((dealer, *map(part, parts)))


def shard_of(text: str, shards: int) -> str:
    """Return which of so many shards a text falls into."""
    return str(int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:4]) % shards)


def shards_of(dealer: str, shards: int, *parts: str) -> Iterator[str]:
    """Yield the partition keys of all shards of a dealer's list, such as ("needs",) or ("day", DATE)."""
    return (within(dealer, *parts, str(number)) for number in range(shards))


def dealer_key(dealer: str) -> Key[item_types.DealerItem]:
    """Return the key of the dealer itself."""
    return Key(within(dealer, "dealer"), "dealer")


def dealers() -> str:
    """Return the partition of the operator's list of dealers."""
    return within(UNADDRESSED, "dealers")


def site_key(dealer: str, site: str) -> Key[item_types.SiteItem]:
    """Return the key of a site; its partition key is also that of index `site`."""
    return Key(within(dealer, "site", site), "site")


def sites(dealer: str, site: str, shards: int) -> str:
    """Return the partition of the dealer's list of sites that holds `site`."""
    return within(dealer, "sites", shard_of(site, shards))


def code_key(dealer: str, code_id: str) -> Key[item_types.CodeItem]:
    """Return the key of an enrolment code."""
    return Key(within(dealer, "code", code_id), "code")


def claim_key(dealer: str, code_id: str, agent: str, key: str) -> Key[item_types.ClaimItem]:
    """Return the key of a signer's claim of a code."""
    return Key(within(dealer, "code", code_id), f"claim#{part(agent)}#{part(key)}")


def agent_key(dealer: str, agent: str, key: str) -> Key[item_types.Item]:
    """Return the key of the note that an agent has this key anchored."""
    return Key(within(dealer, "agent", agent), f"key#{part(key)}")


def signer_key(dealer: str, agent: str, key: str) -> Key[item_types.SignerItem]:
    """Return the key of a signer; `key` is its public key in hex."""
    return Key(within(dealer, "signer", agent, key), "signer")


def signers(dealer: str, agent: str, key: str, shards: int) -> str:
    """Return the partition of the dealer's list of signers that holds this one."""
    return within(dealer, "signers", shard_of(f"{agent}#{key}", shards))


def report_key(dealer: str, agent: str, key: str, run: int, digest: str) -> Key[item_types.ReportItem]:
    """Return the key of a proven report."""
    return Key(signer_key(dealer, agent, key).pk, f"{run_prefix(run)}{part(digest)}")


def run_prefix(run: int) -> str:
    """Return how the sort keys of a run's reports begin; runs sort as numbers."""
    return f"run#{run:010d}#"


def device_key(dealer: str, device: str) -> Key[item_types.LatestItem]:
    """Return the key of a device's latest reading."""
    return Key(device_partition(dealer, device), "latest")


def reading_key(dealer: str, device: str, order: str) -> Key[item_types.ReadingItem]:
    """Return the key of a reading of a device."""
    return Key(device_partition(dealer, device), f"reading#{order}")


def device_partition(dealer: str, device: str) -> str:
    """Return the partition of a device: its readings, the latest, its retirement."""
    return within(dealer, "device", device)


def needs(dealer: str, device: str, shards: int) -> str:
    """Return the partition of the dealer's list of what needs something that holds `device`."""
    return within(dealer, "needs", shard_of(device, shards))


def alert_key(dealer: str, site: str, alert: str, subject: str) -> Key[item_types.AlertItem]:
    """Return the key of an alert about a site; `subject` tells it from others of its kind there."""
    return Key(within(dealer, "alert", site), f"{part(alert)}#{part(subject)}")


def alerts(dealer: str, shard: int) -> str:
    """Return the partition of the dealer's list of alerts that the analysis of a shard writes."""
    return within(dealer, "alerts", str(shard))


def digest_key(dealer: str, on: date) -> Key[item_types.Item]:
    """Return the key of the note that the digest of a day was mailed."""
    return Key(within(dealer, "digest", on.isoformat()), "sent")


def day(dealer: str, on: date, device: str, shards: int) -> str:
    """Return the partition of index `day` that holds a device's readings of a UTC day."""
    return within(dealer, "day", on.isoformat(), shard_of(device, shards))


def mail_key(dealer: str, on: date, raw_key: str, shards: int) -> Key[item_types.MailItem]:
    """Return the key of a mail's item; `on` is the UTC day of its arrival."""
    return Key(within(dealer, "mails", on.isoformat(), shard_of(raw_key, shards)), part(raw_key))


def refused(dealer: str, on: date, raw_key: str, shards: int) -> str:
    """Return the partition of the dealer's list of mails that were refused on a UTC day."""
    return within(dealer, "refused", on.isoformat(), shard_of(raw_key, shards))


def codes(dealer: str) -> str:
    """Return the partition of the dealer's list of enrolment codes."""
    return within(dealer, "codes")


def resolution_key(dealer: str, agent: str, run: int) -> Key[item_types.Item]:
    """Return the key of what the dealer decided of a fork."""
    return Key(within(dealer, "agent", agent), f"resolution#{run:010d}")


def retirement_key(dealer: str, device: str) -> Key[item_types.RetirementItem]:
    """Return the key of the dealer's word that a device is gone."""
    return Key(device_partition(dealer, device), "retirement")


def changed_key(dealer: str, on: date, shard: str) -> Key[item_types.Item]:
    """Return the key of the mark that readings of a UTC day and shard were merged or taken out."""
    return Key(within(dealer, "changed", shard), on.isoformat())


def analysis_key(dealer: str, moment: str, shard: int) -> Key[item_types.Item]:
    """Return the key of the figures of one shard's analysis; `moment` is the schedule's."""
    return Key(within(dealer, "analysis", moment), f"{shard:05d}")


def decision_key(dealer: str, decision: str) -> Key[item_types.Item]:
    """Return the key of a decision in the dealer's log; its name begins with its time."""
    return Key(within(dealer, "decisions"), part(decision))


def fleet(dealer: str) -> str:
    """Return the partition of a dealer's fleet: the packed rows of all its offices."""
    return within(dealer, "fleet")


def fleet_key(dealer: str, site: str, chunks: int, chunk: int) -> Key[item_types.Item]:
    """Return the key of a chunk of an office's packed rows."""
    return Key(fleet(dealer), f"{part(site)}#{chunks:04d}#{chunk:04d}")


def unmanaged_key(dealer: str, device: str) -> Key[item_types.Item]:
    """Return the key of the dealer's word that it does not manage a device."""
    return Key(within(dealer, "unmanaged"), part(device))


def subject(*names: str) -> str:
    """Return the subject of a decision as one text: "finding", site, kind, subject, or "device", device."""
    return "#".join(map(part, names))


def decided_key(dealer: str, about: str) -> Key[item_types.DecidedItem]:
    """Return the key of the last decision on a subject (as `subject` makes it)."""
    return Key(within(dealer, "decided"), about)


def figures_key(dealer: str, shard: int) -> Key[item_types.Item]:
    """Return the key of what the newest analysis of a shard counted."""
    return Key(within(dealer, "figures"), f"{shard:05d}")


def outbox_key(dealer: str, name: str) -> Key[item_types.Item]:
    """Return the key of a message to a dealer that waits; its name begins with its time."""
    return Key(within(dealer, "outbox"), part(name))
