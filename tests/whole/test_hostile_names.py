"""Hostile names of printers and offices, from a device's octets to every form of a report."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import asdict
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.interpretation import read_printer
from agent.core.interpretation.texts import LONGEST
from agent.core.mail.letter import DATA_LINE
from agent.core.mib import objects
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError
from agent.core.model.file_names import is_device, safe_part
from agent.core.model.walk import Varbind, Walk
from agent.core.report_format.document import report_bytes
from agent.core.reporting.meters_csv import csv_of
from agent.core.settings.check import load
from agent.demo.mail_sink import MailSink
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import PORT, Program, attached, validated, with_mail
from tests.support.hostile_names import NAMES, octets
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk, with_texts
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.documents import Document

X_METERS = re.compile(r"site=north; report=\d{4}-\d\d-\d\d; devices=(\d+); ok=\d+; attention=\d+")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*[A-Za-z0-9_-]")
UNWANTED = {"Cc", "Cs", "Zl", "Zp"}  # controls, surrogates, line and paragraph separators
TURNS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SITE_NAME = '<script>alert("=cmd()")</script> 🖨'

FITS = 1_200  # octets that one answer can hold beside others


class Page(HTMLParser):
    """The tags and the text of an HTML page, as a browser would take it apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text.append(data)


def walk_of(serial: bytes, name: str) -> Walk:
    """Return a printer all of whose texts are this name; a long one is its location alone, to fit."""
    if len(name) <= LONGEST:
        return with_texts(serial, octets(name))
    location = (*objects.SYS_LOCATION, 0)
    cut = octets(name)[:FITS]
    return Walk(Varbind(v.oid, v.tag, cut) if v.oid == location else v for v in honest_walk(serial))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[bytes, Program]]:
    """Return the mail of an office whose printers bear all those names, and its program."""
    program = Program(tmp_path_factory.mktemp("hostile") / "data")
    places = [Endpoint(f"127.83.0.{number}", PORT) for number in range(1, len(NAMES) + 1)]
    walks = [walk_of(b"HOST%04d" % number, name) for number, name in enumerate(NAMES.values(), 1)]
    agents = [SimulatedAgent(walk, place) for walk, place in zip(walks, places, strict=True)]
    with serve(agents), MailSink() as sink:
        targets = json.dumps([str(place) for place in places])
        settings = re.sub(r"targets = \[.*\]", f"targets = {targets}", with_mail(sink.port))
        program.settings(
            settings.replace("[site]", f"[site]\nname = {json.dumps(SITE_NAME, ensure_ascii=False)}")
        )
        ended = program.run("scan")
        assert ended.code in {0, 1}, ended.stderr
        (mail,) = sink.messages
        yield mail, program


@pytest.fixture(scope="module")
def report(office: tuple[bytes, Program]) -> Document:
    return validated(attached(office[0])["meters.json"])


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


@needs_127_8
def test_every_printer_is_read_and_its_texts_are_short_single_lines(report: Document) -> None:
    assert len(report["printers"]) == len(NAMES)
    found = [text for printer in report["printers"] for text in texts_of(printer)]
    assert max(map(len, found)) == LONGEST
    assert [text for text in found if text != text.strip()] == []
    unwanted = [c for text in found for c in text if unicodedata.category(c) in UNWANTED or c in TURNS]
    assert unwanted == []


@pytest.mark.parametrize("name", ["too long", "too long and wide"])
def test_every_text_of_a_printer_is_cut_at_the_size_that_the_mib_gives_it(name: str) -> None:
    printer = read_printer(with_texts(b"HOST0001", octets(NAMES[name])), "192.0.2.7")
    texts = {*texts_of(json.loads(json.dumps(asdict(printer))))}
    assert NAMES[name][:LONGEST] in texts
    assert max(map(len, texts)) == LONGEST


@needs_127_8
def test_the_headers_are_the_contracts(office: tuple[bytes, Program]) -> None:
    mail = message_from_bytes(office[0], policy=default)
    assert mail["Subject"].startswith(f"[meters] {SITE_NAME}: ")
    found = X_METERS.fullmatch(mail["X-Meters"])
    assert found is not None
    assert found[1] == str(len(NAMES))
    assert mail["Bcc"] is None


@needs_127_8
def test_nobody_adds_a_line_to_the_text(office: tuple[bytes, Program]) -> None:
    lines = attached(office[0])["text/plain"].decode().splitlines()
    assert lines.count(DATA_LINE) == 1
    data = lines[lines.index(DATA_LINE) + 1 :]
    assert [line for line in data if line and not re.match(r"[A-Z][A-Z_0-9]* = ", line)] == []
    assert [line for line in lines if line.startswith("RUN_NUMBER = ")] == ["RUN_NUMBER = 1"]


@needs_127_8
def test_no_name_is_markup_in_the_html(office: tuple[bytes, Program]) -> None:
    page = Page(attached(office[0])["text/html"].decode())
    assert {"script", "img"} & {tag for tag, _ in page.tags} == set()
    assert [name for _, attrs in page.tags for name, _ in attrs if name.startswith("on")] == []
    assert SITE_NAME in " ".join(page.text)


@needs_127_8
def test_no_name_is_a_formula_or_a_row_in_the_table(office: tuple[bytes, Program]) -> None:
    table = attached(office[0])["meters.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline=""), strict=True))
    assert {len(row) for row in rows} == {40}
    assert len(rows) == 1 + len(NAMES)
    assert [cell for row in rows for cell in row if cell.lstrip()[:1] in set("=+-@\uff1d")] == []


@needs_127_8
def test_the_terminal_gets_no_escape_and_a_line_for_each(office: tuple[bytes, Program]) -> None:
    shown = office[1].run("report").stdout.decode()
    assert [c for c in shown if unicodedata.category(c) in UNWANTED and c != "\n"] == []
    assert len(re.findall(r"^.*127\.83\.0\.\d+ ", shown, re.MULTILINE)) >= len(NAMES)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_settings_take_a_site_only_as_one_printable_line(name: str) -> None:
    written = json.dumps(name, ensure_ascii=True)
    for key, pattern in (("id", r"[A-Za-z0-9._-]{1,64}"), ("name", r"[^\x00-\x1f\x7f\u202e]{0,200}")):
        try:
            site = load(f"[site]\n{key} = {written}").site
        except AgentError:
            continue
        assert re.fullmatch(pattern, getattr(site, key))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_part_of_a_file_name_that_every_system_takes(name: str) -> None:
    part = safe_part(name)
    assert FILE_NAME.fullmatch(f"meters-{part}.json")
    assert FILE_NAME.fullmatch(part) or len(part) == 1
    assert not is_device(part)
    assert len(part) <= 65


@given(st.text())
def test_any_text_is_part_of_a_file_name_that_every_system_takes(text: str) -> None:
    part = safe_part(text)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", part)
    assert not part.endswith(".")
    assert not is_device(part)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_report_is_written_whatever_stands_in_it(name: str) -> None:
    report = example_report()
    printer = report["printers"][0]
    report["printers"] = [printer | dict.fromkeys(("location", "host_name", "model", "serial_number"), name)]
    written = report_bytes(report)
    assert json.loads(written)["printers"][0]["location"] == name.replace("\ud800", "?")
    rows = list(csv.reader(io.StringIO(csv_of(report).decode("utf-8-sig"), newline=""), strict=True))
    assert [len(row) for row in rows] == [40, 40]
