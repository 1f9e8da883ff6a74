"""The settings window on a desktop of its own, and hands to work it with.

`python tests/support/window_rig.py FOLDER` writes a picture of every page into FOLDER.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.desktop_rig import LONGEST, ORDINARY, desktop, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.support.desktop_rig import Desktop

PAGES = ("networks", "mail", "schedule", "general")


@dataclass(frozen=True, slots=True)
class Window:
    """A settings window on a desktop, worked by keys and clicks as a person does."""

    desktop: Desktop
    process: subprocess.Popen[bytes]
    number: str

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.desktop.run("xdotool", "key", "--delay", "15", *keys)
        time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type a text into the field that has the focus, in place of what stands there."""
        self.keys("ctrl+slash")
        self.desktop.run("xdotool", "type", "--delay", "10", text)
        time.sleep(0.15)

    def tab(self, times: int = 1) -> None:
        """Go on to another field."""
        self.keys(*(["Tab"] * times))

    def choose(self, *arrows: str) -> None:
        """Go to another line of a list that drops down; it takes keys once it is on the screen."""
        before = self._shown()
        self.keys("Down")
        eventually(lambda: self._shown() > before, "the list drops down")
        time.sleep(0.3)
        self.keys(*arrows, "Return")
        eventually(lambda: self._shown() == before, "the list closes")

    def _shown(self) -> int:
        """Return how many windows can be seen."""
        return len(self.desktop.run("xdotool", "search", "--onlyvisible", "--name", ".*").split())

    def click(self, x: int, y: int) -> None:
        """Click at a place of the window."""
        self.desktop.run("xdotool", "mousemove", "--window", self.number, str(x), str(y), "click", "1")
        time.sleep(0.2)

    def picture(self, path: Path) -> Path:
        """Write what the screen shows of the window as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        time.sleep(0.3)
        self.desktop.run("import", "-window", self.number, str(path))
        return path

    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        reported = self.desktop.run("xwininfo", "-id", self.number)
        width, height = (re.search(rf"{side}: (\d+)", reported) for side in ("Width", "Height"))
        assert width
        assert height
        return int(width[1]), int(height[1])

    def colors(self) -> str:
        """Return which colours the screen has, as ImageMagick lists them."""
        return self.desktop.run("convert", "x:root", "-depth", "8", "-format", "%c", "histogram:info:")

    def wait_dialog(self, title: str) -> None:
        """Wait until a window of that title is above this one."""
        eventually(lambda: title in self.desktop.windows(), f"{title} opens")
        time.sleep(0.3)

    def wait_dialog_closed(self, title: str) -> None:
        """Wait until no window has that title."""
        eventually(lambda: title not in self.desktop.windows(), f"{title} closes")

    def wait_closed(self) -> int:
        """Wait until the window is gone and return the exit code."""
        return self.process.wait(LONGEST)


@contextmanager
def window(session: Desktop, data: Path, page: str, *more: str) -> Iterator[Window]:
    """Open `meters settings` on a page and wait until it is there."""
    with window_of((sys.executable, "-m", "agent"), session, data, page, *more) as shown:
        yield shown


@contextmanager
def window_of(  # noqa: PLR0913 (how a window is started, and how it is found)
    program: Sequence[str],
    session: Desktop,
    data: Path,
    page: str,
    *more: str,
    title: str = "settings",
    stdout: int | None = None,
) -> Iterator[Window]:
    """Open the settings window of the program that these words start; `title` is a part of its title."""
    command = [*program, "--data", str(data), "settings", "--page", page, *more]
    with subprocess.Popen(
        command, env=session.environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE
    ) as process:
        try:
            number = _found(session, process, title)
            session.run("xdotool", "windowfocus", "--sync", number)
            yield Window(session, process, number)
        finally:
            process.kill()


def _found(session: Desktop, process: subprocess.Popen[bytes], title: str) -> str:
    numbers: list[str] = []

    def is_there() -> bool:
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        # No window manager here: the windows are asked of the screen itself.
        tree = session.windows()
        found = re.search(rf'(0x[0-9a-f]+) "[^"]*{title}[^"]*".*  (\d\d\d+)x', tree)
        numbers.extend([found[1]] if found else [])
        return bool(found)

    eventually(is_there, "the window opens")
    time.sleep(0.3)
    return numbers[0]


EXAMPLE = """\
[site]
id = "north"
name = "North office, 2nd floor"

[network]
targets = ["192.168.1.0/24", "192.168.2.10-60", "printer.office.lan"]
exclude = ["192.168.1.9"]
communities = ["public", "keyring:warehouse"]

[[network.users]]
name = "scanner"
auth = "SHA-256"

[mail]
host = "mail.office.lan"
user = "meters"
sender = "meters@example.com"
recipients = ["office@example.com", "dealer@example.com"]
"""
EXAMPLE_SECRETS = ("mail", "community:warehouse", "v3-auth:scanner", "v3-privacy:scanner")


def write_pictures(folder: Path, home: Path, *, dpi: int = ORDINARY) -> list[Path]:
    """Write a picture of every page of an office's settings window into `folder` and return their paths.

    `home` is an empty folder for the session: its keyring and the office's settings lie there.
    """
    data = home / "office"
    data.mkdir(parents=True)
    (data / "settings.toml").write_text(EXAMPLE, encoding="utf-8")
    with desktop(home, dpi=dpi) as session:
        for name in EXAMPLE_SECRETS:
            _keep(session, data, name)
        written = []
        for page in PAGES:
            with window(session, data, page) as shown:
                time.sleep(0.5)  # until the keyring told what it has
                written.append(shown.picture(folder / f"settings-{page}.png"))
    return written


def _keep(session: Desktop, data: Path, name: str) -> None:
    command = [sys.executable, "-m", "agent", "--data", str(data), "settings", "password", name]
    subprocess.run(
        command, env=session.environment, input=b"made-up-for-a-picture", capture_output=True, check=True
    )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        for picture in write_pictures(Path(sys.argv[1]), Path(place) / "home"):
            print(picture)  # noqa: T201 (run by hand, it says what it wrote)
