"""`meters settings` without a window: every field goes in and out, nothing wrong is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.messages.error_kinds import SAID
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS, value_of
from agent.core.settings.check import load
from agent.core.settings.fields import BY_KEY
from agent.jobs import settings as commands
from tests.support.settings_samples import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable

ROUND_TRIPS = {
    "site.id": "north-2",
    "site.name": "Nordbüro, 2nd floor",
    "site.language": "de",
    "site.enrolment": "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS",
    "network.targets": "10.0.0.0/24, printer.office.lan",
    "network.exclude": "10.0.0.9",
    "network.port": "1161",
    "network.communities": "keyring:warehouse, public",
    "network.timeout": "1.5",
    "network.pace": "gentle",
    "network.users": "scanner SHA-512 none, auditor MD5 DES floor2",
    "mail.host": "fd00::25",
    "mail.port": "2525",
    "mail.security": "none",
    "mail.user": "north",
    "mail.sender": "north@example.com",
    "mail.recipients": "a@example.com, b@example.com",
    "mail.certificate_sha256": "0f" * 32,
    "mail.client_certificate": "client.pem",
    "mail.allow_public_host": "true",
    "mail.profile": "mono-colour-six",
    "mail.confirmed": "false",
    "schedule.at": "23:59",
    "schedule.days": "sat, sun",
    "tray.autostart": "false",
    "tray.notify": "false",
}


class SecretsInMemory:
    """A keyring in memory, or one that can't be used."""

    def __init__(self, *, is_usable: bool = True) -> None:
        self.secrets: dict[str, Secret] = {}
        self.is_usable = is_usable
        self.questions = 0

    def get(self, name: str) -> Secret | None:
        """Return a secret and count the question."""
        self.questions += 1
        if not self.is_usable:
            raise AgentError(SAID, {"title": "No usable keyring.", "advice": "Unlock it."})
        return self.secrets.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """Keep a secret."""
        self.secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self.secrets.pop(name, None)


