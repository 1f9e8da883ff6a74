"""The window of the first start on a real screen: real printers answer, a real click, a real file."""

from __future__ import annotations

import tomllib
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import PORT, PRINTERS
from tests.support.desktop_rig import MISSING, Desktop, desktop
from tests.support.languages import MessagesIn
from tests.support.loopback import needs_127_8
from tests.support.window_watch import screen_of, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from tests.support.window_watch import Watched

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

en, de = MessagesIn("en", "first_run"), MessagesIn("de", "first_run")
search, messages = MessagesIn("en", "network_search"), MessagesIn("en", "window")
de_window = MessagesIn("de", "window")
NETWORK = "127.79.0.1-3"
OFFICE = f"""\
[network]
targets = ["{NETWORK}"]
port = {PORT}
"""
TO_HOST = 1  # Tab from the choice of the service
SCREENS = [(1366, 768, 100), (1366, 768, 150), (1920, 1080, 200), (1024, 600, 100)]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop with a screen, a bus and a keyring of its own."""
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


def office(folder: Path, text: str = OFFICE) -> Path:
    data = folder / "office"
    data.mkdir()
    if text:
        (data / "settings.toml").write_text(text, encoding="utf-8")
    return data


def saved(data: Path) -> dict[str, dict[str, object]]:
    return tomllib.loads((data / "settings.toml").read_text(encoding="utf-8"))


def choose_next_service(shown: Watched) -> None:
    """Choose the next line of the list of services: Microsoft 365, after the office's own server."""
    windows = visible_windows(shown)
    shown.window.keys("Down")
    shown.until(lambda _: visible_windows(shown) > windows, "the list drops down")
    shown.settle(0.5)
    shown.window.keys("Down", "Return")


def visible_windows(shown: Watched) -> int:
    return len(shown.window.desktop.run("xdotool", "search", "--onlyvisible", "--name", ".*").split())


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_the_three_steps_find_the_printers_and_end_with_a_report_that_leaves(
    session: Desktop, tmp_path: Path, sink: MailSink
) -> None:
    data = office(tmp_path)
    with watched(session, data, "networks", messages, "--first-run", title=en.TITLE) as shown:
        shown.says(en.HEADINGS["search"])
        shown.says(f"{NETWORK}: {search.printers(PRINTERS)} ({search.addresses(3)})")
        shown.says(search.found(PRINTERS))
        shown.click(en.NEXT)
        shown.says(en.HEADINGS["mail"])
        window = shown.window
        window.tab(TO_HOST)
        window.type(sink.host)
        window.tab()
        window.choose("Down", "Down")  # from STARTTLS past TLS to none
        window.tab()
        window.type(str(sink.port))
        window.tab()
        window.type("meters@example.com")
        window.tab()
        window.type("office@example.com")
        shown.click(messages.SEND_TEST)
        shown.until(lambda _: bool(sink.messages), "the test email arrives")
        shown.click(en.NEXT)
        shown.says(en.HEADINGS["done"])
        shown.says(en.goes_to("office@example.com"))
        shown.says("Next scan: ")
        shown.says(en.WHERE["linux"])
        shown.click(en.FINISH)
        assert window.wait_closed() == 0
    assert message_from_bytes(sink.messages[0])["From"] == "meters@example.com"
    mail = saved(data)["mail"]
    assert (mail["host"], mail["port"], mail["security"]) == (sink.host, sink.port, "none")
    assert saved(data)["network"] == {"targets": [NETWORK], "port": PORT}


def test_an_empty_office_hears_what_was_searched_and_what_to_do(session: Desktop, tmp_path: Path) -> None:
    data = office(tmp_path, OFFICE.replace(NETWORK, "127.79.9.1-2").replace(str(PORT), "65000"))
    with watched(session, data, "networks", messages, "--first-run", title=en.TITLE) as shown:
        shown.says(search.NOTHING_FOUND)
        shown.says(f"127.79.9.1-2: {search.printers(0)} ({search.addresses(2)})")


