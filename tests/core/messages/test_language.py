"""An office that speaks German: every face of the program, from the command line to the mail and the icon."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.mail.letter import DATA_LINE
from agent.core.messages import set_language
from agent.core.messages.catalogue import catalogue_of
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError
from agent.core.settings.toml_text import parse
from agent.core.tray.icon_view import icon_view_of
from agent.core.tray.menu import MenuContext
from agent.core.tray.state import of_output
from agent.demo.made_up_printers import OFFICE
from agent.demo.mail_sink import MailSink
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import ENVIRONMENT, LONGEST, PORT, Program, attached, validated, with_mail
from tests.support.hostile_names import NAMES, octets
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import with_texts
from tools.message_template import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TWO_WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
HOSTILE = ("a script", "a formula", "right to left", "data", "a template", "only blanks")
SILENT = "127.85.0.99"
SOME = [f"127.85.0.{number}:{PORT}" for number in (1, 2, 7)]  # two printers and a router
GERMAN = "de_DE.UTF-8"
FREE_TEXTS = {"why", "advice", "notes"}


def pieces(texts: Iterable[str]) -> set[str]:
    """Return the words between the values of texts, each of two words or more."""
    return {
        piece.strip(" .,:;()!")
        for text in texts
        for piece in re.split(r"\{[^}]*\}", text)
        if TWO_WORDS.search(piece)
    }


TEXTS = messages()
GERMAN_TEXTS = [form for forms in catalogue_of("de").texts.values() for form in forms]
ENGLISH = sorted(
    pieces(text for one in TEXTS.values() for text in (one.text, one.plural or "")) - pieces(GERMAN_TEXTS)
)


def english_in(text: str) -> list[str]:
    return [piece for piece in ENGLISH if piece in text]


@dataclass(frozen=True, slots=True)
class GermanOffice:
    """The program after its first scan: what it said, and the mail that came in."""

    program: Program
    said: str
    mail: dict[str, bytes]

    def says(self, *arguments: str) -> str:
        """Return the answer of the program to a command, on both its outputs."""
        ended = self.program.run(*arguments)
        return (ended.stdout + ended.stderr).decode()


def agents() -> list[SimulatedAgent]:
    """Return the demo's office, all over SNMPv2c, and printers with hostile names."""
    walks = [device.walk for device in OFFICE if "2c" in device.versions]
    walks += [with_texts(b"HOST%04d" % number, octets(NAMES[name])) for number, name in enumerate(HOSTILE)]
    return [SimulatedAgent(walk, Endpoint(f"127.85.0.{n}", PORT)) for n, walk in enumerate(walks, 1)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GermanOffice]:
    program = Program(tmp_path_factory.mktemp("german") / "data", GERMAN)
    with serve(agents()) as running, MailSink() as sink:
        targets = json.dumps([*(str(agent.endpoint) for agent in running), f"{SILENT}:{PORT}"])
        program.settings(re.sub(r"targets = \[.*\]", f"targets = {targets}", with_mail(sink.port)))
        ended = program.run("scan")
        (mail,) = sink.messages
        yield GermanOffice(program, (ended.stdout + ended.stderr).decode(), attached(mail))


def test_the_search_for_english_finds_it() -> None:
    assert len(ENGLISH) > 500
    assert english_in("Sales: waste toner container is almost full (92%)")
    assert english_in("Vertrieb: Resttonerbehälter ist fast voll (92 %)") == []


@needs_127_8
def test_a_scan_says_all_of_it_in_german(office: GermanOffice) -> None:
    assert "Toner Magenta ist fast leer (7\N{NO-BREAK SPACE}%)" in office.said
    assert f"{SILENT}:{PORT} hat per SNMP nicht geantwortet." in office.said
    assert english_in(office.said) == []


@needs_127_8
def test_the_mail_is_german_before_its_data_and_in_its_html(office: GermanOffice) -> None:
    text = office.mail["text/plain"].decode().replace("\r\n", "\n")
    people, _, data = text.partition(f"\n{DATA_LINE}\n")
    assert "9 von 12 Druckern brauchen Aufmerksamkeit." in people
    assert english_in(people) == []
    assert english_in(office.mail["text/html"].decode()) == []
    assert "SIGNED = no (unsigned)" in data


@needs_127_8
def test_the_page_is_german_and_says_so(office: GermanOffice) -> None:
    page = office.says("report", "--html", "-")
    assert '<html lang="de">' in page
    assert "Zu erledigen" in page
    assert english_in(page) == []


SAYING = [
    ("status", "Nächste Abfrage: "),
    ("report", "SERIENNUMMER"),
    ("about", "Netzwerkzugriffe"),
    ("settings show", "Kennwörter im Schlüsselbund"),
    ("settings set mail.prot 25", "Meinten Sie mail.port?"),
    ("settings set mail.port lots", "mail.port: Geben Sie eine Zahl von 1 bis 65535 ein"),
    ("settings set mail.client_certificate x", "mail.client_certificate: Geben Sie den Namen einer Datei"),
    ("settings set network.targets 10.0.0.0/99", "ist kein Netz"),
    ("settings password", "Es wurde nichts eingegeben."),
    ("report --csv - --profile nobody", "Das Profil nobody ist nicht vorhanden."),
    ("report --json /nowhere/at/all", "Der Ordner ist nicht vorhanden."),
    ("verify /nowhere", "/nowhere kann nicht gelesen werden"),
    ("key", "noch kein Bericht signiert"),
    ("--help", "Findet Netzwerkdrucker, liest ihre Zähler"),
    ("scan --port 0", "ein Port ist eine Zahl von 1 bis 65535"),
    ("verify", "diese Argumente fehlen: FILE"),
    ("settings --page attic", "gibt es nicht (möglich: "),
]


