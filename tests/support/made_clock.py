"""The real program and all its children on a clock that a test moves: days pass when the test says so."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Python runs this before the program's first line, in each child too: the one place that asks for the time
# then answers with the real time and the seconds that stand in a file.
SITE = """
import os
from datetime import timedelta
from pathlib import Path
from agent.edge import clock

real, ahead = clock.now, Path(os.environ["SECONDS_AHEAD"])
clock.now = lambda: real() + timedelta(seconds=float(ahead.read_text()))
"""


@dataclass(frozen=True, slots=True)
class MadeClock:
    """A clock that is so many seconds ahead as its file says."""

    folder: Path

    def shows(self, ahead: float) -> None:
        """Let the clock be so many seconds ahead, from now on and for everybody."""
        part = self.folder / "part"
        part.write_text(str(ahead))
        part.replace(self.folder / "ahead")  # whoever reads it meanwhile gets a number all the same

    def environment(self, others: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of a program that goes by this clock."""
        (self.folder / "sitecustomize.py").write_text(SITE)
        path = os.pathsep.join((str(self.folder), others["PYTHONPATH"]))
        return {**others, "PYTHONPATH": path, "SECONDS_AHEAD": str(self.folder / "ahead")}