def test_a_step_with_something_missing_marks_it_and_skip_saves_no_mail(
    session: Desktop, tmp_path: Path
) -> None:
    data = office(tmp_path)
    with watched(session, data, "mail", messages, "--first-run", title=en.TITLE) as shown:
        before = shown.last["windows"]
        shown.window.tab(TO_HOST)
        shown.window.type("mail.office.lan")
        shown.click(en.NEXT)
        shown.says(messages.CORRECT_FIRST)
        shown.says(messages.INSTRUCTIONS["mail.sender"])
        shown.says(messages.INSTRUCTIONS["mail.recipients"])
        assert shown.last["windows"] == before  # no line came that was not there: nothing jumped
        shown.window.type("meters@example.com")  # the focus is on the first that is missing
        shown.until(lambda now: now["focus"] != "", "it is typed")
        shown.click(en.SKIP)
        shown.says(en.SKIPPED)
        shown.press("Return")
        assert shown.window.wait_closed() == 0
    assert saved(data) == {"network": {"targets": [NETWORK], "port": PORT}}


def test_a_service_on_the_internet_is_asked_about_and_enter_allows_nothing(
    session: Desktop, tmp_path: Path
) -> None:
    data = office(tmp_path)
    with watched(session, data, "mail", messages, "--first-run", title=en.TITLE) as shown:
        choose_next_service(shown)
        shown.says("is a mail server on the internet")
        shown.press("Return")
        shown.wait_dialog_closed()
        assert "A mail server in our office" in shown.last["values"]
        choose_next_service(shown)
        shown.says("is a mail server on the internet")
        shown.click(en.ALLOW)
        shown.wait_dialog_closed()
        shown.settle(0.5)
        chosen = shown.last["values"][0]
        assert chosen.startswith("Microsoft 365")
        shown.says("sign-in with a password by default")  # before the first try
        shown.window.tab(4)
        shown.window.type("meters@example.com")
        shown.window.tab()
        shown.window.type("office@example.com")
        shown.click(en.NEXT)
        shown.says(en.HEADINGS["done"])
    mail = saved(data)["mail"]
    assert mail["host"] == "smtp.office365.com"
    assert mail["allow_public_host"] is True


def test_escape_asks_before_what_was_typed_is_lost(session: Desktop, tmp_path: Path) -> None:
    data = office(tmp_path)
    with watched(session, data, "mail", messages, "--first-run", title=en.TITLE) as shown:
        shown.window.tab(TO_HOST)
        shown.window.type("mail.office.lan")
        shown.press("Escape")
        shown.wait_dialog()
        shown.press("Escape")
        shown.wait_dialog_closed()
        shown.press("Escape")
        shown.wait_dialog()
        shown.press("Return")
        assert shown.window.wait_closed() == 0
    assert saved(data)["mail"]["host"] == "mail.office.lan"


def test_a_search_ends_with_its_window(session: Desktop, tmp_path: Path) -> None:
    silent = ", ".join(f'"127.79.9.{number}:16199"' for number in range(1, 250))
    data = office(tmp_path, f"[network]\ntargets = [{silent}]\ntimeout = 10.0\n")
    with watched(session, data, "networks", messages, "--first-run", title=en.TITLE) as shown:
        shown.says(search.SEARCHING)
        shown.until(lambda _: bool(scans_of(data)), "the scan runs")
        shown.press("Escape")
        assert shown.window.wait_closed() == 0
        assert scans_of(data) == []


def test_the_last_step_is_whole_in_german(session: Desktop, tmp_path: Path) -> None:
    spoken = Desktop({**session.environment, "LANG": "de.UTF-8"})
    with watched(spoken, office(tmp_path), "mail", de_window, "--first-run", title=de.TITLE) as shown:
        shown.click(de.SKIP)
        shown.says(de.SKIPPED)
        shown.settle(0.5)
        assert shown.last["cut"] == []


def scans_of(data: Path) -> list[str]:
    """Return the scans of this folder that run, by what /proc has of them."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"scan" in command and str(data).encode() in command:
            found.append(process.name)
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("step", ["networks", "mail"])
def test_each_step_is_reached_by_the_keyboard_and_its_buttons_stay_in_view(
    screen: tuple[int, int, int], step: str, tmp_path: Path
) -> None:
    with (
        screen_of(tmp_path, screen, "de") as session,
        watched(session, office(tmp_path), step, de_window, "--first-run", title=de.TITLE) as shown,
    ):
        shown.assert_the_windows_fit(screen)
        buttons = [one for one in shown.last["fields"].values() if one["text"] == de.NEXT]
        assert [one["whole"] for one in buttons] == [True]
        fields = shown.fields().keys()
        assert len(fields) > 4
        assert fields - shown.walk() == set()
