"""A Windows with a taskbar on a screen of its own, the exe in it, and the hands of a person."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import installed as rig
import read_menu
from agent.core.messages import tray as messages
from installed import LONGEST, installed, until
from read_menu import line_like, lines_of
from tests.support import desktop_rig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from installed import Installed
    from read_menu import Line
    from tests.support.desktop_rig import Desktop

MISSING = [*rig.MISSING, *desktop_rig.MISSING, *read_menu.MISSING]
SCREEN = (1000, 640)  # pixels of the Windows desktop
EXPLORER = r"HKCU\Software\Wine\Explorer"
DESKTOP = "shell"  # the name by which wine gives a desktop a taskbar with a tray
WINDOW = re.compile(
    r'^ +(0x[0-9a-f]+) (?:"(.*)"|\(has no name\)): \("meters.exe" .*\) +(\d+)x(\d+)\S+ +\+(-?\d+)\+(-?\d+)$',
    re.MULTILINE,
)
ICON = (SCREEN[0] - 8, SCREEN[1] - 10)  # where the tray shows its only icon
EMPTY = (5, 5)  # a place of the desktop where nothing stands
CLICKS_AGAIN_AFTER = 5.0  # seconds
LABELS = {
    "scan": messages.COLLECT,
    "stop": messages.STOP,
    "show": messages.SHOW,
    "report": messages.SEND_ANYWAY,
    "save": messages.SAVE,
    "settings": messages.SETTINGS,
    "about": messages.ABOUT,
    "quit": messages.QUIT,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A window of the exe on the screen, in pixels."""

    number: str
    title: str
    width: int
    height: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Machine:
    """A Windows with the exe, a screen, and somebody before it."""

    program: Installed
    desktop: Desktop

    def windows(self) -> list[Place]:
        """Return the windows of the exe."""
        return [
            Place(number, title, *map(int, place))
            for number, title, *place in WINDOW.findall(self.desktop.windows())
        ]

    def titled(self, messages: str) -> Place | None:
        """Return the window with these words in its title, once it stands in the middle of the screen."""
        return next((place for place in self.windows() if messages in place.title and place.x > 0), None)

    def menu(self) -> Place | None:
        """Return the open menu of the icon: a window without a title."""
        return next((place for place in self.windows() if not place.title and place.height > 100), None)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the screen."""
        self.desktop.run("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.1)
        self.desktop.run("xdotool", "click", str(button))

    def has_icon(self) -> bool:
        """Return whether the tray shows something."""
        x, y = ICON
        return self.colors(f"16x16+{x - 8}+{y - 8}") > 1

    def has_taskbar(self) -> bool:
        """Return whether the taskbar shows its first button, Start."""
        return self.colors(f"50x16+4+{SCREEN[1] - 18}") > 1

    def colors(self, place: str) -> int:
        """Return how many colours a place of the screen shows, written as WIDTHxHEIGHT+X+Y."""
        return int(self.desktop.run("convert", "x:root", "-crop", place, "-format", "%k", "info:"))

    def choose(self, action: str) -> None:
        """Open the icon's menu and click on a line, until the menu takes it: it may be about to change."""
        end = time.monotonic() + LONGEST
        seen: list[Line] = []
        until(self.has_icon, "the icon")
        while time.monotonic() < end:
            menu = self.open_menu()
            seen = lines_of(self.desktop, menu.number, self.program.data.parent / "menu.png")
            line = line_like(LABELS[action], seen)
            if line:
                self.click(menu.x + menu.width // 2, menu.y + line.middle)
                if self.is_soon(lambda: self.menu() is None):
                    return
            self.close_menu()
        raise AssertionError(f"no line {LABELS[action]!r} to choose among {seen}")

    def open_menu(self) -> Place:
        """Open the icon's menu, if it is not open, and click again as a person would where nothing opens."""
        end = time.monotonic() + LONGEST
        while self.menu() is None and time.monotonic() < end:
            self.click(*ICON, button=3)
            self.is_soon(lambda: self.menu() is not None)
        return until(self.menu, "the menu", CLICKS_AGAIN_AFTER)

    def close_menu(self) -> None:
        """Press Escape, or click beside the menu where a notification took the keys, as under wine."""
        self.keys("Escape")
        if not self.is_soon(lambda: self.menu() is None):
            self.click(*EMPTY)
        until(lambda: self.menu() is None, "the end of the menu")

    def is_soon(self, happened: Callable[[], bool]) -> bool:
        """Return whether something is so within a while in which a person would click again."""
        end = time.monotonic() + CLICKS_AGAIN_AFTER
        while not happened() and time.monotonic() < end:
            time.sleep(0.05)
        return happened()

    def type(self, text: str) -> None:
        """Type a text where the focus is, in place of what stands there."""
        self.keys("ctrl+a")
        self.desktop.run("xdotool", "type", "--delay", "20", text)
        time.sleep(0.2)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.desktop.run("xdotool", "key", "--delay", "30", *keys)
        time.sleep(0.2)

    def picture(self, path: Path) -> None:
        """Write what the screen shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.desktop.run("import", "-window", "root", "-crop", f"{SCREEN[0]}x{SCREEN[1]}+0+0", str(path))


@contextmanager
def windows_machine(folder: Path) -> Iterator[Machine]:
    """Yield a new Windows with a taskbar in this folder; it ends with the block, and is removed."""
    with (
        desktop_rig.desktop(folder / "home", keyring=False) as desktop,
        installed(folder, desktop.environment["DISPLAY"]) as program,
    ):
        size = "x".join(map(str, SCREEN))
        program.wine.note_in_registry(EXPLORER, "Desktop", DESKTOP)
        program.wine.note_in_registry(rf"{EXPLORER}\Desktops", DESKTOP, size)
        # As after a log-on: otherwise each program would start the desktop, and wait for it, anew.
        shell = program.wine.start("explorer", f"/desktop={DESKTOP},{size}")
        try:
            machine = Machine(program, desktop)
            # A program that comes before the desktop begins one of its own, and waits ten seconds for it.
            until(machine.has_taskbar, "the taskbar")
            yield machine
        finally:
            shell.kill()
            shell.ended()
