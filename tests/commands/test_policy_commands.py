"""A policy on a computer of its own: it wins, it locks, and a user without rights lifts no lock."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.own_etc import AS_NOBODY, NOBODY, Computer, needs_own_etc, open_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = needs_own_etc

POLICY = """
[mail]
host = "policy.example"
recipients = ["meters@dealer.example"]
[network]
timeout = 1.5
"""
CODE = "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS"
OWN = '[mail]\nhost = "own.example"\nsender = "own@office.example"\n[network]\ntimeout = 2\n'


@pytest.fixture
def computer() -> Iterator[Computer]:
    """Return a computer whose user is nobody in particular."""
    with open_place() as place:
        yield Computer(place, user=AS_NOBODY).made()


def test_a_policy_wins_is_named_and_can_not_be_changed(computer: Computer) -> None:
    computer.policy(POLICY)
    computer.settings(OWN)
    shown = computer.says("settings", "show")
    assert "host = policy.example (set by your administrator: /etc/meters-agent/policy.toml)" in shown
    assert "sender = own@office.example (file, line 3)" in shown
    assert "port = 161 (default)" in shown
    assert computer.says("settings", "get", "network.timeout") == "1.5"
    refused = computer.says("settings", "set", "mail.host", "own.example", code=2)
    assert "mail.host is set by your administrator" in refused
    assert "/etc/meters-agent/policy.toml" in refused
    computer.says("settings", "set", "mail.sender", "new@office.example")
    assert "own.example" in (computer.data / "settings.toml").read_text()


def test_the_sentence_is_german_where_the_policy_says_so(computer: Computer) -> None:
    computer.policy('[site]\nlanguage = "de"\n')
    computer.settings('[site]\nlanguage = "en"\n')
    assert "von Ihrem Administrator festgelegt" in computer.says(
        "settings", "set", "site.language", "en", code=2
    )


def test_neither_files_nor_variables_nor_another_folder_lift_a_lock(computer: Computer) -> None:
    computer.policy(POLICY)
    own = computer.place / "own"
    (own / "meters-agent").mkdir(parents=True)
    (own / "meters-agent" / "policy.toml").write_text("")
    os.chown(own, NOBODY, NOBODY)
    for name in ("policy.toml", "provisioned.toml", "settings.toml"):
        (computer.data / name).write_text(OWN if name == "settings.toml" else "")
        os.chown(computer.data / name, NOBODY, NOBODY)
    (computer.data / "provisioned.toml").unlink()
    places = ("METERS_DATA", "HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_DIRS", "ProgramData")
    environment = {**dict.fromkeys(places, str(own)), "LANG": "de_DE.UTF-8"}
    for arguments in ((), ("--data", str(own))):
        said = computer.says(*arguments, "settings", "get", "mail.host", environment=environment)
        assert said == "policy.example"


def test_a_user_can_not_write_the_policy(computer: Computer) -> None:
    computer.policy(POLICY)
    script = (
        "import os, subprocess, sys\n"
        "for act in (lambda: open('/etc/meters-agent/policy.toml', 'w'),"
        " lambda: os.remove('/etc/meters-agent/policy.toml'),"
        " lambda: os.rename('/etc/meters-agent', '/etc/x')):\n"
        "    try:\n        act()\n    except PermissionError:\n        print('refused')\n"
    )
    ended = subprocess.run(
        computer.command(sys.executable, "-c", script), capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["refused"] * 3


HOSTILE = ("link", "pipe", "folder", "device", "open", "folder open", "of another", "no text", "huge", "deep")


def lay(computer: Computer, kind: str) -> None:
    """Put something else in the place of the policy."""
    path = computer.etc / "policy.toml"
    elsewhere = computer.place / "elsewhere.toml"
    elsewhere.write_text("")
    if kind in {"open", "of another", "folder open"}:
        path.write_text(POLICY)
    laid: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(elsewhere),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "device": lambda: os.mknod(path, 0o20644, os.makedev(1, 5)),  # /dev/zero
        "open": lambda: path.chmod(0o666),
        "folder open": lambda: computer.etc.chmod(0o777),
        "of another": lambda: os.chown(path, NOBODY, NOBODY),
        "no text": lambda: path.write_bytes(b"[mail]\nhost = '\xff'\n"),
        "huge": lambda: path.write_bytes(b"#" * 1_000_001),
        "deep": lambda: path.write_text("x = " + "[" * 100_000),
    }
    laid[kind]()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_policy_that_can_not_be_trusted_stops_everything_with_a_sentence(
    computer: Computer, kind: str
) -> None:
    lay(computer, kind)
    computer.settings(OWN)
    for command in (
        ("settings", "get", "mail.host"),
        ("status",),
        ("settings", "set", "mail.host", "x.example"),
    ):
        said = computer.says(*command, code=2)
        assert "/etc/meters-agent/policy.toml" in said
        assert "own.example" not in said
    assert (computer.data / "settings.toml").read_text() == OWN


def test_a_mistake_in_a_policy_is_named_with_its_line(computer: Computer) -> None:
    computer.policy('[mail]\nhost = "policy.example"\npassword = "geheim-1"\n')
    said = computer.says("scan", code=2)
    assert "Line 3: mail.password" in said
    assert "geheim" not in said


def test_a_name_of_a_newer_version_stops_nothing_and_stands_until_it_is_gone(computer: Computer) -> None:
    computer.policy(f"{POLICY}[future]\nx = 1\n[site]\nstreet = 'Nowhere 1'\n")
    computer.settings(OWN)
    assert computer.says("settings", "get", "mail.host") == "policy.example"
    said = computer.says("status", code=1)
    assert "doesn't know every setting of the policy: future, site.street." in said
    assert "/etc/meters-agent/policy.toml" in said
    assert "Nowhere" not in said
    computer.policy(POLICY)
    assert "doesn't know" not in computer.says("status", code=1)


def test_an_office_with_a_policy_s_mail_sends_nothing_before_somebody_agrees(computer: Computer) -> None:
    computer.policy('[mail]\nhost = "policy.example"\nrecipients = ["meters@dealer.example"]\n')
    computer.settings('[mail]\nsender = "own@office.example"\n')
    said = computer.says("status", code=1)
    assert "nobody has checked the mail settings yet. Server: policy.example." in said
    assert "Nothing was sent: nobody has checked" in computer.says("send", code=2)
    computer.says("settings", "set", "mail.confirmed", "true")
    said = computer.says("status")
    assert "nobody has checked" not in said
    assert "Email is not set up" not in said


def test_what_goes_to_support_names_no_server_and_nobody_of_a_policy(computer: Computer) -> None:
    computer.policy("=")
    assert "settings.toml" in computer.says("bundle")
    computer.policy(POLICY)
    computer.settings('[mail]\nsender = "own@office.example"\nprofile = "smith-and-sons"\n')
    computer.provision(
        '[network]\ntargets = ["printers.office.example"]\n'
        f'[enrolment]\nfront-desk = "{CODE}"\n[enrollment]\ncellar = "{CODE[:-1]}Z"\n'
    )
    computer.says("status", code=1)
    said = computer.says("bundle")
    assert "mail_unconfirmed" in said
    assert '== policy == { "mail": { "host": "SERVER-1"' in said
    assert '"timeout": 1.5' in said
    assert '== provision.toml == { "network": { "targets": [ "NAME-1" ] }, "enrolment": "1 codes"' in said
    assert 'profile = "PROFILE-1"' in said
    for name in ("policy.example", "own@office.example", "dealer.example", "smith", "printers.office"):
        assert name not in said
    assert "0123456789ABCDEFGHJKMNPQR" not in said
