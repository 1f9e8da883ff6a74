"""A digest put where the dealer finds it: the bucket, and its mailbox where it has named one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cloud.core import keys, lake
from cloud.core.digest.csv_table import mail_view_of
from cloud.core.digest.letter import LARGEST, letter_of, short_letter_of
from cloud.core.digest.page import page_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    from cloud.core.digest.values import Digest
    from cloud.edge.bucket import Bucket
    from cloud.edge.ses import SesLetters
    from cloud.edge.table import Table

    Item = dict[str, Any]

KEPT = timedelta(days=30)  # the note of a digest
CLAIMED_FOR = timedelta(minutes=20)  # longer than a function may run: who claimed it is then no more
CLAIMED, SENT, FAILED = "claimed", "sent", "failed"
HTML, CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"


class NotSent(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """A digest that could not be mailed now, and why; its note says the same. To be tried again."""


def keep(bucket: Bucket, digest: Digest) -> None:
    """Write the digest's page and table over those of an earlier try."""
    bucket.put(lake.digest_key(digest.dealer, digest.day, "html"), page_of(digest).encode(), HTML)
    bucket.put(lake.digest_key(digest.dealer, digest.day, "csv"), mail_view_of(digest), CSV)


def deliver(table: Table, letters: SesLetters, digest: Digest, domain: str, now: datetime) -> bool:
    """Mail the digest to the dealer's address, once a day; return whether it went now. Raises NotSent.

    Claimed, sent, then marked as sent: nothing is lost without a word. Who falls over between sending and
    marking leaves a claim that ends, and the next try sends a second copy: better than none.
    """
    about = table.get(keys.dealer_key(digest.dealer))
    if about is None or "digest_to" not in about:
        return False
    claim = _note(digest, CLAIMED, now)
    if not _claim(table, claim, now):
        return False
    reason = letters.send(_fitting(digest, f"{keys.UNADDRESSED}@{domain}", about["digest_to"]))
    table.put(_note(digest, FAILED if reason else SENT, now, reason))
    if reason:
        raise NotSent(reason)
    return True


def _claim(table: Table, claim: Item, now: datetime) -> bool:
    """Return whether the digest is ours to send; NotSent if another is at it this very moment."""
    if table.put_new(claim):
        return True
    standing = table.get(keys.Key(claim["pk"], claim["sk"]))
    state = standing.get("state", SENT) if standing else FAILED
    if standing is None or state == SENT:
        return False
    if state == CLAIMED and now < datetime.fromisoformat(standing["claimed"]) + CLAIMED_FOR:
        raise NotSent("another is sending it")
    if not table.replace(claim, "claimed", standing["claimed"]):
        raise NotSent("another is sending it")
    return True


def _note(digest: Digest, state: str, now: datetime, reason: str | None = None) -> Item:
    key = keys.digest_key(digest.dealer, digest.day)._asdict()
    expires = int((now + KEPT).timestamp())
    told = {"state": state, "claimed": now.isoformat(), "reason": reason}
    return {**key, "kind": "sent", "dealer": digest.dealer, "expires": expires, **told}


def _fitting(digest: Digest, sender: str, recipient: str) -> EmailMessage:
    """Return the digest's mail; one that SES would find too large only says where the digest lies."""
    letter = letter_of(digest, sender, recipient)
    if len(letter.as_bytes()) <= LARGEST:
        return letter
    return short_letter_of(digest, sender, recipient, lake.digest_key(digest.dealer, digest.day, "html"))
