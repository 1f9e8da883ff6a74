"""The window on a computer that somebody set up: locked fields, and the question about a provision file."""

from __future__ import annotations

import os
import tomllib
from functools import partial
from typing import TYPE_CHECKING

import pytest

from agent.ui.window.folded_part import OPEN
from tests.support.desktop_rig import MISSING, Desktop, desktop
from tests.support.languages import MessagesIn
from tests.support.own_etc import NOBODY, Computer, needs_own_etc, open_place
from tests.support.window_watch import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.window_watch import Watched

pytestmark = [
    needs_own_etc,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]
messages, words = MessagesIn("en", "window"), MessagesIn("en", "deployment")
de = MessagesIn("de", "deployment")
POLICY = """
[site]
id = "north"
name = "North"
language = "{language}"
enrolment = "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS"
[network]
targets = ["10.9.0.0/24"]
exclude = ["10.9.0.9"]
communities = ["public", "keyring:warehouse"]
users = [{{name = "reader"}}]
[mail]
host = "policy.example"
port = 2525
security = "tls"
user = "meters"
sender = "meters@office.example"
recipients = ["meters@dealer.example"]
certificate_sha256 = "{fingerprint}"
client_certificate = "office.pem"
allow_public_host = true
[schedule]
at = "07:15"
days = ["mon"]
[tray]
autostart = false
notify = false
"""
# What can be used on a page where all is locked: tabs aside, what is no setting.
FREE = {
    "networks": {"", messages.EDIT, MessagesIn("en", "network_search").SEARCH, f"{OPEN}  {messages.RIGHTS}"},
    "mail": {
        "",
        messages.SEND_TEST,
        MessagesIn("en", "doctor").TITLE,
        f"{OPEN}  {messages.OWN_CERTIFICATE}",
    },
    "schedule": set(),
    "general": {"", messages.OPEN_FOLDER, messages.OPEN_LOG, MessagesIn("en", "support_file").OPEN},
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop with a screen, a bus and a keyring of its own."""
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def computer(session: Desktop) -> Iterator[Computer]:
    """Return a computer with this desktop."""
    with open_place() as place:
        yield Computer(place, environment=session.environment).made()


def usable(shown: Watched) -> set[str]:
    return {field["text"] for field in shown.fields().values()}


@pytest.mark.parametrize("page", FREE)
def test_what_a_policy_sets_can_be_seen_and_not_changed(
    session: Desktop, computer: Computer, page: str
) -> None:
    computer.policy(POLICY.format(language="en", fingerprint="0f" * 32))
    with watched(session, computer.data, page, messages, inside=computer.command()) as shown:
        shown.says(words.LOCKED_FIELD)
        assert usable(shown) == FREE[page]
        for key in ("Delete", "space", "x", "Return"):
            shown.press(key)
        assert shown.window.wait_closed() == 0
    assert tomllib.loads((computer.data / "settings.toml").read_text()) == {"mail": {"confirmed": True}}


def test_it_says_so_in_german(session: Desktop, computer: Computer) -> None:
    computer.policy(POLICY.format(language="de", fingerprint=""))
    german = MessagesIn("de", "window")
    with watched(session, computer.data, "mail", german, inside=computer.command()) as shown:
        shown.says(de.LOCKED_FIELD)


def test_the_rest_of_the_page_can_be_changed_and_saved(session: Desktop, computer: Computer) -> None:
    computer.policy('[mail]\nhost = "policy.example"\n')
    with watched(session, computer.data, "mail", messages, inside=computer.command()) as shown:
        shown.says(words.LOCKED_FIELD)
        shown.window.tab(3)
        shown.window.type("own@office.example")
        shown.press("Return")
        assert shown.window.wait_closed() == 0
    saved = tomllib.loads((computer.data / "settings.toml").read_text())
    assert saved == {"mail": {"sender": "own@office.example", "confirmed": True}}


def test_the_first_steps_show_what_is_locked_and_agree_to_it(session: Desktop, computer: Computer) -> None:
    computer.policy(POLICY.format(language="en", fingerprint=""))
    first_run = MessagesIn("en", "first_run")
    first_steps = partial(
        watched, session, computer.data, "mail", messages, "--first-run", title=first_run.TITLE
    )
    with first_steps(inside=computer.command()) as shown:
        shown.says(words.LOCKED_FIELD)
        shown.click(first_run.SKIP)
        shown.says(first_run.SKIPPED)
    assert not (computer.data / "settings.toml").exists()
    with first_steps(inside=computer.command()) as shown:
        shown.click(first_run.NEXT)
        shown.says(first_run.SAVED)
    assert tomllib.loads((computer.data / "settings.toml").read_text()) == {"mail": {"confirmed": True}}


PROVISION = """
[mail]
host = "mail.dealer.example"
sender = "meters@office.example"
recipients = ["first@dealer.example", "last@dealer.example"]
allow_public_host = true
"""


def ask(session: Desktop, computer: Computer, answer: str) -> None:
    """Answer the question, or press a key; the settings window follows and is left by Escape."""
    inside = computer.command()
    with watched(session, computer.data, "general", messages, title=words.TITLE, inside=inside) as shown:
        shown.says("mail.dealer.example")
        shown.says("first@dealer.example, last@dealer.example")
        shown.says(f"{messages.LABELS['mail.allow_public_host']}: true")
        shown.press(answer) if answer in {"Escape", "space"} else shown.click(answer)
        shown.says(messages.SITE_HINT)
        shown.click(messages.CANCEL)  # without a window manager nobody gives this window the keys
        assert shown.window.wait_closed() == 0


def test_a_file_that_others_could_write_is_shown_asked_about_and_used(
    session: Desktop, computer: Computer
) -> None:
    computer.provision(PROVISION)
    os.chown(computer.etc / "provision.toml", NOBODY, NOBODY)
    ask(session, computer, "Escape")  # put off: it is asked again
    assert computer.says("settings", "get", "mail.host") == ""
    ask(session, computer, words.USE)
    assert computer.says("settings", "get", "mail.host") == "mail.dealer.example"
    with watched(session, computer.data, "mail", messages, inside=computer.command()) as shown:
        shown.press("Escape")  # no question any more


def test_a_no_is_asked_for_once_and_the_key_that_is_pressed_too_often_says_no(
    session: Desktop, computer: Computer
) -> None:
    computer.provision(PROVISION)  # an administrator's, but nobody has agreed to where reports go
    ask(session, computer, "space")
    assert computer.says("settings", "get", "mail.host") == ""
    assert "not used, as decided" in computer.says("status")
    with watched(session, computer.data, "mail", messages, inside=computer.command()) as shown:
        shown.press("Escape")


def test_the_password_of_a_locked_community_is_each_user_s_own(session: Desktop, computer: Computer) -> None:
    computer.policy('[network]\ncommunities = ["keyring:warehouse"]\n')
    with watched(session, computer.data, "networks", messages, inside=computer.command()) as shown:
        shown.says(messages.MISSING.format(name="warehouse"))
        lists = [one["box"] for path, one in shown.fields().items() if "treeview" in path]
        left, top, _, _ = min(lists, key=lambda box: (-box[1], box[0]))  # the lower left one
        place = (str(left + 40), str(top + 12))
        session.run("xdotool", "mousemove", *place, "click", "--repeat", "2", "--delay", "50", "1")
        shown.window.wait_dialog(messages.COMMUNITY_EDIT_TITLE)
        shown.window.type("geheim-4711")
        shown.press("Return")
        shown.window.wait_dialog_closed(messages.COMMUNITY_EDIT_TITLE)
        shown.says_no_more(messages.MISSING.format(name="warehouse"))
        shown.click(messages.SAVE)
        assert shown.window.wait_closed() == 0
    assert "community:warehouse: set" in computer.says("settings", "show")
    assert not (computer.data / "settings.toml").exists()
