"""Reports that a person carries: those that could not leave, else the latest; nothing is marked as sent."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from agent.core.mail.addressees import still_to_get
from agent.core.mail.envelope import build_message, standing_alone
from agent.core.model.records import Delivery, Illustrated, Letter
from agent.core.report_format import signatures
from agent.core.report_format.document import report_bytes
from agent.core.reporting.carried import Forms
from agent.core.reporting.meters_csv import csv_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from agent.core.report_format.report import Report
    from agent.core.settings import Mail
    from agent.edge.store import Store

    Tables = Callable[[bytes], Mapping[str, bytes]]  # meters.json -> further tables by file name


def unsent(store: Store) -> tuple[Delivery, ...]:
    """Return one delivery of each letter that waits or was refused for good, oldest run first.

    Runs of an agent that this one followed stand before its own.
    """
    deliveries = (*store.letters.refused(), *store.letters.waiting())
    began: dict[str, datetime] = {}
    for delivery in deliveries:
        began[delivery.agent_id] = min(delivery.queued_at, began.get(delivery.agent_id, delivery.queued_at))
    by_run = {(began[each.agent_id], each.agent_id, each.run_number): each for each in deliveries}
    return tuple(by_run[run] for run in sorted(by_run))


def letters_to_carry(store: Store, mail: Mail, tables_of: Tables) -> Iterator[tuple[Report, Forms]]:
    """Yield the letters that did not leave, one at a time: three months of a large office are large.

    Where the mail is set up the message is there too, as it would have left on the day it was made.
    """
    for delivery in unsent(store):
        letter = store.letters.of_delivery(delivery.message_id)
        if letter is None:
            raise LookupError(f"the letter of run {delivery.run_number} is not in the store")
        tables = tables_of(letter.report)
        message = None
        if mail.is_configured:
            recipients = still_to_get(delivery, mail.recipients) or mail.recipients
            message = build_message(letter, delivery, mail.sender, recipients, letter.made_at, tables=tables)
        yield json.loads(letter.report), forms_of(letter, tables, message)


def forms_of(letter: Letter, tables: Mapping[str, bytes], message: bytes | None) -> Forms:
    """Return a letter's files."""
    signature = letter.signature.encode("ascii") if letter.signature else None
    page = standing_alone(Illustrated(letter.html, letter.pictures))
    return Forms(letter.report, signature, letter.csv, page.encode(), message, tables)


def sealed(
    report: Report, seed: bytes | None, render_page: Callable[[Report], str], tables_of: Tables
) -> tuple[Report, Forms]:
    """Return a report that is no letter, with its files; the same content always gets the same report_id.

    `seed` signs it; None leaves it unsigned.
    """
    content = report_bytes({**report, "report_id": ""})
    named: Report = {**report, "report_id": hashlib.sha256(content).hexdigest()[:32]}
    data = report_bytes(named)
    signature = signatures.sign(seed, data).encode("ascii") if seed else None
    return named, Forms(data, signature, csv_of(named), render_page(named).encode(), None, tables_of(data))
