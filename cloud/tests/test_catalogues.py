"""Each catalogue says all that portal and digest say; a language is added by one file, whole or not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agent.core.messages.catalogue import catalogue_of
from agent.core.messages.po import parse_po
from cloud.core.messages import LANGUAGES
from tests.support.made_language import made_language, values_of
from tools.message_template import portal_messages

ROOT = Path(__file__).parents[2]
FOLDER = Path("cloud") / "core" / "messages" / "languages"
AGENT = ROOT / "agent" / "core" / "messages" / "languages"
OTHERS = LANGUAGES[1:]
LONGEST = 120.0  # seconds that one process may take beside other load
LACKS = ("", "Stopped printers")  # what the made-up translator did not come to


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_translates_every_text_that_the_agent_s_has_not_and_no_other(language: str) -> None:
    own = parse_po((ROOT / FOLDER / f"{language}.po").read_text("utf-8")).texts.keys() - {("", "")}
    needed = portal_messages(language).keys() - {("name of this language", "English")}

    assert sorted(needed - own) == []
    assert sorted(own - needed) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_takes_the_same_values_in_all_its_forms(language: str) -> None:
    catalogue = catalogue_of(language)
    forms = {catalogue.form_of(number) for number in range(200)}
    for key, message in portal_messages().items():
        texts = catalogue.texts[key]
        assert len(texts) == (1 if message.plural is None else len(forms)), key
        for form in texts if not message.context else ():
            expected = values_of(message.plural or message.text)
            assert {*values_of(form), "count"} == {*expected, "count"}, form


@pytest.mark.parametrize("language", OTHERS)
def test_both_catalogues_of_a_language_count_by_one_rule(language: str) -> None:
    of_agent, of_portal = (
        parse_po((folder / f"{language}.po").read_text("utf-8")) for folder in (AGENT, ROOT / FOLDER)
    )

    assert [of_agent.form_of(n) for n in range(200)] == [of_portal.form_of(n) for n in range(200)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the receiver and what it has of the agent, with a language more in one file more."""
    folder = tmp_path_factory.mktemp("languages")
    leave = shutil.ignore_patterns("__pycache__", ".venv", "tests", "deploy", "docs")
    for package in ("agent", "cloud"):
        shutil.copytree(ROOT / package, folder / package, ignore=leave)
    text = made_language(message for key, message in portal_messages("xb").items() if key != LACKS)
    (folder / FOLDER / "xb.po").write_text(text, "utf-8")
    return folder


def printed(copy: Path, code: str) -> str:
    """Return the output of code that runs with the copy."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert ended.stderr == ""
    return ended.stdout


FINDINGS = """
from datetime import UTC, date, datetime
from cloud.core.analysis.finding import SILENT, STANDSTILL, Finding
late = {"last_report": "2026-03-01T08:00:00+00:00", "missed_days": 1234}
hall = {"device": "d", "printer": "Hall", "serial_number": "S1"}
FOUND = (Finding(SILENT, "hill", "late", "No report.", True, late, "2026-03-02"),
         Finding(STANDSTILL, "hill", "d", "Jam.", True, hall, "2026-03-02"))
"""
PAGE = """
from starlette.requests import Request
from agent.core.messages import speaking
from cloud.core.portal.person import Person
from cloud.core.portal.today import Today, TodayRow
from cloud.portal import drawing
from cloud.portal.pages.today import by_kind, ORDER
from cloud.portal.session import Session
from cloud.portal.visit import Visit, language_of
cookie = [(b"cookie", b"meters-language=xb"), (b"host", b"portal.example")]
request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": cookie,
                   "scheme": "https", "server": ("portal.example", 443)})
now = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
session = Session(Person("acme", "Ann", "reader"), "csrf", "", now, now)
rows = tuple(TodayRow(f.kind, f.site, "Hill", f.subject, f.text, details=f.details) for f in FOUND)
today = Today("Acme", now.date(), now.isoformat(), 1, 3, rows, (), {})
visit = Visit(request, None, session, language_of(request), now)
with speaking(visit.language):
    print(drawing.page(visit, "today.html", today=today, kind="", kinds=ORDER, by_kind=by_kind(rows), more=0,
                       most_put_off=9).body.decode())
"""
DIGEST = """
from cloud.core.digest.page import page_of
from cloud.core.digest.values import Digest, Line
lines = tuple(Line(one, "Hill", None) for one in FOUND)
print(page_of(Digest("acme", "Acme", date(2026, 3, 4), 1, 3, lines, (), (), language="xb")))
"""


def test_a_page_of_the_portal_is_read_in_a_language_that_one_file_adds(copy: Path) -> None:
    page = " ".join(printed(copy, FINDINGS + PAGE).split())

    assert '<html lang="xb">' in page
    assert ">Brackish</button>" in page
    assert "&lt;Fleet&gt;" in page
    assert "&lt;2 open items" not in page
    assert "&lt;&lt;1:2 open items&gt; in &lt;1:&lt;0:1 offices&gt; with 3 printers&gt;&gt;" in page
    assert "&lt;2:No report on 1_234 days since &lt;&lt;1 &lt;March&gt;&gt; 2026&gt;.&gt;" in page
    assert ">Stopped printers</a>" in page  # what lacks stays English


def test_a_digest_is_read_in_a_language_that_one_file_adds(copy: Path) -> None:
    page = " ".join(printed(copy, FINDINGS + DIGEST).split())

    assert '<html lang="xb">' in page
    assert "<dt>&lt;Offices not reporting&gt;</dt>" in page
    assert "&lt;2:No report on 1_234 days since" in page
    assert "<dt>Stopped printers</dt>" in page
