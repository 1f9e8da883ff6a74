"""A digest put where the dealer finds it: the bucket, and its mailbox where it has named one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cloud.core import keys, lake
from cloud.core.digest.letter import letter_of
from cloud.core.digest.page import page_of
from cloud.core.digest.sheet import sheet_of

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.digest.values import Digest
    from cloud.edge.bucket import Bucket
    from cloud.edge.letters import Letters
    from cloud.edge.table import Table

KEPT = timedelta(days=30)  # the note that it went
HTML, CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"


def keep(bucket: Bucket, digest: Digest) -> None:
    """Write the digest's page and table over those of an earlier try."""
    bucket.put(lake.digest_key(digest.dealer, digest.day, "html"), page_of(digest).encode(), HTML)
    bucket.put(lake.digest_key(digest.dealer, digest.day, "csv"), sheet_of(digest), CSV)


def deliver(table: Table, letters: Letters, digest: Digest, domain: str, now: datetime) -> bool:
    """Mail the digest to the dealer's address, once a day at most; return whether it went.

    The note that it went comes first: a dealer rather misses one in a year than gets two.
    """
    about = table.get(keys.dealer_key(digest.dealer)) or {}
    if "digest_to" not in about:
        return False
    note = {"kind": "sent", "dealer": digest.dealer, "expires": int((now + KEPT).timestamp())}
    if not table.put_new({**keys.digest_key(digest.dealer, digest.day)._asdict(), **note}):
        return False
    letters.send(letter_of(digest, f"{keys.UNADDRESSED}@{domain}", about["digest_to"]))
    return True
