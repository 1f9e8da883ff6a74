"""The Windows exe, built by the Windows PyInstaller under wine from build.spec, in build/windows.

One file, meters.exe, and a folder, which is what the MSI installs.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import assemble
import wine

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "windows"
EXE = FOLDER / "meters.exe"
ONEDIR = FOLDER / "Meters Agent"
INSIDE = FOLDER / "inside.json"  # what build.spec wrote of the parts of this exe
INPUTS = ("agent/**/*", "packing/*.py", "assets/meters.*", "build.spec", "LICENSE")
WRITTEN = ROOT / "build" / "exe" / "both" / "build" / INSIDE.name
LONGEST = 600.0  # seconds


def build() -> Path:
    """Return the exe, built anew where the source or the packages changed. SystemExit where it fails."""
    python = assemble.assemble()
    stamp = assemble.CACHE / "exe-made-of"
    wanted = _fingerprint()
    is_there = all(path.exists() for path in (EXE, ONEDIR, INSIDE, stamp))
    if not is_there or stamp.read_text() != wanted:
        EXE.unlink(missing_ok=True)
        _build(python)
        if _fingerprint() != wanted:
            EXE.unlink()
            raise SystemExit("The source was changed while the exe was built: call this again.")
        stamp.write_text(wanted)
    return EXE


def _build(python: Path) -> None:
    command = ("-m", "packing.build", "--both", "--dist", wine.windows_path(FOLDER))
    # Not below build: setuptools walks through that, and a Windows has a link to this machine's root.
    prefix = assemble.CACHE / "building"
    with chdir(ROOT), wine.windows(prefix) as running:
        ended = running.run(str(python), *command, limit=LONGEST, SOURCE_DATE_EPOCH=_commit_time())
    shutil.rmtree(prefix, ignore_errors=True)
    if ended.code != 0 or not EXE.exists():
        raise SystemExit(f"the exe was not built (code {ended.code}):\n{ended.stdout}{ended.stderr}")
    shutil.copy(WRITTEN, INSIDE)


def _commit_time() -> str:
    """Return when the source was committed: the build asks git itself, which this Windows has not."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _fingerprint() -> str:
    made = hashlib.sha256((assemble.PYTHON / "made-of").read_bytes())
    for pattern in INPUTS:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                made.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return made.hexdigest()
