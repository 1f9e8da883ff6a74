"""meters report: the latest report again, from the store, without the network."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.office import Office, new_id, open_office, open_store, sender, write
from agent.context.profiles import open_profile
from agent.context.report_page import page_of
from agent.context.service_seen import page_of_service
from agent.core.mail import letter as letter_text
from agent.core.messages import commands, current_language, fleet, profiles, saving
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.document import report_bytes
from agent.core.reporting.fleet_table import anchor_of
from agent.core.reporting.meters_csv import csv_of
from agent.core.reporting.month_end import last_month_end, month_end_csv, month_end_rows, needed_since
from agent.core.reporting.profiles import profile_csv
from agent.edge import desktop, paths
from agent.jobs.known_printers import refuse_lost
from agent.jobs.report import report_without_letter
from agent.ui.page import render_way_to
from agent.ui.terminal import printers_table
from agent.ui.window_save import ask_where

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from agent.core.model.records import Letter
    from agent.core.report_format.report import Report

PAGE, PAGE_AT = "report.html", "report-at.html"
TRANSLATED_PROFILES = {"de": "tabelle"}  # with headers in that language


def run(arguments: Namespace) -> int:
    """Write the report in the forms asked for; a table on the terminal where none is."""
    page = page_of_service(arguments) if arguments.open else None
    if page is None:
        return _write_forms(arguments)
    desktop.open_page(page)
    return ExitCode.FINE


def _write_forms(arguments: Namespace) -> int:
    office = open_office(arguments)
    table = _table_of(arguments, office)
    report, letter = latest(office)
    signed = bool(letter and letter.signature)
    if arguments.json:
        write(arguments.json, letter.report if letter else report_bytes(report))
    if arguments.csv:
        write(arguments.csv, table(report))
    if arguments.text:
        write(arguments.text, letter_text.text(report, signed=signed).encode())
    if arguments.html:
        write(arguments.html, _page(office, report))
    if arguments.month_end:
        write(arguments.month_end, _month_end(office, report))
    if arguments.open:
        _open(office, report, arguments.at)
    if arguments.to:
        from agent.commands.report import carried

        return carried.run(office, Path(arguments.to))
    if arguments.save:
        return _save(office, report, letter)
    asked = (
        arguments.json,
        arguments.csv,
        arguments.text,
        arguments.html,
        arguments.month_end,
        arguments.open,
    )
    if not any(asked):
        print(printers_table(report))
    return ExitCode.FINE


def _open(office: Office, report: Report, printer: str | None) -> None:
    """Show the page in the browser, at a printer where one is named and known."""
    page = office.folder.path / PAGE
    write(str(page), _page(office, report))
    anchor = anchor_of(report, printer) if printer else None
    if anchor:
        # Desktops open files, not places in them: a second page leads there.
        page = office.folder.path / PAGE_AT
        write(str(page), render_way_to(f"{PAGE}#{anchor}"))
    desktop.open_page(page)


def _table_of(arguments: Namespace, office: Office) -> Callable[[Report], bytes]:
    """Return the function that makes the table: by the profile named, else as the contract has it."""
    if not arguments.profile:
        return csv_of
    if not arguments.csv:
        raise AgentError(profiles.NEEDS_FILE)
    profile = open_profile(office.folder, arguments.profile)
    return lambda report: profile_csv(report, profile)


def _save(office: Office, report: Report, letter: Letter | None) -> int:
    """Ask where, and save the report in the form of the name's ending; a signature goes beside it."""
    paths.prepare_tk()
    path = ask_where(f"meters-{report['scan']['began'][:10]}.html", saving.KINDS)
    if path is None:
        return ExitCode.FINE
    signed = bool(letter and letter.signature)
    forms = {
        ".html": lambda: _page(office, report),
        ".csv": lambda: profile_csv(report, open_profile(office.folder, profile_for_people())),
        ".json": lambda: letter.report if letter else report_bytes(report),
        ".txt": lambda: letter_text.text(report, signed=signed).encode(),
    }
    suffix = path.suffix.lower()
    if suffix not in forms:
        kind = saving.UNKNOWN_SUFFIX if path.suffix else saving.NO_SUFFIX
        raise AgentError(kind, {"suffix": path.suffix, "suffixes": tuple(forms)})
    write(str(path), forms[suffix]())
    if suffix == ".json" and letter and letter.signature:
        write(str(path.with_suffix(".sig")), letter.signature.encode())
    print(saving.saved(str(path)))
    return ExitCode.FINE


def profile_for_people() -> str:
    """Return the profile of a table that a person saves: what spreadsheets of the language open rightly."""
    usual = "semicolon" if fleet.SEPARATOR == ";" else "generic"
    return TRANSLATED_PROFILES.get(current_language(), usual)


def _page(office: Office, report: Report) -> bytes:
    with open_store(office.folder) as (store, _):
        return page_of(report, store)


def _month_end(office: Office, report: Report) -> bytes:
    with open_store(office.folder) as (store, _):
        past = store.readings.past(needed_since(report), datetime.fromisoformat(report["scan"]["began"]))
        known = [entry for _, entry in store.readings.latest_entries()]
    return month_end_csv(month_end_rows(report, past, known), last_month_end(report))


def latest(office: Office) -> tuple[Report, Letter | None]:
    """Return the report of the last scan, and its letter where it queued one."""
    with open_store(office.folder) as (store, identity):
        record = store.scans.last_closed()
        if record is None:
            raise AgentError(commands.NO_SCAN_YET)
        letter = store.letters.of_run(record.run_number) if record.run_number is not None else None
        if letter:
            report: Report = json.loads(letter.report)
            return report, letter
        refuse_lost(record, store)
        who = sender(office.settings, identity)
        return report_without_letter(record.summary, store, who, new_id()), None
