"""One device, and the signed reports behind its figures."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response

from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.device import Proof
from cloud.jobs.portal.device import device_detail
from cloud.jobs.portal.raw_report import raw_report
from cloud.jobs.portal.zones import zone_of_office
from cloud.portal.drawing import page
from cloud.portal.routes import Page

if TYPE_CHECKING:
    from cloud.portal.visit import Visit

MOST_CHANGES = 50  # of one page: an address may change each day
A_YEAR = timedelta(days=365)
_HEX = re.compile("[0-9a-f]{64}", re.ASCII)
LONGEST = 200  # characters of an agent's id
PARTS = {"report": "meters.json", "signature": "meters.sig", "mail": "mail.eml"}


def show(visit: Visit) -> Response:
    """Draw a device's story."""
    detail = device_detail(visit.portal.archive.table, visit.person, visit.given.get("id", ""), visit.now)
    reported = str(detail.row.cell("ReadingTime") or "")
    zone = zone_of_office(visit.portal.archive.table, visit.person, detail.row.site, reported)
    return page(
        visit,
        "device.html",
        detail=detail,
        zone=zone,
        year_ago=visit.now.date() - A_YEAR,
        most_changes=MOST_CHANGES,
    )


def report(visit: Visit) -> Response:
    """Return a raw report, its signature or its mail for download, as it came."""
    given = visit.given
    part = given.get("part", "report")
    if part not in PARTS:
        raise ProblemDetails(400, "part", f"part is one of {', '.join(PARTS)}.")
    archive = visit.portal.archive
    found = raw_report(archive.table, archive.mails, visit.person, proof_of(given))
    octets = {"report": found.report, "signature": found.signature.encode(), "mail": found.mail}[part]
    headers = {
        "content-disposition": f'attachment; filename="{PARTS[part]}"',
        "meters-signature": "valid" if found.is_proven else "invalid",
    }
    # Whatever a report holds, a browser opens none of it.
    return Response(octets, media_type="application/octet-stream", headers=headers)


def proof_of(given: dict[str, str]) -> Proof:
    """Return the report that an address names; ProblemDetails (400) where it names none."""
    agent, run = given.get("agent", ""), given.get("run", "")
    key, digest = given.get("key", ""), given.get("sha256", "")
    is_named = (
        0 < len(agent) <= LONGEST and agent.isprintable() and _HEX.fullmatch(key) and _HEX.fullmatch(digest)
    )
    if not is_named or not re.fullmatch("[1-9][0-9]{0,8}", run, re.ASCII):
        raise ProblemDetails(400, "report", "A report is named by agent, key, run and sha256.")
    return Proof(agent, key, int(run), digest)


PAGES = (Page("/device", "device", show), Page("/device/report", "report", report))
