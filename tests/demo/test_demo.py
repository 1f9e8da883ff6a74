"""The demo as people start it: a child in an empty home; and its office, asked device by device."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import pairwise, repeat
from pathlib import Path

import pytest

from agent.commands.demo import office_agents
from agent.core.discovery.rate_limits import LOOPBACK_RATE, Pace
from agent.core.discovery.sweep import ROUND_WAIT, Found, Step, make_probes
from agent.core.messages import devices, set_language
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.model.printer import COUNTED, Counters
from agent.core.report_format.signatures import new_signing_key, public_key_of, seed_of, sign, verify_report
from agent.demo.changed_printers import KNOWN, NETWORK
from agent.demo.made_up_printers import OFFICE, USER_NAME
from agent.demo.mailbox import ArrivedMail, check_mail, open_mail, remember_past
from agent.demo.past import days_before
from agent.demo.simulator import serve
from agent.edge.store import Store
from agent.edge.udp import sweep
from agent.ui.terminal import printers_table
from tests.support.made_pages import BEGAN, a_reading
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[2]
LONGEST = 60.0  # seconds that the demo may take beside other load; alone it takes three
KEPT = {"report.html", "mail.eml", "meters.json", "meters.sig", "meters.csv", "data"}
NEW = ("Archive", "Training room")
SEED = bytes(range(32))
REPORT = json.dumps({"schema": "meters-report/1", "run_number": 1, "agent": {}}).encode()


@dataclass(frozen=True, slots=True)
class Shown:
    """One run of the demo: where its home was, how it ended, what it said, seconds it took."""

    home: Path
    code: int
    said: str
    errors: str
    seconds: float


def start(home: Path, *options: str) -> subprocess.Popen[str]:
    """Start the demo where home, temporary folder and working directory are empty, without a keyring."""
    for name in ("tmp", "cwd"):
        (home / name).mkdir(parents=True)
    places = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(ROOT)}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "DBUS_SESSION_BUS_ADDRESS": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "agent", "demo", *options],
        cwd=home / "cwd",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **places, **keyring},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """Run the demo plainly and with --keep, at the same time: they mustn't meet."""
    homes = {name: tmp_path_factory.mktemp(name) for name in ("plain", "kept")}
    began = time.monotonic()
    children = {
        "plain": start(homes["plain"]),
        "kept": start(homes["kept"], "--keep", str(homes["kept"] / "kept")),
    }
    shown = {}
    for name, child in children.items():
        said, errors = child.communicate(timeout=PATIENCE)
        shown[name] = Shown(homes[name], child.returncode, said, errors, time.monotonic() - began)
    return shown


@pytest.mark.parametrize("name", ["plain", "kept"])
def test_the_demo_ends_well_and_soon(runs: dict[str, Shown], name: str) -> None:
    assert (runs[name].code, runs[name].errors) == (0, "1 report sent to office@demo.example.\n")
    assert runs[name].seconds < LONGEST
    assert "delivered and verified" in runs[name].said


def test_a_second_demo_in_the_same_folder_ends_as_well(tmp_path: Path) -> None:
    for home in ("first", "second"):
        with start(tmp_path / home, "--keep", str(tmp_path / "kept")) as demo:
            said, errors = demo.communicate(timeout=PATIENCE)
        assert demo.returncode == 0, said + errors


def test_the_table_has_eight_printers_and_what_they_need(runs: dict[str, Shown]) -> None:
    lines = runs["plain"].said.splitlines()
    assert "5 of 11 printers need attention." in lines
    for device in NETWORK:
        rows = [line for line in lines if device.printer and device.printer.serial_number in line]
        assert len(rows) == (1 if device.printer else 0)
        assert all(line.startswith(device.location) for line in rows)
    assert "  ! Warehouse, Lexmark MS-D510: paper jam; black toner is empty." in lines
    assert "  - Reception, HP Color LaserJet D400: magenta toner is low (7%)." in lines
    assert any(devices.not_a_printer(None, 78) in line for line in lines)


def test_the_demo_leaves_nothing_behind(runs: dict[str, Shown]) -> None:
    home = runs["plain"].home
    assert sorted(path.relative_to(home).as_posix() for path in home.rglob("*")) == ["cwd", "tmp"]


def test_keep_leaves_its_folder_and_nothing_else(runs: dict[str, Shown]) -> None:
    home = runs["kept"].home
    assert {path.name for path in home.iterdir()} == {"cwd", "tmp", "kept"}
    assert {path.name for path in (home / "kept").iterdir()} == KEPT
    assert list((home / "tmp").iterdir()) == list((home / "cwd").iterdir()) == []
    assert str(home / "kept" / "report.html") in runs["kept"].said