@needs_127_8
@pytest.mark.parametrize(("command", "sentence"), SAYING)
def test_a_command_speaks_german(office: GermanOffice, command: str, sentence: str) -> None:
    said = office.says(*command.split())
    assert sentence in " ".join(said.split())
    assert english_in(said) == []


@needs_127_8
def test_the_icon_and_its_menu_are_german(office: GermanOffice) -> None:
    tray_state = of_output(office.says("status", "--tray"))
    assert tray_state
    assert tray_state.language == "de"
    set_language(tray_state.language)
    try:
        icon_view = icon_view_of(tray_state.status, datetime.now(UTC).astimezone(), MenuContext())
    finally:
        set_language("en")
    labels = "\n".join([icon_view.tooltip, *(item.label for item in icon_view.menu)])
    assert "Drucker jetzt abfragen" in labels
    assert english_in(labels) == []


@needs_127_8
def test_what_machines_read_is_the_same_in_every_language(office: GermanOffice) -> None:
    english = replace(office, program=replace(office.program, locale="C.UTF-8"))
    for form in ("--json", "--csv"):
        assert english.says("report", form, "-") == office.says("report", form, "-")
    german, other = (
        one.says("report", "--text", "-").partition(f"\n{DATA_LINE}\n") for one in (office, english)
    )
    assert "ein Drucker" in german[0]  # one without maker and model
    assert "a printer" in other[0]
    assert german[2] == other[2]


@needs_127_8
def test_two_scans_in_two_languages_differ_in_texts_for_people_alone(office: GermanOffice) -> None:
    english = replace(office.program, locale="C.UTF-8")
    reports = [
        validated(program.run("scan", *SOME, "--no-store", "--no-send", "--json", "-").stdout)
        for program in (office.program, english)
    ]
    german, other = map(_for_machines, reports)
    assert german == other
    assert reports[0]["left_out"] != reports[1]["left_out"]


def _for_machines(report: dict[str, Any]) -> list[Any]:
    """Return the part that no language changes: every key, and of devices every value but texts and times."""
    rows = [*report["printers"], *report["unreadable"], *report["left_out"]]
    rows.sort(key=lambda row: str(row["ip_address"]))
    return [
        sorted(report),
        sorted(report["scan"]),
        *(
            {k: v for k, v in row.items() if k not in {*FREE_TEXTS, "id", "read_at", "events"}}
            for row in rows
        ),
    ]


@needs_127_8
def test_the_settings_choose_before_the_system_does(office: GermanOffice, tmp_path: Path) -> None:
    program = Program(tmp_path / "data", GERMAN)
    program.settings('[site]\nlanguage = "en"\n')
    assert b"No scan has finished yet." in program.run("status").stdout
    chosen = replace(program, locale="C.UTF-8")
    assert chosen.run("settings", "set", "site.language", "de").code == 0
    assert "Noch keine abgeschlossene Abfrage." in chosen.run("status").stdout.decode()
    assert english_in(office.said) == []


@needs_127_8
def test_what_a_terminal_cannot_show_fails_no_print(office: GermanOffice) -> None:
    command = [sys.executable, "-m", "agent", "--data", str(office.program.data), "report"]
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}
    terminal, screen = os.openpty()
    with subprocess.Popen(command, env=environment, stdout=screen, stderr=screen) as process:
        os.close(screen)
        said = b""
        with suppress(OSError):  # how Linux tells the end of a terminal
            while chunk := os.read(terminal, 65_536):
                said += chunk
        assert process.wait(LONGEST) == 0, said
    os.close(terminal)
    assert b"Caf\\xe9" in said


def test_a_broken_settings_file_is_told_in_the_language_of_the_system(tmp_path: Path) -> None:
    program = Program(tmp_path / "data", GERMAN)
    program.settings('[site]\nlanguage = "klingon"\n')
    ended = program.run("status")
    assert ended.code == 2
    assert "site.language: Geben Sie auto, en oder de ein" in ended.stderr.decode()
    program.settings('[site\nlanguage = "de"')
    assert "kein gültiges TOML: Zeile 1" in program.run("status").stderr.decode()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[mail]\nport = x\n", "kein gültiger Wert"),
        ("[mail]\nhost = 'a\n", "ein Zeichen"),
        ('[mail]\nhost = "a', "das schließende Anführungszeichen fehlt"),
        ("[mail\n", "ein Zeichen fehlt"),
        ("[mail]\nport 25\n", "ein Zeichen fehlt"),
        ("[mail]\nport = 25 x\n", "nach dem Wert steht noch etwas"),
        ("[mail]\nport = 25\nport = 26\n", "der Name steht schon weiter oben"),
        ("[mail]\n[mail]\n", "der Abschnitt steht schon weiter oben"),
        ('[mail]\nhost = "C:\\x"\n', ""),
        ("[mail]\nrecipients = ['a'\n", "eine schließende Klammer fehlt"),
    ],
)
def test_what_is_wrong_with_a_settings_file_is_told_in_german(text: str, reason: str) -> None:
    set_language("de")
    try:
        with pytest.raises(AgentError) as refused:
            parse(text)
    finally:
        set_language("en")
    assert reason in refused.value.title
    for english in ("Invalid", "Expected", "Cannot", "Un", "Illegal", "Found"):
        assert english not in refused.value.title
