"""Apply, the question before changes are lost, lines that don't jump, the question about a certificate."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.edge.store import Store
from agent.ui.window.folded_part import CLOSED
from tests.support import real_mta
from tests.support.desktop_rig import LONGEST, MISSING, Desktop, desktop, eventually
from tests.support.languages import MessagesIn
from tests.support.window_watch import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.window_watch import Watched

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
messages, de = MessagesIn("en", "window"), MessagesIn("de", "window")
doctor_window = MessagesIn("en", "doctor_window")
doctor, bundle = MessagesIn("en", "doctor"), MessagesIn("en", "support_file")
certificate, unsaved = MessagesIn("en", "certificate"), MessagesIn("en", "unsaved")
TO_SENDER, TO_USER = 3, 5
LANGUAGES = {"en": messages, "de": de}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop with a screen, a bus and a keyring of its own."""
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


def saved(data: Path) -> dict[str, dict[str, object]]:
    return tomllib.loads((data / "settings.toml").read_text())


def apply_is_offered(shown: Watched) -> bool:
    return unsaved.APPLY in {one["text"] for one in shown.last["fields"].values()}


def test_apply_saves_and_the_window_stays_until_the_next_change(session: Desktop, tmp_path: Path) -> None:
    with watched(session, tmp_path, "mail", messages) as shown:
        assert not apply_is_offered(shown)
        shown.window.type("relay.lan")
        shown.until(lambda _: apply_is_offered(shown), "a change can be applied")
        shown.click(unsaved.APPLY)
        shown.says(unsaved.APPLIED)
        shown.until(lambda _: not apply_is_offered(shown), "nothing is left to apply")
        assert saved(tmp_path)["mail"] == {"host": "relay.lan"}
        shown.press("Escape")
        assert shown.window.wait_closed() == 0


def test_a_password_that_was_applied_is_kept_and_unsaved_no_more(session: Desktop, tmp_path: Path) -> None:
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.tab(TO_USER)
        shown.window.type("meters")
        shown.window.tab()
        shown.window.type("geheim-4711")
        shown.click(unsaved.APPLY)
        shown.says(unsaved.APPLIED)
        shown.press("Escape")
        assert shown.window.wait_closed() == 0
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.tab(TO_USER)
        shown.window.type("")
        shown.press("Escape")  # a kept password alone is no change
        assert shown.window.wait_closed() == 0
    assert b"geheim-4711" not in (tmp_path / "settings.toml").read_bytes()


@pytest.mark.parametrize(
    ("button", "host"), [(unsaved.SAVE, "relay.lan"), (unsaved.DISCARD, None)], ids=["save", "discard"]
)
def test_closing_asks_about_what_is_unsaved(
    session: Desktop, tmp_path: Path, button: str, host: str | None
) -> None:
    (tmp_path / "settings.toml").write_text("")
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.type("relay.lan")
        shown.press("Escape")
        shown.says(unsaved.QUESTION)
        shown.press("Escape")  # and it goes on
        shown.says_no_more(unsaved.QUESTION)
        shown.press("Escape")
        shown.says(unsaved.QUESTION)
        shown.click(button)
        assert shown.window.wait_closed() == 0
    assert saved(tmp_path).get("mail", {}).get("host") == host


def test_saving_from_the_question_stops_at_what_is_wrong(session: Desktop, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("")
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.tab(TO_SENDER)
        shown.window.type("nobody")
        shown.settle(0.5)
        before = shown.last["focus"]
        shown.press("Escape")
        shown.says(unsaved.QUESTION)
        shown.press("Return")
        shown.says(messages.CORRECT_FIRST)
        shown.says(messages.INSTRUCTIONS["mail.sender"])
        shown.until(lambda now: now["focus"] == before, "the wrong field has the focus")
    assert (tmp_path / "settings.toml").read_text() == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["mail", "general"])
def test_nothing_jumps_when_something_is_wrong(
    session: Desktop, tmp_path: Path, page: str, language: str
) -> None:
    words = LANGUAGES[language]
    spoken = Desktop({**session.environment, "LANG": f"{language}.UTF-8"})
    with watched(spoken, tmp_path, page, words) as shown:
        before = {path: one["box"] for path, one in shown.last["fields"].items()}
        windows = shown.last["windows"]
        shown.window.type("a b")
        shown.window.tab(2)
        shown.window.type("0" * 300)  # a port there is none of, a site's name that is too long
        shown.window.tab()
        for key in {"mail": ("mail.host", "mail.port"), "general": ("site.id",)}[page]:
            shown.says(words.INSTRUCTIONS[key])
        shown.settle(0.5)
        after = {path: one["box"] for path, one in shown.last["fields"].items() if path in before}
        assert after == before
        assert shown.last["windows"] == windows


def test_a_test_with_gaps_marks_all_and_goes_to_the_first_on_the_page(
    session: Desktop, tmp_path: Path
) -> None:
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.type("not a host")
        first = shown.last["focus"]
        shown.click(messages.SEND_TEST)
        shown.says(messages.TEST_NEEDS)
        for key in ("mail.host", "mail.sender", "mail.recipients"):
            shown.says(messages.INSTRUCTIONS[key])
        shown.until(lambda now: now["focus"] == first, "the first wrong field has the focus")