class FileInMemory:
    """A settings file in memory."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text
        self.file = commands.TextFile(lambda: self.text, self._write)

    def _write(self, text: str) -> None:
        self.text = text


def refused(call: Callable[[], object]) -> AgentError:
    with pytest.raises(AgentError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("key", BY_KEY)
def test_every_setting_goes_through_set_and_get(key: str) -> None:
    in_memory, out = FileInMemory(OFFICE), list[str]()
    assert commands.set_value(key, ROUND_TRIPS[key], in_memory.file, out.append) == 0
    assert commands.get(key, in_memory.file, out.append) == 0
    assert out == [f"{key} = {ROUND_TRIPS[key]}", ROUND_TRIPS[key]]
    changed = {k for k in BY_KEY if value_of(load(in_memory.text or ""), k) != value_of(load(OFFICE), k)}
    followers = {"mail.port"} if key == "mail.security" else set()
    assert changed == {key} | followers


@pytest.mark.parametrize("key", BY_KEY)
def test_every_default_can_be_set_again(key: str) -> None:
    in_memory, out = FileInMemory(), list[str]()
    commands.get(key, in_memory.file, out.append)
    commands.set_value(key, out[0], in_memory.file, out.append)
    assert load(in_memory.text or "") == DEFAULTS


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        ("mail.port", "many", 'mail.port: expected a number from 1 to 65535, found "many".'),
        ("mail.port", "9" * 5000, "mail.port: expected a number from 1 to 65535"),
        ("network.timeout", "nan", "network.timeout: expected a number of seconds"),
        ("tray.notify", "maybe", "tray.notify: expected true or false"),
        ("schedule.days", "", "schedule.days: expected at least one of"),
        ("network.targets", "10.0.0.0/33", 'network.targets[1]: "10.0.0.0/33" is not a network.'),
        ("network.communities", "hunter2", "`meters settings password community:NAME`"),
        ("network.users", "a SHA AES x y", "network.users[1]: expected a table"),
        ("network.communities", "", "expected a community, or a user"),
        ("mail.prot", "25", "Did you mean mail.port?"),
        ("mail.password", "hunter2", "`meters settings password`"),
        ("mail.pasword", "hunter2", "`meters settings password`"),
        ("mail.PSSWORD", "hunter2", "`meters settings password`"),
        ("mail.kenwort", "hunter2", "`meters settings password`"),
        ("network.auth_secert", "hunter2", "`meters settings password`"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(key: str, words: str, expected: str) -> None:
    in_memory = FileInMemory("# mine\n")
    error = refused(lambda: commands.set_value(key, words, in_memory.file, print))
    assert expected in str(error)
    assert "hunter2" not in str(error)
    assert in_memory.text == "# mine\n"


def test_two_wrong_settings_are_mended_one_after_the_other() -> None:
    in_memory, first, second = (
        FileInMemory("[site]\nid = 'a b'\n[mail]\nport = 0\n"),
        list[str](),
        list[str](),
    )
    assert commands.set_value("mail.port", "25", in_memory.file, first.append) == 0
    said = "Changed. Another setting in the file is still wrong:"
    assert first[:2] == ["mail.port = 25", said]
    assert first[2].startswith("Line 2: site.id: expected ")
    assert commands.set_value("site.id", "north", in_memory.file, second.append) == 0
    assert second == ["site.id = north"]
    assert in_memory.text == '[site]\nid = "north"\n[mail]\nport = 25\n'


def test_set_refuses_what_it_would_make_wrong_and_does_not_name_what_was_wrong_before() -> None:
    before = "[site]\nid = 'a b'\n"
    in_memory = FileInMemory(before)
    error = refused(lambda: commands.set_value("network.communities", "", in_memory.file, print))
    assert "network.communities" in error.advice
    assert "site.id" not in error.advice
    again = FileInMemory("[network]\ncommunities = []\n")
    refused(lambda: commands.set_value("network.communities", "", again.file, print))
    assert in_memory.text == before


def test_show_says_where_each_value_comes_from_and_never_a_secret() -> None:
    secret_store, out = SecretsInMemory(), list[str]()
    secret_store.set("mail", Secret("hunter2"))
    assert commands.show(FileInMemory(OFFICE).file, secret_store, out.append) == 0
    assert "  id = north  (file, line 3)" in out
    assert "  port = 465  (default)" in out
    assert "  users = scanner SHA none, auditor SHA-256 AES  (file, line 12)" in out
    assert "  mail: set" in out
    assert "  community:warehouse: not set" in out
    assert "hunter2" not in "\n".join(out)


def test_show_asks_a_keyring_that_does_not_work_only_once() -> None:
    secret_store, out = SecretsInMemory(is_usable=False), list[str]()
    commands.show(FileInMemory(OFFICE).file, secret_store, out.append)
    assert sum(line.endswith(": keyring not available") for line in out) == 5
    assert secret_store.questions == 1


def test_show_and_check_print_the_problems_and_ask_for_a_person() -> None:
    in_memory, shown, checked = FileInMemory("[mail]\nport = 0"), list[str](), list[str]()
    assert commands.show(in_memory.file, SecretsInMemory(), shown.append) == 2
    assert commands.check(in_memory.file, checked.append) == 2
    assert "  port = 587  (default)" in shown
    assert checked == shown[-1:] == ["Line 2: mail.port: expected a number from 1 to 65535, found 0."]
    assert commands.check(FileInMemory().file, print) == 0


def test_a_password_goes_into_the_keyring_and_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    secret_store = SecretsInMemory()
    assert commands.password(None, lambda: " pass word \r\n", secret_store.set, print) == 0
    assert secret_store.secrets == {"mail": Secret(" pass word ")}
    assert capsys.readouterr().out == "mail: set\n"


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("mail", "\n", "Nothing was entered."),
        ("mail", "\x16", "can't be typed"),
        ("mail", "gr\udcfcn", "can't be typed"),  # ISO 8859-1 through a pipe that should bring UTF-8
        ("signing-key", "x", "There is no password with this name."),
        ("community:", "x", "There is no password with this name."),
        ("v3-auth:scanner", "short", "The passphrase is too short."),
    ],
)
def test_a_secret_that_is_none_is_refused(name: str, typed: str, expected: str) -> None:
    secret_store = SecretsInMemory()
    assert expected in str(refused(lambda: commands.password(name, lambda: typed, secret_store.set, print)))
    assert secret_store.secrets == {}
