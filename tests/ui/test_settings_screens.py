"""The settings window on the small screens that offices have: nothing is ever out of reach."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agent.ui.window.screen import BAR, TITLE
from tests.support import real_mta
from tests.support.desktop_rig import LONGEST, MISSING, ORDINARY, Desktop, desktop
from tests.support.languages import MessagesIn
from tests.support.window_rig import PAGES, Window, window_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Screen = tuple[int, int, int]
Seen = dict[str, Any]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

en, de = MessagesIn("en", "window"), MessagesIn("de", "window")
LANGUAGES = {"en": en, "de": de}
# Width, height and percent of what laptops, netbooks and meeting rooms have.
SCREENS = [(1366, 768, 125), (1366, 768, 150), (1280, 800, 150), (1920, 1080, 200), (1024, 600, 100)]
# Every setting that has a field is wrong here, and some that have none.
ALL_WRONG = """\
[site]
id = "not a name"
name = 7
language = "xx"
enrolment = "no code"
[network]
targets = ["no target!", "10.0.0.0/99"]
exclude = ["neither!"]
communities = ["a secret"]
port = 0
timeout = 99
[[network.users]]
name = ""
auth = "none"
[mail]
host = "not a host"
port = 70000
security = "much"
user = 7
sender = "nobody"
recipients = ["one", "two"]
certificate_sha256 = "zz"
allow_public_host = "perhaps"
profile = "a b"
unknown = 1
[schedule]
at = "25:00"
days = ["someday"]
[tray]
autostart = "perhaps"
notify = 3
[elsewhere]
more = 1
"""
MOST_NOTCHES = 60  # of the wheel: more than the longest page has
UP, DOWN = "4", "5"  # the buttons that X has for the wheel


@dataclass(slots=True)
class Watched:
    """A window that writes down what can be seen of it, each time that this changes."""

    window: Window
    words: MessagesIn
    seen: queue.SimpleQueue[Seen]
    last: Seen = field(default_factory=dict)

    def until(self, so: Callable[[Seen], bool], what: str) -> None:
        """Wait until it is seen; AssertionError after a while."""
        end = time.monotonic() + LONGEST
        while not (self.last and so(self.last)):
            assert time.monotonic() < end, f"it did not happen that {what}"
            with contextlib.suppress(queue.Empty):
                self.last = self.seen.get(timeout=0.5)

    def settle(self, quiet: float) -> None:
        """Take note of all that is seen until nothing has changed for `quiet` seconds."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.last = self.seen.get(timeout=quiet)

    def press(self, key: str) -> None:
        """Press a key."""
        self.window.desktop.run("xdotool", "key", key)

    def go_on(self) -> None:
        """Go on to the next field by the Tab key."""
        before = self.last["focus"]
        self.press("Tab")
        self.until(lambda now: bool(now["focus"] != before), f"the focus goes on from {before}")

    def turn(self, button: str, notches: int = 1) -> None:
        """Turn the wheel where the mouse is."""
        self.window.desktop.run("xdotool", "click", "--repeat", str(notches), "--delay", "5", button)
        # Nothing is seen at an end; who turns until something is in view may look too early.
        self.settle(0.15)

    def turn_page(self) -> None:
        """Go on to the next page."""
        before = self.fields().keys()
        self.press("ctrl+Tab")
        self.until(lambda _: self.fields().keys().isdisjoint(before), "the page is turned")
        self.settle(0.3)

    @property
    def buttons(self) -> set[str]:
        """The words of the fixed buttons."""
        return {self.words.SAVE, self.words.CANCEL, self.words.OK}

    @property
    def focused(self) -> dict[str, Any]:
        """The field that has the focus; empty where that is none, such as the pages' tabs."""
        return dict(self.last["fields"].get(self.last["focus"], {}))

    def fields(self) -> dict[str, Any]:
        """Return the fields of the window in front, by the names that Tk has for them."""
        front = max(self.last["windows"], key=len)
        fields = self.last["fields"].items()
        return {
            path: one for path, one in fields if path.startswith(front) and one["text"] not in self.buttons
        }

    def walk(self) -> set[str]:
        """Go through all fields by the Tab key and return them; AssertionError where one is not in view."""
        reached: set[str] = set()
        for _ in range(len(self.fields()) + len(self.buttons) + 2):  # and the pages' own tabs
            self.go_on()
            self.until(lambda _: self.focused.get("whole", True), f"{self.last['focus']} comes into view")
            reached.add(self.last["focus"])
        return reached

    def assert_the_windows_fit(self, screen: Screen) -> None:
        """AssertionError where a window is not on the screen, or under the task bar.

        There is no window manager here: the room for the title bar must be left below, too.
        """
        width, height, percent = screen
        for left, top, right, bottom in self.last["windows"].values():
            assert left >= 0
            assert top >= 0
            assert right <= width
            assert bottom <= height - (BAR + TITLE) * percent // 100

    def assert_the_buttons_can_be_clicked(self, screen: Screen) -> None:
        """AssertionError where a fixed button is not whole, or its window not on the screen."""
        self.assert_the_windows_fit(screen)
        shown = [one for one in self.last["fields"].values() if one["text"] in self.buttons]
        assert len(shown) == 2 * len(self.last["windows"])
        for one in shown:
            assert one["whole"], one


@contextmanager
def watched(session: Desktop, data: Path, page: str, words: MessagesIn) -> Iterator[Watched]:
    program = (sys.executable, str(Path(__file__).parents[1].joinpath("support", "watched_window.py")))
    with window_of(program, session, data, page, title=words.TITLE, stdout=subprocess.PIPE) as window:
        seen: queue.SimpleQueue[Seen] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(window.process, seen), daemon=True).start()
        shown = Watched(window, words, seen)
        shown.until(lambda now: bool(now["focus"] and now["fields"]), "the window is drawn")
        shown.settle(0.5)
        yield shown


