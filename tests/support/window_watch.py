"""A window of ours that writes down what can be seen of it, and hands to work it with."""

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
from typing import TYPE_CHECKING, Any

from agent.core.messages import LANGUAGES
from agent.ui.window.screen import BAR, TITLE
from tests.support import watched_window
from tests.support.desktop_rig import LONGEST, ORDINARY, Desktop, desktop
from tests.support.languages import MessagesIn
from tests.support.window_rig import Window, window_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Screen = tuple[int, int, int]
Seen = dict[str, Any]
APPLY = {MessagesIn(language, "unsaved").APPLY for language in LANGUAGES}


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

    def wait_dialog(self) -> None:
        """Wait until a window of its own asks something, and has the keys."""
        self.until(
            lambda now: len(now["windows"]) > 1 and now["focus"].startswith(max(now["windows"], key=len)),
            "a question is asked",
        )

    def wait_dialog_closed(self) -> None:
        """Wait until the window is alone again, and has the keys."""
        self.until(lambda now: len(now["windows"]) == 1 and now["focus"] != "", "the question is closed")

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
        return {self.words.SAVE, self.words.CANCEL, self.words.OK, *APPLY}

    @property
    def focused(self) -> dict[str, Any]:
        """The field that has the focus; empty where that is none, such as the pages' tabs."""
        return dict(self.last["fields"].get(self.last["focus"], {}))

    def says(self, text: str) -> None:
        """Wait until a sentence, or a part of one, stands anywhere in the windows."""
        self.until(lambda now: text in "\n".join(now["texts"]), f"it says {text!r}")

    def says_no_more(self, text: str) -> None:
        """Wait until no window says this."""
        self.until(lambda now: text not in "\n".join(now["texts"]), f"{text!r} is gone")

    def click(self, text: str) -> None:
        """Click with the mouse at the middle of the button with this text, in the window in front."""
        front = max(self.last["windows"], key=len)

        def place(now: Seen) -> Any:  # noqa: ANN401 (a box, or None)
            fields = now["fields"].items()
            return next(
                (one["box"] for path, one in fields if one["text"] == text and path.startswith(front)), None
            )

        self.until(lambda now: place(now) is not None, f"{text!r} can be clicked")
        left, top, right, bottom = place(self.last)
        x, y = str((left + right) // 2), str((top + bottom) // 2)
        self.window.desktop.run("xdotool", "mousemove", x, y, "click", "1")

    def fields(self) -> dict[str, Any]:
        """Return the fields of the window in front, by the names that Tk has for them."""
        front = max(self.last["windows"], key=len)
        fields = self.last["fields"].items()
        return {
            path: one for path, one in fields if path.startswith(front) and one["text"] not in self.buttons
        }

    def walk(self) -> set[str]:
        """Go around by the Tab key and return the fields met; AssertionError where one is not in view.

        Up to three times: while a page still fills, the program may move the focus in the same moment, and
        a step goes unseen.
        """
        fields, reached = self.fields().keys(), set[str]()
        steps = 3 * (len(fields) + len(self.buttons) + 2)  # and the pages' own tabs
        while steps and not fields <= reached:
            self.go_on()
            self.until(lambda _: self.focused.get("whole", True), f"{self.last['focus']} comes into view")
            reached.add(self.last["focus"])
            steps -= 1
        return reached

    def assert_the_windows_fit(self, screen: Screen) -> None:
        """AssertionError where a window is not on the screen, under the task bar, or cuts a button's word.

        There is no window manager here: the room for the title bar must be left below, too.
        """
        width, height, percent = screen
        assert self.last["cut"] == []
        for left, top, right, bottom in self.last["windows"].values():
            assert left >= 0
            assert top >= 0
            assert right <= width
            assert bottom <= height - (BAR + TITLE) * percent // 100

    def assert_the_buttons_can_be_clicked(self, screen: Screen) -> None:
        """AssertionError where a fixed button is not whole, or its window not on the screen."""
        self.assert_the_windows_fit(screen)
        shown = [one for one in self.last["fields"].values() if one["text"] in self.buttons]
        shown = [one for one in shown if one["text"] not in APPLY]  # which can't be pressed yet
        assert len(shown) == 2 * len(self.last["windows"])
        for one in shown:
            assert one["whole"], one


@contextmanager
def watched(  # noqa: PLR0913 (which window, where, and how it is known)
    session: Desktop,
    data: Path,
    page: str,
    words: MessagesIn,
    *more: str,
    title: str = "",
    inside: Sequence[str] = (),
) -> Iterator[Watched]:
    """Open the settings on a page, with `more` arguments; `title` is the window's where it is another.

    `inside` is a command that starts what follows it in surroundings of its own.
    """
    program = (*inside, sys.executable, watched_window.__file__)
    with window_of(
        program, session, data, page, *more, title=title or words.TITLE, stdout=subprocess.PIPE
    ) as window:
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
