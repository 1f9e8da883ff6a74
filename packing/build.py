"""python -m packing.build [--onedir | --both]: the same source gives the same bytes."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from packing.signing import CODES, UNSIGNED

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
WORK = ROOT / "build" / "exe"
FOLDER = "Meters Agent"  # as build.spec calls the program that is a folder
PROGRAM = "meters.exe" if sys.platform == "win32" else "meters"


@dataclass(frozen=True, slots=True)
class Built:
    """The programs that were built, and the folder with what build.spec wrote about them."""

    programs: tuple[Path, ...]
    work: Path


def build(dist: Path, *, onedir: bool = False, both: bool = False, backend: str = UNSIGNED) -> Built:
    """Build into `dist`: one file, a folder, or both.

    SystemExit with PyInstaller's last words if it fails, with sign/sign.py's exit code if that failed: its
    own words stand in the terminal.

    What else would change from build to build: the order of sets, and the times that Windows' linker and
    zip files write, which come from the commit. `backend` signs what comes along without a signature.
    """
    kind = "both" if both else "onedir" if onedir else "onefile"
    work = WORK / kind
    work.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--clean"]
    command += [f"--workpath={work}", f"--distpath={dist}", "--", f"--{kind}", f"--backend={backend}"]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": commit_time()}
    log = work / "pyinstaller.log"
    with log.open("wb") as file:
        words = file if backend == UNSIGNED else None  # who signs sees what sign/sign.py says
        ended = subprocess.run(command, cwd=ROOT, env=environment, stdout=words, stderr=file, check=False)
    if backend != UNSIGNED and ended.returncode in CODES:
        raise SystemExit(ended.returncode)
    if ended.returncode:
        last = log.read_text(errors="replace").splitlines()[-20:]
        raise SystemExit("\n".join([*last, f"All of it: {log}"]))
    places = {"onefile": dist / PROGRAM, "onedir": dist / FOLDER / PROGRAM}
    return Built(tuple(places[name] for name in places if kind in ("both", name)), work / "build")


def commit_time() -> str:
    """Return when the source was committed, in seconds since 1970; SOURCE_DATE_EPOCH goes before."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return said
    command = ["git", "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SystemExit(
            "The time of the build comes from git, which does not answer here. Set SOURCE_DATE_EPOCH."
        )
    return asked.stdout.strip()


def main() -> None:
    """Build into dist/ and say what came out."""
    parser = argparse.ArgumentParser(prog="python -m packing.build")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--onedir", action="store_true", help="a folder instead of one file")
    kinds.add_argument("--both", action="store_true", help="one file and a folder")
    parser.add_argument("--dist", type=Path, default=DIST)
    arguments = parser.parse_args()
    built = build(arguments.dist.absolute(), onedir=arguments.onedir, both=arguments.both)
    for program in built.programs:
        print(f"{program} {program.stat().st_size / 1e6:.1f} MB")  # noqa: T201 (what it is asked for)


if __name__ == "__main__":
    main()
