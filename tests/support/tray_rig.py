"""A tray on a screen of its own, with the hands and eyes of a person: real X server, tray bar, clicks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.support import desktop_rig
from tests.support.menu_lines import SERVICE, menu_lines
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.support.desktop_rig import Desktop
    from tests.support.menu_lines import Line

ROOT = Path(__file__).parents[2]
SYSTEM_GI = Path("/usr/lib/python3/dist-packages/gi")  # Debian's python3-gi, of the same Python
NEEDED = ("Xvfb", "xdotool", "trayer", "xwininfo", "import", "dbus-daemon", "dunst")
LONGEST = PATIENCE
MISSING = [program for program in NEEDED if not shutil.which(program)]
if not any(SYSTEM_GI.glob(f"_gi.cpython-{sys.version_info[0]}{sys.version_info[1]}-*.so")):
    MISSING.append("python3-gi of this Python")
if not SERVICE.exists():
    MISSING.append("at-spi2-core")

WINDOW = re.compile(
    r'^ +(0x[0-9a-f]+) .*\("(\S+)" "\S+"\) +(\d+)x(\d+)\S+ +\+(-?\d+)\+(-?\d+)$', re.MULTILINE
)
PROGRAMS = ("__main__.py", "meters")  # how our windows are called: the source's, the exe's
ICON_SIDES = range(12, 65)
T = TypeVar("T")
SHORT = ("scan", "send", "status", "report", "about", "device", "settings set")


@dataclass(frozen=True, slots=True)
class Place:
    """A window on the screen, in pixels."""

    number: str
    width: int
    height: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TrayAtWork:
    """A tray that runs. `opened` is the file that the browser of this desktop notes its pages in."""

    desktop: Desktop
    data: Path
    process: subprocess.Popen[bytes]
    opened: Path

    def windows(self) -> list[Place]:
        """Return the windows of our program."""
        tree = self.desktop.windows()
        return [
            Place(number, *(int(text) for text in numbers))
            for number, name, *numbers in WINDOW.findall(tree)
            if name in PROGRAMS
        ]

    def icon(self) -> Place | None:
        """Return the icon; None while there is none."""
        small = (
            place for place in self.windows() if place.width in ICON_SIDES and place.height in ICON_SIDES
        )
        return next(small, None)

    def menu(self) -> Place | None:
        """Return the open menu."""
        large = (place for place in self.windows() if place.width > 150 and place.height > 150)
        return next(filter(self._is_seen, large), None)

    def _is_seen(self, place: Place) -> bool:
        """Return whether a window is on the screen: GTK only hides a menu that was closed."""
        # Without a check: the window may be gone by now.
        said = subprocess.run(
            ["xwininfo", "-id", place.number],  # noqa: S607 (from the PATH, as every part of this rig)
            env=self.desktop.environment,
            capture_output=True,
            check=False,
        )
        return b"IsViewable" in said.stdout

    def click(self, button: int) -> None:
        """Click the icon: 1 is the default line, 3 opens the menu."""
        self.point()
        self.press(button)

    def point(self) -> None:
        """Move the mouse over the icon."""
        icon = until(self.icon, "the icon")
        self.desktop.run(
            "xdotool", "mousemove", str(icon.x + icon.width // 2), str(icon.y + icon.height // 2)
        )

    def press(self, button: int) -> None:
        """Click where the mouse is."""
        self.desktop.run("xdotool", "click", str(button))

    def choose(self, beginning: str) -> str:
        """Click the line of the menu that begins so, once it is there, and return all of it."""
        self.rest()
        return self.choose_now(beginning)

    def choose_now(self, beginning: str) -> str:
        """Click a line while children may be at work."""

        def chosen() -> str | None:
            lines = self.open_menu()
            found = next((one for one in lines if one.label.startswith(beginning) and one.is_enabled), None)
            if found is None:
                self.close_menu()  # the line may come with the next look
                return None
            self.desktop.run("xdotool", "mousemove", str(found.x), str(found.y), "click", "1")
            return found.label

        label = until(chosen, f"a line that begins with {beginning!r}")
        until(lambda: self.menu() is None, "the end of the menu")
        return label

    def open_menu(self) -> tuple[Line, ...]:
        """Open the menu and return its lines."""
        self.click(3)
        until(self.menu, "the menu")
        return until(lambda: menu_lines(self.desktop.environment), "the lines of the menu")

    def close_menu(self) -> None:
        """Close the menu without a choice."""

        def closed() -> bool:
            self.desktop.run("xdotool", "key", "Escape")  # a menu that has just opened hears none yet
            return self.menu() is None

        until(closed, "the end of the menu")

    def picture(self, path: Path) -> None:
        """Write what the screen shows."""
        self.desktop.run("import", "-window", "root", str(path))

    def resident(self) -> int:
        """Return the resident size in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])

    def rest(self) -> None:
        """Wait until every child but a window has ended and what it brought is drawn."""

        def at_rest() -> bool:
            return not any(f" {command}" in line for line in self.processes().values() for command in SHORT)

        until(at_rest, "rest")
        time.sleep(0.4)

    def processes(self) -> dict[int, str]:
        """Return the command lines of all processes that work on this data folder, by process id."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it ended meanwhile
            if f"--data {self.data}" in line:
                found[int(path.parent.name)] = line
        return found


def until(see: Callable[[], T | None], what: str, longest: float = LONGEST) -> T:
    """Return the first sight of it."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        seen = see()
        if seen:
            return seen
        time.sleep(0.02)
    raise AssertionError(f"{what} did not appear")


@contextmanager
def tray_desktop(home: Path) -> Iterator[Desktop]:
    """Yield a session with a tray bar, where GTK can be imported and pages are noted, not shown."""
    with ExitStack() as stack:
        session = stack.enter_context(desktop_rig.desktop(home, keyring=False))
        (home / "gi").mkdir(exist_ok=True)
        (home / "gi" / "gi").symlink_to(SYSTEM_GI)
        browser = home / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" >> "{home}/opened"\n')
        browser.chmod(0o755)
        environment = {
            **session.environment,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(home / "gi")]),
            "BROWSER": str(browser),
        }
        bar = ["trayer", "--edge", "bottom", "--align", "right", "--height", "28", "--widthtype", "request"]
        stack.enter_context(_running([*bar, "--SetDockType", "true"], environment))
        yield desktop_rig.Desktop(environment)


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=silent, stdout=silent, stderr=silent) as child:
        try:
            yield
        finally:
            child.kill()


@contextmanager
def tray_at_work(session: Desktop, data: Path, *program: str) -> Iterator[TrayAtWork]:
    """Start the tray and wait for its icon; `program` is what Python runs, the agent unless said."""
    with tray_of((sys.executable, *(program or ("-m", "agent"))), session, data) as tray:
        yield tray


@contextmanager
def tray_of(program: Sequence[str], session: Desktop, data: Path) -> Iterator[TrayAtWork]:
    """Start the tray of the program that these words start, and wait for its icon."""
    command = [*program, "--data", str(data)]
    opened = Path(session.environment["HOME"]) / "opened"
    with subprocess.Popen(
        command, env=dict(session.environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as process:
        tray = TrayAtWork(session, data, process, opened)
        try:
            until(tray.icon, "the icon")
            yield tray
        finally:
            process.terminate()
            try:
                process.wait(LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
