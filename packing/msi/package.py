"""The steps from a folder to a package: the same folder gives the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from packing.build import ROOT
from packing.msi.added_rows import statements
from packing.msi.codes import package_code
from packing.msi.contents import contents_of
from packing.msi.source import MAKER, NAME, source_of

NEEDED = ("wixl", "msibuild", "faketime")
MISSING = [program for program in NEEDED if not shutil.which(program)]
LONGEST = 300  # seconds for one tool; the whole takes a few on a quiet machine


def build_msi(folder: Path, version: str, moment: int, out: Path) -> None:
    """Write the package around the program's folder; `moment` is what it says of its making, in Unix time.

    SystemExit where a tool fails or is not there. The folder is only read.
    """
    if MISSING:
        raise SystemExit(f"not here: {', '.join(MISSING)}. apt-get install msitools wixl faketime")
    with tempfile.TemporaryDirectory(prefix="meters-msi-") as name:
        work = Path(name)
        _copy(folder, work / "app", moment)
        shutil.copy(ROOT / "assets" / "meters.ico", work)
        (work / "meters.wxs").write_text(source_of(folder, version, "app"), encoding="utf-8")
        made = work / "meters.msi"
        _run(moment, work, "wixl", "-a", "x64", "-o", made.name, "meters.wxs")
        for statement in statements():
            _run(moment, work, "msibuild", made.name, "-q", statement)
        identity = package_code(version, folder, [entry.path for entry in contents_of(folder).files])
        _run(moment, work, "msibuild", made.name, "-s", f"{NAME} {version}", MAKER, "x64;1033", identity)
        part = out.with_name(f"{out.name}.part")
        shutil.copyfile(made, part)
        part.replace(out)


def _copy(folder: Path, target: Path, moment: int) -> None:
    """Copy the files with one time and one mode: a cabinet keeps both."""
    for entry in contents_of(folder).files:
        file = target / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / entry.path, file)
        file.chmod(0o644)
        os.utime(file, (moment, moment))


def _run(moment: int, work: Path, *command: str) -> None:
    """Run a tool that believes it is that moment: wixl writes the time of day, whatever it is told."""
    clock = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S")
    ended = subprocess.run(
        ["faketime", "-f", clock, *command],  # noqa: S607 (Debian's own, as all that it starts)
        cwd=work,
        env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    # wixl says what it leaves out as a warning, and ends well.
    if ended.returncode or "WARNING" in ended.stderr:
        raise SystemExit(f"{' '.join(command)[:200]} ended with {ended.returncode}\n{ended.stderr[-2000:]}")