def test_what_is_kept_parses_and_verifies(runs: dict[str, Shown]) -> None:
    kept = runs["kept"].home / "kept"
    data = (kept / "meters.json").read_bytes()
    assert verify_report(data, (kept / "meters.sig").read_text(), None).integrity == "valid"
    printers = json.loads(data)["printers"]
    assert {p["location"]: p["snmp_version"] for p in printers} == {
        device.location: max(device.versions, default="2c") for device in NETWORK if device.printer
    }
    assert {p["location"] for p in printers if p["read_status"] != "ok"} == {"Workshop"}  # switched off
    assert [p["location"] for p in printers if "charset_guessed" in p["flags"]] == []
    mail = open_mail((kept / "mail.eml").read_bytes())
    assert mail.attachments["meters.json"] == data
    assert "Meeting room München" in mail.page
    page = (kept / "report.html").read_text("utf-8")
    assert page.count("<article") == len(printers)
    assert page.count('class="pages"') == len(printers) - 1 - len(NEW)  # labels are counted in feet


def test_the_made_up_past_gives_use_and_dates_and_says_that_it_is_made_up(runs: dict[str, Shown]) -> None:
    assert "The history of 90 days is made up." in runs["plain"].said
    printers = json.loads((runs["kept"].home / "kept" / "meters.json").read_bytes())["printers"]
    assert {p["location"] for p in printers if p["usage"] is None} == {"Shipping", *NEW}
    flags = {p["location"]: set(p["flags"]) for p in printers if p["flags"]}
    assert flags == {"Archive": {"new_device"}, "Training room": {"new_device", "printer_replaced"}}
    dates = [s["empties"] for p in printers for s in p["supplies"] if s["percent_left"]]
    assert len([date for date in dates if date]) > len(dates) * 3 / 4


def test_the_made_up_past_leads_up_to_what_the_printers_say_today() -> None:
    office = [a_reading(device) for device in KNOWN]
    days = list(days_before(office, BEGAN.date()))
    assert [day for day, _ in days] == [BEGAN.date() - timedelta(days=ago) for ago in range(90, 0, -1)]
    for today in office:
        serial = today.printer.identity.serial_number
        past = [r for _, readings in days for r in readings if r.printer.identity.serial_number == serial]
        lives = [reading.printer.life_count for reading in (*past, today)]
        values = [life.value for life in lives if life]
        assert values == sorted(values)
        assert values[0] < values[-1]
        assert len(past) == {"DEMO0EP580": 83, "DEMO0LX310": 88}.get(serial or "", 90)
        for before, after in pairwise(reading.printer.counters for reading in (*past, today)):
            if before and after:
                assert_adds_up(before)
                assert all(b <= a for b, a in zip(numbers_of(before), numbers_of(after), strict=True))


def numbers_of(counters: Counters) -> list[int]:
    """Return all counters that were read, in the order of their names."""
    groups = (getattr(counters, group) for group in COUNTED)
    values = (getattr(group, field.name) for group in groups for field in fields(group))
    return [value for value in values if value is not None]


def assert_adds_up(counters: Counters) -> None:
    """Fail where colours or functions don't give their total."""
    every = counters.impressions
    if every.monochrome is not None:
        assert every.total == every.monochrome + (every.full_color or 0)
    if counters.copy.total is not None and counters.fax.total is not None:
        assert counters.print.total is not None
        assert every.total == counters.print.total + counters.copy.total + counters.fax.total


@pytest.mark.parametrize(
    ("place", "counts"),
    [
        ("Reception", (46_102, 14_862, None, None, None)),
        ("Accounts", (12_590, None, None, None, None)),
        ("Sales", (196_882, 34_223, 74_386, 2_905, 44_120)),
        ("Café, first floor", (30_575, 11_886, 9_080, None, 8_444)),
        ("Warehouse", (154_006, None, None, None, None)),
        ("Meeting room München", (86_280, 24_760, 28_124, 1_204, 26_550)),
    ],
)
def test_the_makers_own_objects_are_read_back_as_billing_counters(
    place: str, counts: tuple[int | None, ...]
) -> None:
    device = next(device for device in OFFICE if device.location == place)
    counters = a_reading(device).printer.counters
    assert counters is not None
    assert counters.source.startswith("vendor:")
    every = counters.impressions
    others = (counters.copy.total, counters.fax.total, counters.scan.total)
    assert (every.total, every.full_color, *others) == counts  # total, colour, copies, faxes, scans