@pytest.mark.skipif(bool(real_mta.reason_not_to_run()), reason=str(real_mta.reason_not_to_run()))
def test_a_certificate_is_shown_as_it_is_and_trust_clears_the_old_red_answer(
    session: Desktop, tmp_path: Path
) -> None:
    with real_mta.running_mail_host() as server:
        text = (
            f'[mail]\nhost = "127.0.0.1"\nport = {server.starttls}\nsender = "meters@office.test"\n'
            'recipients = ["office@office.test"]\n'
        )
        (tmp_path / "settings.toml").write_text(text)
        with watched(session, tmp_path, "mail", messages) as shown:
            shown.says(certificate.BY_SYSTEM)
            shown.click(messages.SEND_TEST)
            shown.says("self-signed")
            shown.click(messages.TRUST)
            for said in (certificate.SERVER, f"127.0.0.1:{server.starttls}", certificate.SUBJECT):
                shown.says(said)
            for said in (certificate.ISSUER, certificate.SELF, "until"):
                shown.says(said)
            lines = server.fingerprint.upper()
            shown.says(":".join(lines[at : at + 2] for at in range(0, 16, 2)))
            shown.press("Return")  # Cancel is the default
            shown.wait_dialog_closed()
            shown.says(certificate.BY_SYSTEM)
            shown.says("Nothing was sent")
            shown.click(messages.TRUST)
            shown.says(certificate.SELF)
            shown.click(messages.YES_TRUST)
            shown.says("Trusted now: only the certificate ")
            shown.says_no_more("Nothing was sent")


def test_a_service_that_takes_no_password_is_told_of_before_the_first_try(
    session: Desktop, tmp_path: Path
) -> None:
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.window.type("smtp-mail.outlook.com")
        shown.window.tab(TO_USER)
        shown.window.type("office@outlook.example")
        shown.press("Tab")
        shown.says("Outlook.com has accepted no passwords from devices since")
        shown.press("shift+Tab")
        shown.window.keys("ctrl+slash", "Delete", "Tab")
        shown.says(messages.NOT_CONFIGURED)


def test_the_doctor_opens_from_the_mail_page(session: Desktop, tmp_path: Path) -> None:
    with watched(session, tmp_path, "mail", messages) as shown:
        shown.click(doctor.TITLE)
        eventually(lambda: doctor.TITLE in session.windows(), "the doctor opens")
        number = session.run("xdotool", "search", "--onlyvisible", "--name", doctor.TITLE).split()[-1]
        session.run("xdotool", "windowfocus", "--sync", number, "key", "Escape")
        eventually(lambda: doctor.TITLE not in session.windows(), "the doctor closes")


def arguments_with(*words: str) -> list[list[str]]:
    """Return the arguments of each process that has all of these among its own."""
    found: list[list[str]] = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            found.append(process.read_bytes().decode(errors="replace").split("\0"))
    return [each for each in found if set(words) <= set(each)]


def test_the_doctor_opens_at_the_step_of_what_is_known_to_be_wrong(session: Desktop, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with Store.open(tmp_path / "agent.db", now) as store:
        store.conditions.record(ConditionKind.DISK_FULL, "C:", {}, now)
    with watched(session, tmp_path, "general", messages) as shown:
        shown.click(f"{CLOSED}  1 known problem")
        shown.says("The disk is full: C:.")
        shown.click(doctor_window.WHY)
        eventually(lambda: doctor.TITLE in session.windows(), "the doctor opens")
        number = session.run("xdotool", "search", "--onlyvisible", "--name", doctor.TITLE).split()[-1]
        started = arguments_with(str(tmp_path), "--window")  # the window's and its readers'
        assert [each for each in started if "--step=disk" in each] == started != []
        session.run("xdotool", "windowfocus", "--sync", number, "key", "Escape")
        eventually(lambda: doctor.TITLE not in session.windows(), "the doctor closes")


def test_a_support_file_is_shown_before_it_is_saved(session: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text('[site]\nname = "Office of Nobody"\n', encoding="utf-8")
    with watched(session, data, "general", messages) as shown:
        shown.click(bundle.OPEN)
        eventually(lambda: bundle.TITLE in session.windows(), "the support file is shown")
        number = session.run("xdotool", "search", "--onlyvisible", "--name", bundle.TITLE).split()[-1]
        session.run("xdotool", "windowfocus", "--sync", number, "key", "Return")
        eventually(lambda: session.windows().count(bundle.TITLE) > 1, "it asks where to save")
        target = tmp_path / "support.txt"
        session.run("xdotool", "key", "ctrl+slash")
        session.run("xdotool", "type", "--delay", "10", str(target))
        assert not target.exists()
        session.run("xdotool", "key", "Return")
        eventually(target.exists, "it is saved")
        session.run("xdotool", "windowfocus", "--sync", number, "key", "Escape")
        eventually(lambda: bundle.TITLE not in session.windows(), "it is closed")
    text = target.read_text(encoding="utf-8")
    assert "settings.toml" in text
    assert "Office of Nobody" not in text


def test_a_support_file_that_nobody_touches_ends_with_the_session(session: Desktop, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "agent", "--data", str(tmp_path), "bundle", "--window"]
    with subprocess.Popen(command, env=session.environment, stderr=subprocess.DEVNULL) as process:
        try:
            eventually(lambda: bundle.TITLE in session.windows(), "the support file is shown")
            time.sleep(1)
            process.terminate()
            process.wait(LONGEST)
        finally:
            process.kill()
