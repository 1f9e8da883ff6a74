"""A policy in the registry of a Windows, and a provision file that a user of it may have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from installed import MISSING, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from installed import Installed

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

KEY = r"HKLM\Software\Policies\Meters Agent"


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """Yield the exe in a Windows of its own: a policy is for all that run in it."""
    with installed(tmp_path_factory.mktemp("windows")) as there:
        yield there


def add(program: Installed, section: str, name: str, kind: str, data: str) -> None:
    """Write a value as a group policy does; wine needs no administrator for it."""
    command = ("reg", "add", rf"{KEY}\{section}", "/v", name, "/t", kind, "/d", data, "/f")
    assert program.wine.run(*command).code == 0


def test_a_policy_of_the_registry_wins_and_locks(program: Installed) -> None:
    program.settings("[mail]\nhost = 'own.example'\n")
    add(program, "mail", "host", "REG_SZ", "policy.example")
    add(program, "mail", "port", "REG_DWORD", "2525")
    add(program, r"mail\recipients", "1", "REG_SZ", "first@dealer.example")
    add(program, r"mail\recipients", "2", "REG_SZ", "second@dealer.example")
    assert program.run("settings", "get", "mail.host").stdout == "policy.example\n"
    assert program.run("settings", "get", "mail.port").stdout == "2525\n"
    recipients = program.run("settings", "get", "mail.recipients").stdout
    assert recipients == "first@dealer.example, second@dealer.example\n"
    refused = program.run("settings", "set", "mail.host", "own.example")
    assert refused.code == 2
    assert "set by your administrator" in refused.stderr
    assert f"HKEY_LOCAL_MACHINE{KEY.removeprefix('HKLM')}" in refused.stderr


def test_a_policy_with_a_mistake_stops_everything_with_a_sentence(program: Installed) -> None:
    add(program, "mail", "password", "REG_SZ", "geheim-1")
    refused = program.run("settings", "get", "mail.host")
    assert refused.code == 2
    assert "mail.password" in refused.stderr
    assert "geheim" not in refused.stderr


def test_a_provision_file_beside_the_exe_waits_for_a_person(program: Installed) -> None:
    """Where the file lies, everybody who may start the exe may write: nothing of it counts unasked."""
    (program.exe.parent / "provision.toml").write_text("[mail]\nhost = 'dealer.example'\n", encoding="utf-8")
    assert program.run("settings", "get", "mail.host").stdout == "\n"
    told = program.run("status")
    assert told.code == 1
    assert "Settings were found and not used yet" in " ".join(told.stdout.split())