def test_one_printer_has_no_billing_counter() -> None:
    device = next(device for device in OFFICE if device.location == "Studio")
    counters = a_reading(device).printer.counters
    assert counters is None or counters.impressions.total is None


def test_the_silent_and_the_replaced_printer_are_told(runs: dict[str, Shown]) -> None:
    report = json.loads((runs["kept"].home / "kept" / "meters.json").read_bytes())
    assert [row["id"] for row in report["silent_known"]] == ["demo-DEMO0LX310"]
    assert [row["serial_number"] for row in report["retired"]] == ["DEMO0HP120"]


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal_and_serial_numbers_stay_whole(
    runs: dict[str, Shown], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    report = json.loads((runs["kept"].home / "kept" / "meters.json").read_bytes())
    monkeypatch.setenv("COLUMNS", str(columns))
    table = printers_table(report)
    assert max(map(len, table.splitlines())) <= columns
    assert all(printer["serial_number"] in table for printer in report["printers"])


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_terminal_of_eighty_columns_shows_what_is_billed_in_a_few_lines(
    runs: dict[str, Shown], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    report = json.loads((runs["kept"].home / "kept" / "meters.json").read_bytes())
    monkeypatch.setenv("COLUMNS", "80")
    set_language(language)
    rows = printers_table(report).split("\n\n")[0].splitlines()
    set_language("en")
    assert len(rows) <= 3 * len(report["printers"])
    billed = [entry["impressions"]["total"] for entry in report["printers"] if entry["impressions"]]
    assert len(billed) >= 5
    point = {"en": ",", "de": "."}[language]
    assert all(any(f" {total:,}".replace(",", point) in row for row in rows) for total in billed)


def test_a_demo_in_the_folder_of_an_earlier_one_makes_up_no_second_past(tmp_path: Path) -> None:
    homes = {device.mac_address: Endpoint("127.0.0.1") for device in NETWORK}
    with Store.open(tmp_path / "agent.db", BEGAN) as store:
        remember_past(store, homes, BEGAN)
        past = store.readings.past(BEGAN - timedelta(days=100))
        remember_past(store, homes, BEGAN + timedelta(days=1))
        assert store.readings.past(BEGAN - timedelta(days=100)) == past
    assert len(past) == len(KNOWN)


def answering(version: str, *, user: User) -> set[str]:
    """Return the places of the devices that answer one question of this version within half a second."""
    probes = [p for p in make_probes((Secret("public"),), 1) if p.version == version]
    with serve(office_agents(repeat("127.0.0.1"), user)) as agents:
        places = {agent.endpoint: device.location for agent, device in zip(agents, NETWORK, strict=True)}
        steps = dict.fromkeys(places, (Step(0.0, tuple(probes)), Step(ROUND_WAIT)))
        events = list(sweep(steps, probes, Pace(LOOPBACK_RATE, 1)))
    return {places[event.endpoint] for event in events if isinstance(event, Found)}


@pytest.mark.parametrize(
    ("version", "silent"),
    [
        ("1", {"Accounts", "Meeting room München", "Workshop"}),
        ("2c", {"Accounts", "Meeting room München", "Shipping", "Workshop"}),
        ("3", {device.location for device in NETWORK} - {"Meeting room München"}),
    ],
)
def test_special_devices_are_special(version: str, silent: set[str]) -> None:
    user = User(USER_NAME, "SHA", Secret("a passphrase of the test"))
    assert {device.location for device in NETWORK} - answering(version, user=user) == silent


MAIL = ArrivedMail(b"", "<p>", {"meters.json": REPORT, "meters.sig": sign(SEED, REPORT).encode()})


def test_a_mail_that_arrived_as_it_was_signed_is_taken() -> None:
    check_mail(MAIL, public_key_of(SEED))


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, attachments={**MAIL.attachments, "meters.json": REPORT + b" "}),
        replace(MAIL, attachments={"meters.json": REPORT}),
        replace(MAIL, attachments={**MAIL.attachments, "meters.sig": b"\xff"}),
        replace(MAIL, page=""),
        open_mail(b"Subject: nothing of ours\r\n\r\nhello\r\n"),
        open_mail(b""),
    ],
)
def test_a_mail_that_was_changed_on_its_way_is_refused(mail: ArrivedMail) -> None:
    with pytest.raises(AgentError):
        check_mail(mail, public_key_of(SEED))


def test_a_mail_signed_by_somebody_else_is_refused() -> None:
    other = seed_of(new_signing_key(bytes(32)))
    with pytest.raises(AgentError):
        check_mail(MAIL, public_key_of(other))
