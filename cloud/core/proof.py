"""The bytes of a report to a proven report: whole under its own key, of the schema, not from the future.

Whose key that is, is another question: core/trust.py.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

import agent.core.report_format
from agent.core.report_format.document import SCHEMA
from agent.core.report_format.enrolment import Enrolment
from agent.core.report_format.signatures import sha256_of, verify, vouched_by
from cloud.core.bounds import check_depth, check_values
from cloud.core.refused_mail import Refused
from cloud.core.trust import Succession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.report_format.received import ReceivedReport
    from agent.core.report_format.received_printer import ReceivedPrinter
    from cloud.core.incoming_mail import OpenedMail

AHEAD_FOR = timedelta(hours=26)  # a clock may stand in another time zone; more is a wrong clock
MAX_RUN = 10**9
MAX_PRINTERS = 20_000
MAX_NAME = 1000  # characters of an id
MAX_ENTRY = 200_000  # octets of one printer's entry; an item of the table holds 400 KB
# A date outside of them is a wrong clock's, and every calculation with one inside works.
YEARS = range(2000, 2101)

RUN_NUMBERS = frozenset({"run_number", "last_run_number"})
SCHEMA_FILE = "meters-report-1.schema.json"


@dataclass(frozen=True, slots=True)
class Proven:
    """A report whose bytes are whole under the key that they carry.

    `key` is the public key in hex, `content` the object of meters.json, `made_at` its scan.began in UTC,
    `arrived` when the mail that brought it came in (aware).
    """

    content: ReceivedReport
    sha256: str
    agent: str
    key: str
    run: int
    made_at: datetime
    arrived: datetime

    @property
    def public_key(self) -> str:
        """The key as the report writes it, in base64."""
        return self.content["agent"].get("public_key") or ""

    @property
    def enrolment(self) -> Enrolment | None:
        """What it says of its enrolment; that proves nothing without the code."""
        said = self.content["site"].get("enrolment")
        return Enrolment(said["code_id"], said["proof"]) if said else None

    @property
    def succession(self) -> Succession | None:
        """The key that this one follows, by that key's own signature; None where it follows none."""
        agent = self.content["agent"]
        previous = vouched_by(agent)
        if previous is None or key_in_hex(previous) == self.key:
            return None
        # In every report since: the first of them that comes in tells from which run on.
        change = agent.get("key_change")
        run = (change.get("run_number") if change else None) or self.run
        return Succession(key_in_hex(previous), self.key, min(run, self.run))


def prove(opened: OpenedMail, arrived: datetime) -> Proven:
    """Return the proven report of a mail that arrived at `arrived` (aware), Refused if it is none."""
    document = _content(opened.report)
    _check_kind(document.get("schema"))
    _check_schema(document)
    _check_values(document)
    content = cast("ReceivedReport", document)  # that is what the schema says
    run = content.get("run_number")
    if run is None:
        raise Refused("no_run")
    if opened.signature is None:
        raise Refused("unsigned")
    public_key = content["agent"].get("public_key")
    if public_key is None or not verify(public_key, opened.report, opened.signature):
        raise Refused("bad_signature")
    _check_sizes(content, len(opened.report))
    return Proven(
        content=content,
        sha256=sha256_of(opened.report),
        agent=content["agent"]["id"],
        key=key_in_hex(public_key),
        run=run,
        made_at=_check_times(content, arrived),
        arrived=arrived,
    )


def key_in_hex(public_key: str) -> str:
    """Return a public key of base64 in hex: base64 has several spellings of one key, hex has one."""
    return base64.b64decode(public_key, validate=True).hex()


def moment(text: str) -> datetime:
    """Return a time of the report in UTC; Refused if there is no such time."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("not_a_report", f"no time: {text[:40]}") from error


def utc(time: datetime) -> str:
    """Return a time in UTC as keys have it: they sort as the times do. Below milliseconds is cut."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def compact(entry: Mapping[str, Any]) -> bytes:
    """Return the JSON of an entry as the table holds it."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _content(report: bytes) -> dict[str, Any]:
    try:
        text = report.decode("utf-8")
        content = json.loads(text, parse_constant=_no_number)
        if "\\ud" in text.lower():  # half a surrogate has no UTF-8 form
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refused("not_json") from error
    if not isinstance(content, dict):
        raise Refused("not_json")
    check_depth(content)
    return content


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _check_kind(kind: object) -> None:
    name, _, version = SCHEMA.partition("/")
    if kind == SCHEMA:
        return
    found = re.fullmatch(rf"{re.escape(name)}/([0-9]{{1,9}})", kind) if isinstance(kind, str) else None
    if found:
        raise Refused("newer_schema" if int(found[1]) > int(version) else "older_schema", found[0])
    raise Refused("not_a_report", "schema")


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    schema = files(agent.core.report_format).joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(schema))


def _check_schema(content: dict[str, Any]) -> None:
    try:
        if _validator().is_valid(content):
            return
        error = next(iter(_validator().iter_errors(content)))
    except ValueError as failure:  # nested deeper than the validator goes, numbers larger than it takes
        raise Refused("not_a_report", str(failure)[:200]) from failure
    path = "/".join(map(str, error.instance_path))
    raise Refused("not_a_report", path[:200])


def _check_values(content: dict[str, Any]) -> None:
    check_values(content)
    # JSON Schema takes 1.0 for a whole number; keys are made of whole ones alone.
    agent = content["agent"]
    numbers = (content, agent.get("key_change") or {}, agent.get("follows") or {})
    for number in (n for holder in numbers for name, n in holder.items() if name in RUN_NUMBERS):
        if number is not None and (type(number) is not int or not 1 <= number <= MAX_RUN):
            raise Refused("not_a_report", f"a run's number: {number!r}"[:200])


def _check_sizes(content: ReceivedReport, octets: int) -> None:
    agent, site = content["agent"], content["site"]
    names = [agent["id"], content["report_id"], site["id"], agent["version"], site.get("name")]
    follows = agent.get("follows")
    names += [agent.get("platform"), follows["id"] if follows else None]
    if max(len(name or "") for name in names) > MAX_NAME:
        raise Refused("not_a_report", "too long a name")
    if len(content["printers"]) > MAX_PRINTERS:
        raise Refused("too_large", f"{len(content['printers'])} printers")
    # Written anew a number may be longer than it came: 1e9 is 1000000000.0.
    if octets > MAX_ENTRY // 4 and max(map(len, map(compact, content["printers"])), default=0) > MAX_ENTRY:
        raise Refused("too_large", "one printer's entry")


def _check_times(content: ReceivedReport, arrived: datetime) -> datetime:
    """Return when the scan began; Refused if it, or a reading, is from after the mail."""
    began, ended = map(moment, (content["scan"]["began"], content["scan"]["ended"]))
    read = [moment(entry["read_at"]) for entry in content["printers"] if entry["read_at"]]
    if max((began, ended, *read)) > arrived + AHEAD_FOR:
        raise Refused("dated_ahead")
    if min((began, ended, *read)).year not in YEARS or any(map(_is_dated_wrong, content["printers"])):
        raise Refused("dated_wrong")
    return began


def _is_dated_wrong(entry: ReceivedPrinter) -> bool:
    supplies = entry.get("supplies") or ()
    forecasts: Iterator[Mapping[str, Any]] = (supply.get("empties") or {} for supply in supplies)
    days = (forecast.get(end) for forecast in forecasts for end in ("earliest", "likely", "latest"))
    return any(day is not None and int(day[:4]) not in YEARS for day in days)
