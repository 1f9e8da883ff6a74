"""What the agent remembers between runs: devices, letters and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A printer known from earlier scans. `id` was given once, at random, and never changes.

    `replaced_by` is the id of the device that took its place. `retired_at` is when a person said that it
    is gone for good; a device that is read again is neither.
    """

    id: str
    manufacturer: str | None
    serial_number: str | None
    mac_address: str | None
    ip_address: str
    port: int
    snmp_version: str
    first_seen: datetime
    last_seen: datetime
    replaced_by: str | None = None
    model: str | None = None
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Illustrated:
    """An HTML text and the PNG pictures that it shows, each by the name that follows "cid:" in it."""

    html: str
    pictures: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """One report as it was made and queued; its bytes never change afterwards.

    `pictures` are those that `html` shows, as Illustrated has them.
    """

    report_id: str
    run_number: int
    made_at: datetime
    report: bytes  # meters.json
    signature: str | None  # the one line of meters.sig
    csv: bytes  # meters.csv
    subject: str
    text: str
    html: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What came of one try to hand in a letter, address by address.

    `taken` got it, `refused` were refused for good (address -> reason). `state` is the delivery's from now
    on; while it waits it is tried again at `next_try_at`, `reason` says why it did not leave,
    and `counts` whether that makes the wait after the next try longer.
    """

    taken: frozenset[str]
    refused: Mapping[str, str]
    state: str
    next_try_at: datetime | None = None
    reason: str | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class MailSeen:
    """The mail settings: `server` is how letters leave, `recipients` the addresses alone as written."""

    server: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CancelledRun:
    """A run that a person ended before everybody had its letter."""

    agent_id: str
    run_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message in the outbox. `message_id` was fixed when it was queued.

    `state` is waiting, sent, refused (for ever) or ended (by a person). It goes to whom the settings name,
    or to `redirected_to` where a person said so. `sent_to` got it already, `refused_by` was refused for
    good, both as core/mail/addressees.py writes addresses. Times are aware datetimes. `agent_id` tells whose
    run it is: after a lost key letters of a former agent may wait beside those of the present one.
    """

    message_id: str
    run_number: int
    queued_at: datetime
    state: str
    attempts: int
    next_try_at: datetime
    last_error: str | None
    redirected_to: str | None
    agent_id: str = ""
    sent_to: frozenset[str] = frozenset()
    refused_by: frozenset[str] = frozenset()
