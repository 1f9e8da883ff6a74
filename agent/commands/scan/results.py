"""What comes of a scan: its report, its letter, and what a person is shown."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from agent.context import outbox
from agent.context.office import Office, new_id, sender, write
from agent.core.messages import devices
from agent.core.report_format.document import report_bytes
from agent.core.settings import secret_names
from agent.jobs.report import (
    LetterInputs,
    close_with_letter,
    close_without_letter,
    report_without_letter,
)
from agent.jobs.signing_key import Keyring, end_rotation, prepare, signed_by
from agent.ui.folding import folded
from agent.ui.mail_page import render_mail_page
from agent.ui.terminal import printers_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.report_format.report import Report
    from agent.edge.store import AgentIdentity, Store
    from agent.jobs.ports import SecretStore
    from agent.jobs.scan import Finished


def close(
    finished: Finished,
    store: Store,
    identity: AgentIdentity,
    office: Office,
    secret_store_of: Callable[[str], SecretStore] | None,
) -> Report:
    """Close the scan and return its report; with secret stores (by agent id) its letter is queued, signed."""
    if secret_store_of is None:
        close_without_letter(finished, store)
        who = sender(office.settings, identity)
        return report_without_letter(finished.summary, store, who, new_id())
    keyring = Keyring(secret_store_of, secret_names(office.settings), secrets.token_bytes, new_id)
    signing = prepare(keyring, store, identity)
    letter_inputs = LetterInputs(
        sender=sender(office.settings, signed_by(identity, signing)),
        signing=signing,
        render_page=render_mail_page,
        report_id=new_id(),
        message_id=outbox.new_message_id(office.settings.mail.sender),
    )
    letter = close_with_letter(finished, store, letter_inputs)
    end_rotation(keyring, signing)
    report: Report = json.loads(letter.report)
    return report


def close_named(
    finished: Finished, joined: Finished, store: Store, identity: AgentIdentity, office: Office
) -> Report:
    """Close a scan as part of the run before it, `joined`, and return the report of what it asked itself."""
    report = report_without_letter(finished.summary, store, sender(office.settings, identity), new_id())
    close_without_letter(joined, store)
    return report


def show(report: Report, target: str | None) -> None:
    """Print the printers as a table, or the report as JSON where it was asked for."""
    if target:
        write(target, report_bytes(report))
    if target != "-":
        print(printers_table(report))
        if not report["printers"]:
            print("\n".join(folded(line) for line in devices.NONE_FOUND))


def needs_attention(report: Report) -> bool:
    """Return whether the scan itself wants a look: somebody silent, somebody unreadable."""
    return bool(report["silent_known"] or report["unreadable"] or report["scan"]["notes"])
