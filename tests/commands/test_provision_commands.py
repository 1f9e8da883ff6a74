"""A provision file on computers of one's own: one for many, taken once, waiting where others could write."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import ENVIRONMENT, TARGETS, Program, attached
from tests.support.own_etc import AS_NOBODY, NOBODY, Computer, needs_own_etc, open_place
from tests.support.watch_rig import SHORTER, until, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.demo.mail_sink import MailSink

pytestmark = [needs_own_etc, pytest.mark.usefixtures("simulated_office")]

CODES = {
    "front-desk": "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS",
    "BACK-OFFICE": "N7QM2XFA-0123456789ABCDEFGHJKMNPQRS",
    "cellar": "M7QM2XFA-0123456789ABCDEFGHJKMNPQRS",
}


def shared(port: int, more: str = "confirmed = true") -> str:
    """Return the one file in a dealer's share; reports go to this port."""
    codes = "\n".join(f'"{name}" = "{code}"' for name, code in CODES.items())
    return f"""
[network]
targets = {json.dumps(TARGETS)}
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "meters@office.example"
recipients = ["meters@dealer.example"]
{more}
[enrolment]
{codes}
"""


@pytest.fixture
def computer() -> Iterator[Computer]:
    """Return a computer whose user is nobody in particular."""
    with open_place() as place:
        yield Computer(place, user=AS_NOBODY).made()


def test_one_file_makes_an_office_of_each_computer_without_a_window(sink: MailSink) -> None:
    with ExitStack() as stack:
        for name in ("FRONT-DESK", "back-office", "cellar.office.lan"):
            place = stack.enter_context(open_place())
            keyring = {
                "PYTHON_KEYRING_BACKEND": "tests.support.made_keyring.InAFile",
                "MADE_KEYRING": str(place / "data" / "keyring"),
            }
            office = Computer(place, name, AS_NOBODY, {**ENVIRONMENT, **keyring}).made()
            office.provision(shared(sink.port))
            assert office.run("scan").code == 0
            status = office.says("status")
            assert "Settings used from /etc/meters-agent/provision.toml since" in status
            kept = (office.data / "provisioned.toml").read_text()
            assert sum(code in kept for code in CODES.values()) == 1
    reports = [json.loads(attached(mail)["meters.json"]) for mail in sink.messages]
    assert [report["site"]["enrolment"]["code_id"] for report in reports] == [
        code.partition("-")[0] for code in CODES.values()
    ]
    assert len({report["agent"]["public_key"] for report in reports} - {None}) == 3


def test_it_fills_what_nobody_set_and_is_read_once(computer: Computer) -> None:
    computer.settings('[mail]\nhost = "own.example"\n')
    computer.provision(shared(25))
    assert computer.says("settings", "get", "mail.host") == "own.example"
    shown = computer.says("settings", "show")
    assert "port = 25 (/etc/meters-agent/provision.toml)" in shown
    computer.says("settings", "set", "mail.port", "26")
    assert computer.says("settings", "get", "mail.port") == "26"
    (computer.etc / "provision.toml").unlink()
    assert computer.says("settings", "get", "mail.sender") == "meters@office.example"
    assert "is wrong" not in computer.says("settings", "check")


def test_a_changed_file_of_the_administrator_counts_anew_beneath_what_a_person_set(
    computer: Computer,
) -> None:
    computer.provision(shared(25))
    computer.says("settings", "set", "mail.sender", "own@office.example")
    computer.provision(shared(26).replace("meters@office.example", "other@office.example"))
    assert computer.says("settings", "get", "mail.port") == "26"
    assert computer.says("settings", "get", "mail.sender") == "own@office.example"


def test_a_computer_without_a_code_is_told(computer: Computer) -> None:
    computer.provision(shared(25).replace("front-desk", "other-desk"))
    said = computer.says("status", code=1)
    assert "There is no enrolment code for this computer, front-desk." in said
    computer.says("settings", "set", "site.enrolment", CODES["cellar"])
    assert "There is no enrolment code" not in computer.says("status")


