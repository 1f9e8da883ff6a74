"""Closings: a day previewed and frozen, what was frozen, the meters that are missing or read by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from agent.core.report_format.closing import signature_line
from cloud.core import keys, messages
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings.closing_csv import XML, csv_of_closing, table_names, xml_of_closing
from cloud.core.closings.closing_file import line_json
from cloud.core.closings.counted import KINDS
from cloud.core.closings.heads import standing
from cloud.core.closings.missing_meters import is_missing
from cloud.core.decisions import Word
from cloud.core.portal.decided import BOARD, BY_HAND, CLOSING, METERS
from cloud.jobs.closings.ask_meters import mail_for
from cloud.jobs.closings.frozen import file_bytes, head_or_error, heads
from cloud.jobs.closings.late import late_readings
from cloud.jobs.closings.preview import preview
from cloud.jobs.portal.deed_closings import day_of
from cloud.jobs.portal.device import device_detail
from cloud.jobs.portal.fleet import office_names
from cloud.jobs.portal.last import last_decision
from cloud.portal.drawing import page
from cloud.portal.pages.fleet import csv_file
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from cloud.core.closings.heads import ClosingHead
    from cloud.portal.visit import Visit

FILES = {"closing": "closing.json", "signature": "closing.sig"}
MOST_ROWS = 200  # devices of one page; the files have all


def show(visit: Visit) -> Response:
    """Draw the frozen closings, and the form that previews a day."""
    table, dealer = visit.portal.archive.table, visit.person.dealer
    all_heads = heads(table, dealer)
    valid = {one.sha256 for one in standing(all_heads)}
    names = office_names(table, dealer)
    return page(visit, "closings.html", heads=all_heads[::-1][:MOST_ROWS], valid=valid, names=names)


def show_day(visit: Visit) -> Response:
    """Draw the closing of a day as it would be now, and the form that freezes it."""
    table, given = visit.portal.archive.table, visit.given
    closed_on = day_of("closed_on", given.get("closed_on", ""))
    found = preview(table, visit.person, closed_on, given.get("site", ""), visit.now)
    missing: dict[str, int] = {}
    for line in found.lines:
        if is_missing(line):
            missing[line.site] = missing.get(line.site, 0) + 1
    return page(
        visit,
        "closing_day.html",
        found=found,
        devices=[line_json(line) for line in found.lines[:MOST_ROWS]],
        more=max(0, len(found.lines) - MOST_ROWS),
        missing=missing,
        replaces=given.get("replaces", ""),
        seen=_version(visit, CLOSING),
        names=office_names(table, visit.person.dealer),
    )


def show_one(visit: Visit) -> Response:
    """Draw a frozen closing, with what came late for it."""
    table = visit.portal.archive.table
    head = _head(visit)
    document = json.loads(file_bytes(table, head))
    is_standing = head in standing(heads(table, visit.person.dealer))
    return page(
        visit,
        "closing.html",
        head=head,
        devices=document["devices"][:MOST_ROWS],
        more=max(0, len(document["devices"]) - MOST_ROWS),
        is_standing=is_standing,
        late=late_readings(table, visit.person, head, visit.now) if is_standing else [],
        zones=document["zones"],
        files=FILES,
        tables=table_names(),
        names=office_names(table, visit.person.dealer),
    )


def download(visit: Visit) -> Response:
    """Return a frozen closing's file, its signature, or (with `as`) a table of it."""
    table, given, head = visit.portal.archive.table, visit.given, _head(visit)
    name = f"closing-{head.closed_on.isoformat()}"
    if "as" in given:
        document = json.loads(file_bytes(table, head))
        names = office_names(table, visit.person.dealer)
        if given["as"] == XML:
            return _file(xml_of_closing(document, names), f"{name}.xml")
        return csv_file(csv_of_closing(document, given["as"], names), f"{name}.csv")
    if given.get("part") == "signature":
        return _file(signature_line(head.signature), f"{name}.sig")
    return _file(file_bytes(table, head), f"{name}.json")


def show_mail(visit: Visit) -> Response:
    """Draw the mail that asks an office for its missing meters, before it is sent."""
    given, person = visit.given, visit.person
    site, closed_on = given.get("site", ""), day_of("closed_on", given.get("closed_on", ""))
    if not site:
        raise ProblemDetails(400, "site", "site is missing.")
    word = Word(person.name, visit.now, "")
    mail = mail_for(visit.portal.archive.table, person.dealer, site, closed_on, word)
    seen = _version(visit, METERS, site)
    return page(visit, "closing_mail.html", mail=mail, site=site, closed_on=closed_on, seen=seen)


def show_meter(visit: Visit) -> Response:
    """Draw the forms for a meter that a person read, and for a changed board."""
    device = visit.given.get("device", "")
    detail = device_detail(visit.portal.archive.table, visit.person, device, visit.now)
    return page(
        visit,
        "closing_meter.html",
        row=detail.row,
        office=detail.office,
        kinds=KINDS,
        seen_by_hand=_version(visit, BY_HAND, device),
        seen_board=_version(visit, BOARD, device),
    )


def _head(visit: Visit) -> ClosingHead:
    return head_or_error(visit.portal.archive.table, visit.person.dealer, visit.given.get("id", ""))


def _version(visit: Visit, *subject: str) -> str:
    last = last_decision(visit.portal.archive.table, visit.person.dealer, keys.subject(*subject))
    return last.version if last else ""


def _file(octets: bytes, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(octets, media_type="application/octet-stream", headers=headers)


PAGES = (
    Page("/closings", "closings", show, title=lambda: messages.closings.TITLE, place=4),
    Page("/closings/day", "closings", show_day),
    Page("/closings/one", "closings", show_one),
    Page("/closings/file", "closings", download),
    Page("/closings/ask", "closings", show_mail),
    Page("/closings/meter", "closings", show_meter),
)
