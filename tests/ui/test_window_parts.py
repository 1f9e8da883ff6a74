"""Parts of the settings window: lists that are folded, the last test, the extra table."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from agent.ui.window.folded_part import CLOSED, OPEN
from tests.support.desktop_rig import MISSING, Desktop, desktop
from tests.support.languages import MessagesIn
from tests.support.window_watch import Watched, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.demo.mail_sink import MailSink

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

messages = MessagesIn("en", "window")
COMMUNITIES, USERS = (messages.LABELS[key] for key in ("network.communities", "network.users"))
MAIL = """\
[mail]
host = "{host}"
port = {port}
security = "none"
sender = "meters@example.com"
recipients = ["office@example.com"]
"""
TO_TABLE, TO_TEST = 11, 12  # Tab from the first field
LAST_TEST = "Last test: OK at "


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop with a screen, a bus and a keyring of its own."""
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


def rights(shown: Watched, sign: str) -> str:
    """Wait until the line of the folded lists bears this sign, and return its text."""
    text = f"{sign}  {messages.RIGHTS}"
    shown.until(lambda now: any(one["text"] == text for one in now["fields"].values()), text)
    return text


def office(folder: Path, text: str) -> Path:
    data = folder / "office"
    data.mkdir()
    (data / "settings.toml").write_text(text, encoding="utf-8")
    return data


def test_passwords_of_printers_are_one_line_until_somebody_opens_it(session: Desktop, tmp_path: Path) -> None:
    with watched(session, office(tmp_path, ""), "networks", messages) as shown:
        closed = rights(shown, CLOSED)
        assert not {COMMUNITIES, USERS} & set(shown.last["texts"])
        shown.click(closed)
        shown.says(COMMUNITIES)
        shown.says(USERS)
        shown.click(rights(shown, OPEN))
        shown.says_no_more(COMMUNITIES)


@pytest.mark.parametrize(
    "text",
    [
        'communities = ["public", "keyring:warehouse"]',
        '[[network.users]]\nname = "scanner"\nauth = "SHA"',
        'communities = ["a secret"]',
    ],
    ids=["community", "user", "wrong"],
)
def test_they_are_open_where_there_are_some_or_one_is_wrong(
    session: Desktop, tmp_path: Path, text: str
) -> None:
    with watched(session, office(tmp_path, f"[network]\n{text}\n"), "networks", messages) as shown:
        rights(shown, OPEN)
        shown.says(COMMUNITIES)


def test_a_wrong_one_is_not_hidden(session: Desktop, tmp_path: Path) -> None:
    data = office(tmp_path, '[network]\ncommunities = ["a secret"]\n')
    with watched(session, data, "networks", messages) as shown:
        shown.click(rights(shown, OPEN))
        shown.settle(0.5)
        assert COMMUNITIES in shown.last["texts"]


def test_a_test_that_went_well_is_told_until_the_settings_change(
    session: Desktop, tmp_path: Path, sink: MailSink
) -> None:
    data = office(tmp_path, MAIL.format(host=sink.host, port=sink.port))
    with watched(session, data, "mail", messages) as shown:
        shown.until(lambda now: now["focus"] != "", "the first field has the focus")
        shown.window.tab(TO_TEST)
        shown.window.keys("Return")
        shown.says(LAST_TEST)
        assert len(sink.messages) == 1
        shown.window.keys(*(["shift+Tab"] * TO_TEST))
        shown.window.type("mail.office.lan")
        shown.go_on()
        shown.says_no_more(LAST_TEST)
        shown.says_no_more("accepted the test email")


def test_a_table_that_is_there_is_chosen_and_saved(session: Desktop, tmp_path: Path) -> None:
    data = office(tmp_path, MAIL.format(host="mail.office.lan", port=25))
    with watched(session, data, "mail", messages) as shown:
        shown.says(messages.PROFILE_HINT)
        shown.until(lambda now: now["focus"] != "", "the first field has the focus")
        shown.window.tab(TO_TABLE)
        shown.window.choose("Down")
        shown.click(messages.SAVE)
        assert shown.window.wait_closed() == 0
    chosen = tomllib.loads((data / "settings.toml").read_text("utf-8"))["mail"]["profile"]
    assert chosen == "generic"
