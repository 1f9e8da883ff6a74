"""What the settings window does without a window: what is new, what is wrong, what Save writes where."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.discovery.networks import OwnNetworks
from agent.core.mail.smtp_failures import trouble
from agent.core.messages import keyring, smtp
from agent.core.messages import window as messages
from agent.core.messages.error_kinds import SAID
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.polling.requests import Answer, Failure, Fault
from agent.core.settings.fields import FIELDS
from agent.core.settings.form import (
    changes,
    document_of,
    fingerprint_lines,
    port_after,
    shown,
    values_of,
)
from agent.core.settings.layers import Layers
from agent.core.settings.lists import edit_list
from agent.edge.child import Ended
from agent.jobs.settings import TextFile
from agent.jobs.settings_window import TypedFirst, WindowAdapters, judge, open_settings, save
from agent.jobs.try_user import TryVerdict, as_stdin, ask_once, endpoint_of, from_stdin, sentence_of
from agent.ui.window.form import Form
from agent.ui.window.window import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.access import Access
    from agent.core.polling.requests import Request
    from agent.edge.snmp import Session

OFFICE = """\
# Our office
[network]   # wired
targets = [
  "10.0.0.0/24",  # first floor
  "10.0.1.0/24",  # second floor
]
communities = ["public", "keyring:warehouse"]

# reads everything
[[network.users]]
name = "scanner"
privacy = "none"

# for the cellar
[[network.users]]
name = "auditor"
auth = "SHA-256"

