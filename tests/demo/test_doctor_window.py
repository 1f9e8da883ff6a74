"""The window of the doctor on a real screen: steps as they come, consent by a button, both languages."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint
from agent.demo.made_up_printers import OFFICE
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.desktop_rig import MISSING, ROOT, Desktop, desktop, eventually
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    needs_127_8,
]
# Runs the real command and tells what its labels and buttons say once the ladder has ended.
WATCH = """
import sys, tkinter as tk
from agent.core.messages import doctor_window as own
from agent.ui.window import doctor
ends = doctor._end
def end(shell, error):
    ends(shell, error)
    def texts(widget):
        for child in widget.winfo_children():
            if child.winfo_class() in ("TLabel", "TButton"):
                mark = "* " if str(child.cget("style")) == "Strong.TLabel" and len(child["text"]) > 1 else ""
                yield mark + str(child.cget("text"))
            yield from texts(child)
    buttons = [child for child in every(shell.root) if child.winfo_class() == "TButton"]
    agree = [button for button in buttons if button.cget("text") == own.LOOK_AT_PORTS]
    if agree and "--agree" in sys.argv:
        sys.argv.remove("--agree")
        agree[0].invoke()
        return
    why = [button for button in buttons if button.cget("text") == own.WHY]
    if why and "--why" in sys.argv:
        sys.argv.remove("--why")
        why[0].invoke()
        return
    print("\\n".join(texts(shell.root)), flush=True)
    if "--stay" not in sys.argv:
        shell.root.destroy()
def every(widget):
    for child in widget.winfo_children():
        yield child
        yield from every(child)
doctor._end = end
from agent.__main__ import main
sys.exit(main([word for word in sys.argv[1:] if word not in ("--agree", "--stay", "--why")]))
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


def said(session: Desktop, data: Path, *arguments: str, language: str = "C.UTF-8") -> str:
    command = [sys.executable, "-c", WATCH, "--data", str(data), "doctor", "--window", *arguments]
    environment = {**session.environment, "LANG": language, "LC_ALL": language}
    ended = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_printer_that_answers_is_shown_step_by_step(session: Desktop, tmp_path: Path) -> None:
    with serve([SimulatedAgent(OFFICE[0].walk, Endpoint("127.88.0.1", 0))]) as (agent,):
        texts = said(session, tmp_path / "data", str(agent.endpoint))
    assert "Sign in over SNMP: SNMPv2c with the community public is accepted." in texts
    assert "Read the serial number: " in texts


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("C.UTF-8", "the device is there, but it has SNMP turned off."),
        ("de_DE.UTF-8", "Das Gerät ist da, aber SNMP ist darauf ausgeschaltet."),
    ],
)
def test_a_closed_port_and_what_to_do(session: Desktop, tmp_path: Path, language: str, sentence: str) -> None:
    assert sentence in said(session, tmp_path / "data", _closed("127.88.0.2"), language=language)


def test_other_ports_are_tried_once_the_button_was_pressed(session: Desktop, tmp_path: Path) -> None:
    with _listening("127.88.0.3", 631):
        without = said(session, tmp_path / "data", _closed("127.88.0.3"))
        agreed = said(session, tmp_path / "data", _closed("127.88.0.3"), "--agree")
    assert "nobody has agreed to it" in without
    assert "the device answers (TCP 631)" in agreed


def test_what_is_no_address_is_told_below(session: Desktop, tmp_path: Path) -> None:
    texts = said(session, tmp_path / "data", "<b>300.1.1.1</b>")
    assert "300.1.1.1" in texts


def test_a_step_is_shown_with_its_ladder_alone_and_in_bold(session: Desktop, tmp_path: Path) -> None:
    texts = said(session, tmp_path / "data", "--step=clock")
    assert "* Look at the clock: " in texts
    assert texts.count("* ") == 1
    assert "Look at the email settings" not in texts
    assert "* Look at the email settings: " in said(session, tmp_path / "mail", "--step=recipient")


def test_a_condition_has_a_button_that_leads_to_its_step(session: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    said(session, data, "--step=clock")  # makes the store
    with closing(sqlite3.connect(data / "agent.db")) as connection, connection:
        connection.execute(
            "INSERT INTO conditions (kind, subject, since, facts)"
            " VALUES ('disk_full', '<b>C:</b> {x}', '2026-11-30T09:00:00+00:00', '{}')"
        )
    texts = said(session, data, "--why")
    assert "* Write to the data folder " in texts
    assert "The disk is full: <b>C:</b> {x}." in texts
    assert "Look at the email settings" not in texts


def test_a_printers_step_without_its_address_asks_for_it(session: Desktop, tmp_path: Path) -> None:
    with _program(session, tmp_path / "data", "--step=device") as process:
        eventually(lambda: "Why isn't it working?" in session.windows(), "the window opens")
        time.sleep(0.5)  # the key goes to the window that has the focus by then
        session.run("xdotool", "key", "Escape")
        eventually(lambda: process.poll() is not None, "the window closes")
    assert process.returncode == 0


def test_the_window_closes_by_a_key(session: Desktop, tmp_path: Path) -> None:
    with _program(session, tmp_path / "data") as process:
        eventually(lambda: "Why isn't it working?" in session.windows(), "the window opens")
        time.sleep(0.5)  # the key goes to the window that has the focus by then
        session.run("xdotool", "key", "Escape")
        eventually(lambda: process.poll() is not None, "the window closes")
    assert process.returncode == 0


@contextmanager
def _program(session: Desktop, data: Path, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "agent", "--data", str(data), "doctor", "--window", *more]
    with subprocess.Popen(command, env=session.environment, cwd=ROOT, stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def _closed(address: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((address, 0))
        return f"{address}:{one.getsockname()[1]}"


@contextmanager
def _listening(address: str, port: int) -> Iterator[None]:
    with socket.create_server((address, port)):
        yield