@pytest.mark.parametrize("why", ["others may write", "of another", "its folder is open", "nobody agreed"])
def test_a_file_that_somebody_has_to_look_at_waits_and_so_does_the_loop(
    computer: Computer, why: str, sink: MailSink
) -> None:
    computer.provision(shared(sink.port, "" if why == "nobody agreed" else "confirmed = true"))
    path = computer.etc / "provision.toml"
    if why == "others may write":
        path.chmod(0o666)
    elif why == "of another":
        os.chown(path, NOBODY, NOBODY)
    elif why == "its folder is open":
        computer.etc.chmod(0o777)
    assert computer.says("settings", "get", "mail.host") == ""
    said = computer.says("status", code=1)
    assert "Settings were found and not used yet: /etc/meters-agent/provision.toml." in said
    inside = computer.command(sys.executable, "-c", SHORTER)
    with watching(Program(computer.data), inside=inside[:-3]) as loop:
        loop.says("Settings were found and not used yet")
        until(lambda: len(list(computer.data.glob("agent.db"))) == 1, "the loop has looked")
    assert "No scan has finished yet." in computer.says("status", code=1)
    assert sink.messages == []


def test_an_office_that_is_set_up_goes_on_while_a_file_waits(computer: Computer, sink: MailSink) -> None:
    computer.settings(shared(sink.port).partition("[enrolment]")[0])
    computer.provision("[site]\nname = 'Other'\n")
    (computer.etc / "provision.toml").chmod(0o666)
    with watching(Program(computer.data), inside=computer.command()) as loop:
        loop.says("Settings were found and not used yet")
        until(lambda: sink.messages, "the daily report is sent")


HOSTILE = ("link", "pipe", "device", "folder", "no text", "huge", "deep", "secret", "twice")


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_a_condition_and_the_office_works_on(computer: Computer, kind: str) -> None:
    path = computer.etc / "provision.toml"
    elsewhere = computer.place / "elsewhere"
    elsewhere.write_text("[site]\nid = 'stolen'\n")
    laid: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(elsewhere),
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: os.mknod(path, 0o20644, os.makedev(1, 5)),
        "folder": path.mkdir,
        "no text": lambda: path.write_bytes(b"\xff\xfe"),
        "huge": lambda: path.write_bytes(b"#" * 1_000_001),
        "deep": lambda: path.write_text("x = " + "[" * 100_000),
        "secret": lambda: path.write_text("[mail]\npassword = 'geheim-1'\n"),
        "twice": lambda: path.write_text(shared(25) + f'FRONT-DESK = "{CODES["cellar"]}"\n'),
    }
    laid[kind]()
    said = computer.says("status", code=1)
    assert "The settings in /etc/meters-agent/provision.toml can't be used." in said
    assert "geheim" not in said
    assert computer.says("settings", "set", "site.id", "north") == "site.id = north"
    assert not (computer.data / "provisioned.toml").exists()
    path.rmdir() if kind == "folder" else path.unlink()
    assert "can't be used" not in computer.says("status")


def test_a_record_that_was_changed_is_a_sentence_and_so_is_a_link_in_its_place(computer: Computer) -> None:
    record = computer.data / "provisioned.toml"
    record.write_text("[mail]\nhost = 'x'\n")
    os.chown(record, NOBODY, NOBODY)
    assert "provisioned.toml" in computer.says("status", code=2)
    record.unlink()
    record.symlink_to("/etc/passwd")
    assert "is not a regular file" in computer.says("status", code=2)


@pytest.mark.parametrize("set_up_by", ["provision", "policy"])
def test_nobody_stops_an_office_by_a_file_for_a_person_to_look_at(
    computer: Computer, sink: MailSink, set_up_by: str
) -> None:
    if set_up_by == "policy":
        computer.policy(shared(sink.port).partition("[enrolment]")[0])
    else:
        computer.provision(shared(sink.port))
        computer.says("settings", "check")
    path = computer.etc / "provision.toml"
    path.write_text("[site]\nname = 'Other'\n")
    path.chmod(0o666)
    with watching(Program(computer.data), inside=computer.command()) as loop:
        loop.says("Settings were found and not used yet")
        until(lambda: sink.messages, "the daily report is sent")
