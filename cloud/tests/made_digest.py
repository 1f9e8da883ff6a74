"""A digest that has every kind of finding in all its ways of saying it."""

from datetime import UTC, date, datetime, timedelta, timezone

from cloud.core.analysis import finding
from cloud.core.analysis.finding import Finding
from cloud.core.digest.values import Digest, Line, RefusedMail, Stranger, sorted_lines
from cloud.core.messages import analysis

Details = dict[str, str | int | None]

DAY = date(2026, 3, 4)
SITE = "hill-street"
SINCE = "2026-03-03"
BERLIN = timezone(timedelta(hours=1))
LAST = datetime(2026, 3, 2, 0, 30, tzinfo=BERLIN)  # in UTC it was still the day before
HALL: Details = {"device": "d", "printer": "Hall, LaserJet 4", "serial_number": "CN1234"}
BLACK: Details = {
    "supply": "black toner",
    "supply_type": "toner",
    "colorant": "black",
    "part_number": "W1420A",
}
SPAN: Details = {"earliest": "2026-03-08", "likely": "2026-03-12", "latest": "2026-03-20"}
WASTE: Details = {
    "supply": "waste toner container",
    "supply_type": "wasteToner",
    "colorant": "black",
    "part_number": None,
}


def silent(missed: int) -> Finding:
    """Return that an office has not reported."""
    details: Details = {
        "last_report": LAST.astimezone(UTC).isoformat(),
        "last_day": "2026-03-02",
        "missed_days": missed,
    }
    text = analysis.silent(LAST.date(), missed)
    return Finding(finding.SILENT, SITE, f"late {missed}", text, missed > 1, details, SINCE)


def chain(what: str, first: int, last: int, text: str) -> Finding:
    """Return a finding about some runs."""
    details: Details = {"agent": "a-1", "first_run": first, "last_run": last}
    return Finding(finding.CHAIN, SITE, f"a-1 {what} {first}", text, details=details, since=SINCE)


def of_hall(kind: str, subject: str, text: str, **details: str | int | None) -> Finding:
    """Return a finding about one printer; a stop, and what has to leave today, is urgent."""
    urgent = kind == finding.STANDSTILL or details.get("send_by") == DAY.isoformat()
    return Finding(kind, SITE, subject, text, urgent, {**HALL, **details}, SINCE)


FOUND = (
    silent(1),
    silent(1234),
    Finding(finding.SILENT, SITE, "never", analysis.NEVER_REPORTED, since=SINCE),
    of_hall(
        finding.STANDSTILL,
        "d",
        "Paper jam; door open.",
        reasons="media-jam-error door-open-error",
    ),
    of_hall(
        finding.SHIP,
        "d 1",
        analysis.ship("black toner", 7, DAY, date(2026, 3, 8)),
        **{**BLACK, **SPAN, "percent_left": 7, "send_by": "2026-03-04"},
    ),
    of_hall(
        finding.SHIP,
        "d 2",
        analysis.ship("waste toner container", 3, date(2026, 3, 9), None),
        **{**WASTE, "percent_left": 3, "send_by": "2026-03-09"},
        earliest=None,
        latest=None,
    ),
    Finding(
        finding.SHIP_STOPPED,
        SITE,
        "old readings",
        analysis.ship_stopped(2, finding.OLD.days, date(2026, 2, 10)),
        details={"printers": 2, "last_read": "2026-02-10"},
        since=SINCE,
    ),
    of_hall(
        finding.ORDER_STOPPED,
        "d 1 toner black",
        analysis.order_stopped("black toner", "retired"),
        **BLACK,
        trouble="retired",
    ),
    of_hall(
        finding.DEVICE_SILENT,
        "d",
        analysis.device_silent(5, date(2026, 2, 26)),
        missed_days=5,
        last_read="2026-02-26",
    ),
    of_hall(finding.DEVICE_GONE, "d", analysis.device_gone(date(2026, 1, 30)), last_read="2026-01-30"),
    of_hall(finding.DEVICE_NEW, "d", analysis.DEVICE_NEW),
    of_hall(finding.DEVICE_NEW, "d back", analysis.DEVICE_BACK),
    of_hall(
        finding.METER,
        "d two_sites",
        analysis.two_sites(["hill-street", "lake road"]),
        flag=finding.TWO_SITES,
        sites="hill-street lake road",
        site_ids="hill-street\nlake road",
    ),
    of_hall(
        finding.METER,
        "d counter_fell",
        analysis.counter_fell(12877, 50),
        flag=finding.COUNTER_FELL,
        before=12877,
        after=50,
    ),
    chain(finding.MISSING, 3, 3, analysis.runs_missing(3, 3)),
    chain(finding.MISSING, 7, 9, analysis.runs_missing(7, 9)),
    chain(finding.FORKED, 5, 5, analysis.run_disputed(5)),
    chain(finding.OTHER_PAST, 6, 6, analysis.other_past(6)),
    Finding(
        finding.FAILED,
        SITE,
        "analysis",
        analysis.failed("KeyError"),
        urgent=True,
        details={"error": "KeyError"},
        since=SINCE,
    ),
)


def made_digest(language: str) -> Digest:
    """Return the digest in a language."""
    strangers = (
        Stranger("a-2", "ab" * 32, "Lake Road", follows="Hill Street", knows_code=True, days=2),
        Stranger("a-3", "cd" * 32, "", days=1),
    )
    return Digest(
        dealer="acme",
        name="Acme Office",
        day=DAY,
        offices=1234,
        printers=2345,
        lines=sorted_lines(Line(one, "Hill Street", LAST) for one in FOUND),
        strangers=strangers,
        refusals=(RefusedMail(datetime(2026, 3, 3, 7, 5, tzinfo=UTC), "unsigned", "mail/0123"),),
        strangers_more=1,
        language=language,
    )