def _read(process: subprocess.Popen[bytes], seen: queue.SimpleQueue[Seen]) -> None:
    assert process.stdout
    for line in process.stdout:
        seen.put(json.loads(line))


@contextmanager
def screen_of(folder: Path, screen: Screen, language: str) -> Iterator[Desktop]:
    """Yield a session on such a screen; the settings there are wrong, so the system says the language."""
    width, height, percent = screen
    dpi = ORDINARY * percent // 100
    with desktop(folder / "home", dpi=dpi, size=(width, height), keyring=False) as session:
        yield Desktop({**session.environment, "LANG": f"{language}.UTF-8"})


def office(folder: Path, text: str = ALL_WRONG) -> Path:
    """Return a data folder with these settings."""
    data = folder / "office"
    data.mkdir()
    (data / "settings.toml").write_text(text, encoding="utf-8")
    return data


def in_view(now: Seen) -> set[str]:
    return {path for path, one in now["fields"].items() if one["whole"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_field_is_reached_by_the_keyboard_and_save_stays_in_view(
    screen: Screen, language: str, tmp_path: Path
) -> None:
    words = LANGUAGES[language]
    with (
        screen_of(tmp_path, screen, language) as session,
        watched(session, office(tmp_path), PAGES[0], words) as shown,
    ):
        for _ in PAGES:
            shown.assert_the_buttons_can_be_clicked(screen)
            fields = shown.fields().keys()
            assert len(fields) > 5
            assert fields - shown.walk() == set()
            shown.turn_page()
        shown.press("Return")  # in vain: everything is wrong
        shown.until(lambda _: shown.focused.get("whole", False), "the first wrong field is in view")
        shown.settle(0.5)
        shown.assert_the_buttons_can_be_clicked(screen)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_field_is_reached_by_the_wheel(screen: Screen, tmp_path: Path) -> None:
    width, height, _ = screen
    with (
        screen_of(tmp_path, screen, "de") as session,
        watched(session, office(tmp_path), PAGES[0], de) as shown,
    ):
        for _ in PAGES:
            session.run("xdotool", "mousemove", str(width // 2), str(height // 2))
            shown.turn(UP, MOST_NOTCHES)
            values = shown.last["values"]
            missing = shown.fields().keys() - in_view(shown.last)
            for _ in range(MOST_NOTCHES):
                if not missing:
                    break
                shown.turn(DOWN)
                missing -= in_view(shown.last)
            assert missing == set()
            assert shown.last["values"] == values  # no choice was turned on the way
            shown.turn_page()


def test_the_bar_scrolls_when_it_is_drawn_and_is_gone_where_all_is_in_view(tmp_path: Path) -> None:
    with (
        screen_of(tmp_path, (1366, 768, 150), "en") as session,
        watched(session, office(tmp_path, ""), "mail", en) as shown,
    ):
        last = next(path for path, one in shown.fields().items() if one["text"] == en.SEND_TEST)
        assert last not in in_view(shown.last)
        (bar,) = shown.last["bars"]
        x, top, bottom = (bar[0] + bar[2]) // 2, bar[1], bar[3]
        session.run("xdotool", "mousemove", str(x), str(top + 40), "mousedown", "1")
        session.run("xdotool", "mousemove", str(x), str(bottom), "mouseup", "1")
        shown.until(lambda now: last in in_view(now), "the last field comes into view")
        shown.turn_page()
        shown.until(lambda now: now["bars"] == [], "the bar is gone where all is in view")


@pytest.mark.skipif(bool(real_mta.reason_not_to_run()), reason=str(real_mta.reason_not_to_run()))
@pytest.mark.parametrize("screen", [SCREENS[1], SCREENS[4]])
def test_the_question_about_a_certificate_fits(screen: Screen, tmp_path: Path) -> None:
    with real_mta.running_mail_host() as server, screen_of(tmp_path, screen, "de") as session:
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {server.starttls}\n'
        with watched(session, office(tmp_path, mail), "mail", de) as shown:
            trust = next(path for path, one in shown.fields().items() if one["text"] == de.TRUST)
            while shown.last["focus"] != trust:
                shown.go_on()
            shown.press("Return")
            shown.until(lambda now: len(now["windows"]) > 1, "the question is asked")
            shown.settle(0.5)
            shown.assert_the_windows_fit(screen)
            question = max(shown.last["windows"], key=len)  # the window below has a button to cancel, too
            fields = [one for path, one in shown.last["fields"].items() if path.startswith(question)]
            asked = [one for one in fields if one["text"] in {de.YES_TRUST, de.NO_TRUST}]
            assert [one["whole"] for one in asked] == [True, True]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("number", [0, 1], ids=["community", "user"])
def test_a_dialog_fits_with_everything_in_it_wrong(screen: Screen, number: int, tmp_path: Path) -> None:
    with (
        screen_of(tmp_path, screen, "de") as session,
        watched(session, office(tmp_path), "networks", de) as shown,
    ):
        adding = [path for path, one in shown.fields().items() if one["text"] == de.ADD_MORE][number]
        for _ in shown.fields():
            if shown.last["focus"] == adding:
                break
            shown.go_on()
        shown.press("Return")
        shown.until(lambda now: len(now["windows"]) > 1, "the dialog opens")
        shown.settle(0.5)
        shown.press("Return")  # in vain: nothing was entered
        shown.settle(0.5)
        shown.assert_the_buttons_can_be_clicked(screen)
        fields = shown.fields().keys()
        assert len(fields) > 1
        assert fields - shown.walk() == set()
