"""How large a letter is as a message: the form that a server takes, and reports that are made to fit."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.server import MailServer
from agent.core.mail.size import (
    LARGEST_MESSAGE,
    LONGEST_TEXT,
    Parts,
    attached_size,
    fits,
    message_within,
    short_html,
    smallest_size,
)
from agent.core.mail.smtp_reply import LetterRefusedError
from agent.core.model.printer import Alert
from agent.core.model.records import Delivery, Illustrated, Letter
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Sender
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.edge.smtp import handed_in, send
from agent.edge.store import Store
from agent.jobs.report import LetterInputs, close_with_letter
from agent.jobs.scan import Finished
from tests.support.command_line import attached
from tests.support.report_schema import flaws_of
from tests.support.scripted_smtp import scripted
from tests.support.store_samples import NOW, a_device, a_reading

if TYPE_CHECKING:
    from pathlib import Path

SENDER, OFFICE = "meters@office.test", "office@office.test"
REPORT, CSV = b'{"schema": "meters-report/1"}\n' * 2000, b"a,b\r\n" * 500
PICTURE = b"\x89PNG" + bytes(range(256)) * 400
PAGE = '<p>ü</p><img src="cid:pages.r-1@meters.invalid" alt="9 pages &gt; 8" width="5"><p>' + "ä" * 20_000
TEXT = "4 of 8 printers need attention.\n- One & <two>\n\n-- data --\nKEY = value\n"
LETTER = Letter(
    "r-1", 7, NOW, REPORT, "c2ln", CSV, "[meters] x", TEXT, PAGE, {"pages.r-1@meters.invalid": PICTURE}
)
DELIVERY = Delivery("<r-1.0@meters.invalid>", 7, NOW, "waiting", 0, NOW, None, None)


def message(limit: int | None, letter: Letter = LETTER) -> bytes:
    return message_within(limit, letter, DELIVERY, SENDER, [OFFICE], NOW)


def test_pictures_go_first_then_the_page_and_never_the_report() -> None:
    whole = message(None)
    assert message(len(whole)) == whole
    without = message(len(whole) - 1)
    assert b"image/png" not in without
    assert attached(without)["text/html"].startswith("<p>ü</p>9 pages &gt; 8<p>ää".encode())
    short = message(len(without) - 1)
    assert b"One &amp; &lt;two&gt;" in attached(short)["text/html"]
    assert b"KEY" not in attached(short)["text/html"]
    assert message(1) == short
    for form in (whole, without, short):
        files = attached(form)
        assert (files["meters.json"], files["meters.csv"], files["meters.sig"]) == (REPORT, CSV, b"c2ln")
        assert files["text/plain"].decode().replace("\r\n", "\n") == TEXT


def test_a_letter_is_never_larger_than_what_most_servers_take() -> None:
    large = replace(LETTER, pictures={"pages.r-1@meters.invalid": bytes(8_000_000)})
    assert len(message(None, large)) < LARGEST_MESSAGE
    assert len(message(20_000_000, large)) < LARGEST_MESSAGE


def test_the_short_page_is_short_and_harmless() -> None:
    page = short_html("<script>" * 10_000)
    assert "<script>" not in page
    assert len(page) < LONGEST_TEXT * 5


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, 1000, 99_999])
def test_what_a_file_takes_is_known_before_it_is_packed(size: int) -> None:
    empty, full = (message(None, replace(LETTER, report=b"x" * each)) for each in (0, size))
    assert 0 <= attached_size(b"x" * size) - (len(full) - len(empty)) <= 78  # one line, at the most


@pytest.mark.parametrize("sign", ["x", "ü", "=", "😀", "\n"])
def test_the_estimate_is_never_too_low(sign: str) -> None:
    letter = replace(LETTER, text=sign * 50_000)
    parts = Parts(letter.report, letter.csv, letter.text)
    assert len(message(1, letter)) <= smallest_size(parts)
    assert fits(parts, smallest_size(parts))
    assert not fits(parts, smallest_size(parts) - 1)


def handed(server: MailServer) -> None:
    with handed_in(server, None, SENDER, [OFFICE], message, BY_THE_RFC.divided(60)) as refused:
        assert refused == {}


@pytest.mark.parametrize(("offer", "has_picture"), [("SIZE 200000", False), ("SIZE 0", True), ("SIZE", True)])
def test_the_servers_own_limit_is_kept_where_it_is_smaller(offer: str, has_picture: bool) -> None:
    with scripted(EHLO=f"250-hi|250 {offer}") as (server, heard):
        handed(server)
    assert (b"Content-Type: image/png" in b"".join(heard.heard)) is has_picture
    (announced,) = [line for line in heard.heard if line.startswith(b"mail")]
    assert b" SIZE=" in announced


@pytest.mark.parametrize("step", ["MAIL", "dot"])
def test_a_letter_that_the_server_finds_too_large_is_told_as_such(step: str) -> None:
    script = {"EHLO": "250-hi|250 SIZE 10", step: "552 5.3.4 message size exceeds fixed limit"}
    with scripted(**script) as (server, _), pytest.raises(LetterRefusedError) as told:
        handed(server)
    assert told.value.too_large


def test_a_server_that_hangs_up_in_the_middle_is_told_for_what_it_said_before() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        served = threading.Thread(target=_refuse_early, args=(door,))
        served.start()
        server = MailServer("127.0.0.1", door.getsockname()[1], "none")
        large = replace(LETTER, report=bytes(6_000_000))
        with pytest.raises(LetterRefusedError, match=r"552 5\.3\.4") as told:
            send(server, None, SENDER, [OFFICE], message(None, large), BY_THE_RFC.divided(20))
        served.join()
    assert told.value.too_large


def _refuse_early(door: socket.socket) -> None:
    link, _ = door.accept()
    with link, link.makefile("rwb") as talk:
        for reply in (b"220 hi", b"250 hi", b"250 ok", b"250 ok", b"354 go"):
            talk.write(reply + b"\r\n")
            talk.flush()
            talk.readline()
        talk.write(b"552 5.3.4 too large\r\n")
        talk.flush()


LONG_ROWS = {"alerts": tuple(Alert(None, None, None, row, None, None, "ü" * 250, None) for row in range(40))}
SHORT_ROWS = {"console": ("x",) * 4000}  # as indented JSON they are twice as large as without


@pytest.mark.parametrize("tables", [LONG_ROWS, SHORT_ROWS])
def test_an_office_of_chatty_devices_makes_a_letter_that_fits_and_says_what_was_cut(
    tables: dict[str, Any], tmp_path: Path
) -> None:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        store.agents.identity("machine", "a-1", NOW)
        letter = letter_of_office(store, tables)
    report = json.loads(letter.report)
    assert flaws_of(report) == []
    assert len(report["printers"]) == CHATTY + 1
    cut = [printer for printer in report["printers"] if "entry_shortened" in printer["flags"]]
    assert cut
    ((name, rows),) = tables.items()
    assert all(printer["cut"] == {name: len(rows)} for printer in cut)
    assert "entry_shortened" not in report["printers"][0]["flags"]
    assert len(message(None, letter)) <= LARGEST_MESSAGE


CHATTY = 250  # devices


def letter_of_office(store: Store, tables: dict[str, Any]) -> Letter:
    scan = store.scans.begin(NOW, CHATTY)
    for number in range(CHATTY + 1):
        plain = a_reading(number)
        reading = replace(plain, printer=replace(plain.printer, **tables)) if number else plain
        store.readings.save(scan, a_device(number), reading, printer_entry(reading, f"d{number}", []))
    devices = list(store.readings.devices())
    facts = ScanFacts(NOW, NOW, ["10.0.0.0/24"], [], len(devices), 9, 8, [])
    finished = Finished(scan, NOW, summarize(facts, [], [], devices, [device.id for device in devices]))
    sender = Sender("north", "", "a-1", "1", "Linux", None)
    return close_with_letter(
        finished, store, LetterInputs(sender, None, lambda *_: Illustrated("<p>", {}), "r-1", "<m@b>")
    )
