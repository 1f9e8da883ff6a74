"""meters report --to DIR: reports as files on a stick, where mail is impossible or late."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.context.office import Office, new_id, now, open_store, sender, tell
from agent.context.outbox import profile_tables
from agent.core.mail.envelope import standing_alone
from agent.core.messages import carried_reports as messages
from agent.core.messages import commands
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.signatures import public_key_of
from agent.core.reporting.carried import Forms, files_of, stem_of
from agent.edge import files, removable_drive
from agent.edge.secret_store import secret_store_of
from agent.jobs import carry_reports as job
from agent.jobs.known_printers import refuse_lost
from agent.jobs.report import past_of, report_without_letter
from agent.jobs.signing_key import Keyring, seed_outside_the_chain
from agent.ui.mail_page import render_mail_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.report_format.report import Report
    from agent.edge.store import AgentIdentity, Store
    from agent.jobs.carry_reports import Tables


def run(office: Office, folder: Path) -> int:
    """Write every letter that has not left yet, else the latest report; say what is there now.

    Exit code 1 where the table of mail.profile could not be made.
    """
    reports = 0
    with open_store(office.folder) as (store, identity):
        tables_of, is_whole = profile_tables(office, store)
        try:
            for report, forms in _to_carry(office, store, identity, tables_of):
                _put(folder, report, forms)
                reports += 1
        except AgentError as error:
            advice = f"{error.advice} {messages.CALL_AGAIN}" if reports else error.advice
            raise AgentError(SAID, {"title": error.title, "advice": advice}, code=error.code) from error
        waiting = len(store.letters.waiting())
    print(messages.carried_in_all(reports, str(folder)))
    print(messages.nothing_marked(waiting))
    return ExitCode.FINE if is_whole else ExitCode.NEEDS_ATTENTION


def _put(folder: Path, report: Report, forms: Forms) -> None:
    stem = stem_of(report)
    contents = files_of(stem, forms)
    written = removable_drive.put(folder, contents, files.write_atomically)
    print(messages.carried(stem, written=written, files=len(contents)))
    if forms.signature is None:
        tell(messages.unsigned(stem))


def _to_carry(
    office: Office, store: Store, identity: AgentIdentity, tables_of: Tables
) -> Iterator[tuple[Report, Forms]]:
    if job.unsent(store):
        yield from job.letters_to_carry(store, office.settings.mail, tables_of)
    else:
        yield _latest(office, store, identity, tables_of)


def _latest(office: Office, store: Store, identity: AgentIdentity, tables_of: Tables) -> tuple[Report, Forms]:
    """Return the report of the last scan: its letter's bytes, or made and signed now where it has none."""
    record = store.scans.last_closed()
    if record is None:
        raise AgentError(commands.NO_SCAN_YET)
    letter = store.letters.of_run(record.run_number) if record.run_number is not None else None
    if letter:
        return json.loads(letter.report), job.forms_of(letter, tables_of(letter.report), None)
    refuse_lost(record, store)
    keyring = Keyring(secret_store_of, (), secrets.token_bytes, new_id)
    seed = seed_outside_the_chain(keyring, store, identity, now())
    known = replace(identity, public_key=public_key_of(seed)) if seed else identity
    who = sender(office.settings, known)
    report = report_without_letter(record.summary, store, who, "")
    past = past_of(record.summary, store)

    def render_page(named: Report) -> str:
        return standing_alone(render_mail_page(named, past, None, seed is not None))

    return job.sealed(report, seed, render_page, tables_of)