[mail]
host = "mail.example.com"  # ours
security = "tls"
"""
ALL_KEYS = {field.key for field in FIELDS}


@dataclass
class SecretsInMemory:
    """A keyring in memory, or one that can't be used."""

    secrets: dict[str, Secret] = field(default_factory=dict)
    is_usable: bool = True

    def get(self, name: str) -> Secret | None:
        """Return the stored secret."""
        return self.secrets.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """Keep it, or refuse."""
        if not self.is_usable:
            raise AgentError(SAID, {"title": "No keyring.", "advice": "Get one."})
        self.secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget it, or refuse; one that is not there is fine."""
        if not self.is_usable:
            raise AgentError(keyring.NO_KEYRING)
        self.secrets.pop(name, None)


@dataclass
class Disk:
    """A file in memory that counts how often it is written."""

    text: str | None
    written: int = 0

    def write(self, text: str) -> None:
        """Replace the text."""
        self.text = text
        self.written += 1

    def as_file(self) -> TextFile:
        """Return it as the jobs know files."""
        return TextFile(lambda: self.text, self.write)


def never(*_: object) -> Any:  # noqa: ANN401 (it returns nothing at all)
    raise AssertionError("nobody should ask for this")


def adapters(disk: Disk, secret_store: SecretsInMemory) -> WindowAdapters:
    return WindowAdapters(
        file=disk.as_file(),
        secret_store=lambda: secret_store,
        own_networks=lambda: OwnNetworks((), (), ()),
        send_test=never,
        certificate_of=never,
        try_user=never,
        next_run=never,
        search=never,
        now=never,
        folder="",
        open_folder=never,
        open_log=never,
        show_printers=never,
        open_doctor=never,
        conditions=never,
        open_bundle=never,
    )


def saved(
    disk: Disk,
    secret_store: SecretsInMemory,
    new: Mapping[str, Any],
    typed: Mapping[str, Secret] | None = None,
) -> None:
    """Open the settings, change these values, save."""
    opened = open_settings(disk.as_file(), ALL_KEYS)
    save(
        opened,
        {**opened.values, **new},
        typed or {},
        frozenset(secret_store.secrets),
        adapters(disk, secret_store),
    )


def test_an_untouched_form_changes_nothing() -> None:
    disk = Disk(OFFICE)
    saved(disk, SecretsInMemory(), {})
    assert (disk.text, disk.written) == (OFFICE, 0)


@pytest.mark.parametrize("is_usable", [True, False])
def test_what_is_needed_no_more_is_forgotten_though_the_keyring_has_not_answered_yet(
    *, is_usable: bool
) -> None:
    disk = Disk('[mail]\nclient_certificate = "office.pem"\nuser = "meters"\n')
    secret_store = SecretsInMemory(
        {"client-certificate": Secret("a"), "mail": Secret("b")}, is_usable=is_usable
    )
    opened = open_settings(disk.as_file(), ALL_KEYS)
    values = {**opened.values, "mail.client_certificate": ""}
    save(opened, values, {}, None, adapters(disk, secret_store))
    assert secret_store.secrets.keys() == ({"mail"} if is_usable else {"mail", "client-certificate"})
    assert tomllib.loads(disk.text or "")["mail"]["client_certificate"] == ""


def test_what_only_the_administrator_can_correct_keeps_nobody_from_saving() -> None:
    disk, policy = Disk(OFFICE), {"mail": {"security": "none", "client_certificate": "office.pem"}}
    behind = replace(
        adapters(disk, SecretsInMemory()), file=replace(disk.as_file(), layers=Layers(policy, "policy"))
    )
    opened = open_settings(behind.file, ALL_KEYS)
    assert [problem.setting for problem in opened.strange] == ["mail.security"]
    assert Form(opened, behind).is_right
    save(opened, {**opened.values, "site.name": "Upstairs"}, {}, (), behind)
    assert tomllib.loads(disk.text or "")["site"]["name"] == "Upstairs"


def test_what_a_form_shows_reads_back_as_what_the_file_has() -> None:
    values = values_of(tomllib.loads(OFFICE))
    simple = [field for field in FIELDS if not field.columns]
    read = {field.key: field.from_text(shown(values[field.key])) for field in simple}
    assert read == {field.key: values[field.key] for field in simple}
    assert changes({}, values_of({})) == {}


PORTS = [
    ("587", "starttls", "tls", "465"),
    ("465", "tls", "none", "25"),
    ("", "none", "starttls", "587"),
    ("2525", "starttls", "tls", "2525"),
    (" 25 ", "none", "tls", "465"),
    ("abc", "none", "tls", "abc"),
]


@pytest.mark.parametrize(("port", "old", "new", "expected"), PORTS)
def test_a_usual_port_follows_the_encryption_and_another_stays(
    port: str, old: str, new: str, expected: str
) -> None:
    assert port_after(port, old, new) == expected


PORT_CHANGES = [
    ("", {"mail.security": "tls", "mail.port": 465}, {"mail.security": "tls"}),
    ("", {"mail.security": "tls", "mail.port": 587}, {"mail.security": "tls", "mail.port": 587}),
    ("[mail]\nport = 465", {"mail.port": 587}, {"mail.port": 587}),
    ("[mail]\nport = 587", {"mail.port": 587}, {}),
    ("[mail]\nsecurity = 5\nport = 'x'", {"mail.security": "tls"}, {"mail.security": "tls"}),
]


@pytest.mark.parametrize(("text", "new", "expected"), PORT_CHANGES)
def test_a_port_that_goes_without_saying_is_not_written(
    text: str, new: Mapping[str, Any], expected: Mapping[str, Any]
) -> None:
    document = tomllib.loads(text)
    assert changes(document, {**values_of(document), **new}) == expected


SCANNER = {"name": "scanner", "privacy": "none"}
AUDITOR = {"name": "auditor", "auth": "SHA-256"}
NEW = {"name": "new", "auth": "MD5", "privacy": "DES"}
LISTS: list[tuple[str, list[Any], list[str]]] = [
    ("network.targets", ["10.0.0.0/24", "10.0.1.0/24", "x"], ["# first floor", "# second floor", "# wired"]),
    ("network.targets", ["10.0.1.0/24"], ["# second floor"]),
    ("network.targets", ["10.0.1.0/24", "10.0.0.0/24"], ["# Our office"]),
    ("network.targets", [], ["# wired"]),
    ("network.exclude", ["10.0.0.9"], ["# first floor", "# ours"]),
    ("network.users", [SCANNER, AUDITOR, NEW], ["# reads everything", "# for the cellar", "# ours"]),
    ("network.users", [AUDITOR], ["# for the cellar", "# ours"]),
    ("network.users", [SCANNER, {**AUDITOR, "auth": "MD5"}], ["# reads everything", "# for the cellar"]),
    ("network.users", [{**SCANNER, "auth": "MD5"}, NEW], ["# reads everything", "# ours"]),
    ("network.users", [AUDITOR, NEW], ["# for the cellar", "# ours"]),
    ("network.users", [], ["# first floor", "# ours"]),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("key", "items", "comments"), LISTS)
def test_a_list_changes_item_by_item_and_the_comments_around_stay(
    key: str, items: list[Any], comments: list[str], end: str
) -> None:
    text = edit_list(OFFICE.replace("\n", end), key, items)
    assert values_of(tomllib.loads(text))[key] == items
    others = {name: value for name, value in values_of(tomllib.loads(OFFICE)).items() if name != key}
    assert others.items() <= values_of(tomllib.loads(text)).items()
    assert [comment for comment in comments if comment not in text] == []
    assert text.count("\n") == text.count(end)


ODD_LISTS = [
    "",
    "[network]\nusers = [{ name = 'a' }, { name = 'b' }]\n",
    "[network]\nusers = 5\n",
    "[[ network . users ]]\nname = 'a'\n[mail]\n[[network.users]]\nname = 'b'\n",
    "[[network.users]]\nauth = 'no name'\n",
    "network.users = [{ name = 'a' }]\n",
]


@pytest.mark.parametrize("text", ODD_LISTS)
def test_users_are_written_into_any_layout(text: str) -> None:
    changed = edit_list(text, "network.users", [{"name": "a"}, NEW])
    assert tomllib.loads(changed)["network"]["users"] == [{"name": "a"}, NEW]


def test_save_writes_the_changes_into_the_file_as_it_is_now() -> None:
    disk = Disk(OFFICE)
    opened = open_settings(disk.as_file(), ALL_KEYS)
    disk.text = OFFICE.replace("# Our office", '# Our new office\n[site]\nname = "by hand"')
    save(opened, {**opened.values, "mail.host": "relay.lan"}, {}, (), adapters(disk, SecretsInMemory()))
    assert disk.text == OFFICE.replace("# Our office", '# Our new office\n[site]\nname = "by hand"').replace(
        '"mail.example.com"', '"relay.lan"'
    )


def test_save_keeps_what_no_field_shows() -> None:
    text = '[site]\ncolour = "blue"\n[network]\nport = 70000\n'
    disk = Disk(text)
    opened = open_settings(disk.as_file(), ALL_KEYS - {"network.port"})
    assert [problem.key for problem in opened.strange] == ["site.colour", "network.port"]
    save(opened, {**opened.values, "mail.host": "relay.lan"}, {}, (), adapters(disk, SecretsInMemory()))
    assert disk.text is not None
    assert disk.text.startswith(text)


def test_what_the_window_has_no_field_for_is_told_on_top_and_refuses_no_save() -> None:
    text = '[network]\nport = 0\ntimeout = 99\n[mail]\nhost = "mail.lan"\n'
    disk = Disk(text)
    opened = open_settings(disk.as_file(), ALL_KEYS - HIDDEN)
    assert [problem.key for problem in opened.strange] == ["network.port", "network.timeout"]
    save(opened, {**opened.values, "mail.host": "relay.lan"}, {}, (), adapters(disk, SecretsInMemory()))
    assert disk.text == text.replace("mail.lan", "relay.lan")


def test_save_writes_nothing_where_the_result_would_be_wrong() -> None:
    disk, secret_store = Disk(OFFICE), SecretsInMemory()
    with pytest.raises(AgentError, match=r"mail\.sender"):
        saved(disk, secret_store, {"mail.sender": "nobody"}, {"mail": Secret("geheim")})
    assert (disk.written, secret_store.secrets) == (0, {})


def test_secrets_go_into_the_keyring_and_those_of_no_use_go() -> None:
    disk = Disk(OFFICE)
    secret_store = SecretsInMemory(
        {"community:warehouse": Secret("a"), "v3-auth:scanner": Secret("b"), "signing": Secret("c")}
    )
    typed = {"mail": Secret("geheim"), "v3-auth:gone": Secret("d")}
    opened = open_settings(disk.as_file(), ALL_KEYS)
    new = {**opened.values, "mail.user": "meters", "network.communities": ["public"]}
    save(opened, new, typed, {"community:warehouse", "v3-auth:scanner"}, adapters(disk, secret_store))
    assert set(secret_store.secrets) == {"mail", "v3-auth:scanner", "signing"}
    assert "geheim" not in (disk.text or "")


def test_without_a_keyring_nothing_is_saved_but_what_needs_none_is() -> None:
    disk, secret_store = Disk(OFFICE), SecretsInMemory(is_usable=False)
    with pytest.raises(AgentError, match="No keyring"):
        saved(disk, secret_store, {"mail.user": "meters"}, {"mail": Secret("geheim")})
    assert disk.text == OFFICE
    saved(disk, secret_store, {"mail.sender": "meters@example.com"})
    assert disk.written == 1


def test_what_was_typed_wins_over_what_is_kept() -> None:
    secret_store = TypedFirst(
        {"a": Secret("typed")}, SecretsInMemory({"a": Secret("kept"), "b": Secret("kept")})
    )
    assert [secret_store.get(name) for name in "abc"] == [Secret("typed"), Secret("kept"), None]


WRONG = [
    ("network.targets", ["10.0.0.0/24", "10.0.0.0/99"], "is not a network"),
    ("network.communities", [], 'Enter a community, or a user in "SNMPv3 users".'),
    ("network.users", [SCANNER, {**SCANNER}], "no other user"),
    ("mail.port", "abc", "Enter a number from 1 to 65535, like 587"),
    (
        "mail.recipients",
        ["a@example.com", "b"],
        "Entry 2: Enter email addresses, like office@example.com",
    ),
    ("schedule.at", "25:00", "Enter a time, like 08:30"),
    ("schedule.days", [], "Choose at least one day"),
]


@pytest.mark.parametrize(("key", "value", "words_of_it"), WRONG)
def test_a_wrong_field_is_told_under_its_own_name(key: str, value: object, words_of_it: str) -> None:
    flaws = judge({**values_of({}), key: value})[1]
    assert list(flaws) == [key]
    assert words_of_it in flaws[key]


def test_no_encryption_beside_a_certificate_of_the_office_is_told_under_the_encryption() -> None:
    flaws = judge({**values_of({}), "mail.client_certificate": "office.pem", "mail.security": "none"})[1]
    assert flaws == {"mail.security": "Choose an encryption: the certificate of this office needs it."}


def test_a_form_is_judged_as_the_file_it_would_be() -> None:
    values = values_of(tomllib.loads(OFFICE))
    assert values_of(document_of(values)) == values
    assert judge(values)[1] == {}


@pytest.mark.parametrize("kind", sorted(smtp.TROUBLES))
def test_a_mail_servers_trouble_speaks_of_fields_and_buttons(kind: str) -> None:
    said = messages.of_error(trouble(kind, "relay", 2525, "0f" * 32))
    assert [part for part in ("mail.", "meters settings", "waits and is", "Seen:") if part in said] == []
    assert said[0].isalnum()
    assert said.endswith(".")


def test_a_fingerprint_is_shown_in_pairs() -> None:
    assert fingerprint_lines("0f" * 4, 3) == "0F:0F:0F\n0F"


AUDITOR_USER = User("auditor", "SHA-256", Secret("geheim-1"), "AES", Secret("geheim-2"), "floor2")
HERE = Endpoint("127.0.0.1", 1161)


@pytest.mark.parametrize("user", [AUDITOR_USER, User("scanner", "SHA", Secret("geheim-1"))])
def test_a_try_is_told_to_its_process_whole(user: User) -> None:
    assert from_stdin(as_stdin(user, HERE)) == (user, HERE)


VERDICTS = [
    ([()], TryVerdict.LETS_IN),
    ([Failure(Fault.TIMEOUT), ()], TryVerdict.LETS_IN),
    ([Failure(Fault.TIMEOUT)] * 3, TryVerdict.SILENT),
    ([Failure(Fault.REFUSED)], TryVerdict.REFUSES),
    ([Failure(Fault.NONSENSE)], TryVerdict.NO_SENSE),
    ([Failure(Fault.GENERAL_ERROR)], TryVerdict.LETS_IN),
]


@pytest.mark.parametrize(("answers", "verdict"), VERDICTS)
def test_an_answer_is_a_verdict(answers: list[Answer], verdict: TryVerdict) -> None:
    class Scripted:
        def ask(self, _question: Request, _timeout: float) -> Answer:
            return answers.pop(0)

    def open_session(_endpoint: Endpoint, _access: Access) -> Session:
        return Scripted()

    assert ask_once(AUDITOR_USER, HERE, open_session) is verdict


TROUBLE = [
    (None, "could not be tested. Try again."),
    (4, "could not be tested. Try again."),
    (-11, "could not be tested. Try again."),
    (
        10,
        (
            "didn't respond. It may be off or have another address. "
            "Printers don't reply if the encryption passphrase is wrong."
        ),
    ),
    (11, "rejected this user. Check name, authentication and passphrase."),
]


@pytest.mark.parametrize(("code", "sentences"), TROUBLE)
def test_a_try_that_did_not_go_well_says_why(code: int | None, sentences: str) -> None:
    with pytest.raises(AgentError) as caught:
        sentence_of(Ended(code, timed_out=code is None, output="x"), HERE)
    assert str(caught.value) == f"{HERE} {sentences}"


def test_a_try_that_went_well_says_so() -> None:
    assert sentence_of(Ended(0, timed_out=False, output=""), HERE) == "Signed in to 127.0.0.1:1161."


@pytest.mark.parametrize("text", ["", "10.0.0.0/24", "10.0.0.1, 10.0.0.2", "unknown.name", "!"])
def test_a_try_needs_one_address(text: str) -> None:
    with pytest.raises(AgentError):
        endpoint_of(text, 161, lambda _: ())


def test_a_try_takes_a_name_or_an_address_with_a_port() -> None:
    assert endpoint_of("127.0.0.1:1161", 161, never) == HERE
    assert endpoint_of("printer.lan", 1161, lambda _: ("127.0.0.1",)) == HERE
