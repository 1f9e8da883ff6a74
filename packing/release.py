"""python -m packing.release: everything that a release consists of, into dist/.

The exe, the same as a folder in a ZIP and on Debian as a package, its list of parts, the licences, what is
new, and the sums of all of them. With --backend, on Windows, libraries and programs are signed by
sign/sign.py; without it nothing is signed, and nothing may be published: sign/README.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from agent import __version__
from packing.build import DIST, FOLDER, ROOT, build, commit_time
from packing.deb import build_deb
from packing.runtime_packages import runtime_packages
from packing.signing import UNSIGNED, sign_programs
from packing.sums import write_sums

TOOLS = ROOT / ".cache" / "release" / ("Scripts" if sys.platform == "win32" else "bin")
BACKENDS = (UNSIGNED, "signtool", "osslsigncode")
NOT_SIGNED = """\
NOTHING OF THIS IS SIGNED: do not publish it. sign/README.md says how a release is signed."""
NOT_HERE = """\
--backend {backend} signs the parts of the Windows programs while they are built, which is done on Windows.
Nothing was built. On this system, take the exe of the Windows build and sign that one:
  python sign/sign.py meters.exe
The libraries inside it stay unsigned then."""
SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def release(dist: Path, backend: str, version: str) -> list[Path]:
    """Put a release into the empty folder `dist` and return its files; SystemExit where a step fails.

    `version` is the section of the changelog that becomes its notes.
    """
    notes = section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    built = build(dist, both=True, backend=backend)
    folder = dist / FOLDER
    if backend != UNSIGNED:
        sign_programs(built.programs, ("--backend", backend))
    archive = dist / f"meters-{__version__}-{SYSTEM}-{platform.machine().lower()}.zip"
    pack(folder, archive, int(commit_time()))
    packages = [build_deb(folder, dist, int(commit_time()))] if shutil.which("dpkg-deb") else []
    shutil.rmtree(folder)
    parts = dist / "meters.cdx.json"
    parts.write_text(_parts_list(built.work), encoding="utf-8", newline="\n")
    licences = Path(shutil.copy(built.work / "THIRD-PARTY-LICENCES.txt", dist))
    what_is_new = dist / "RELEASE-NOTES.md"
    what_is_new.write_text(notes, encoding="utf-8", newline="\n")
    files = sorted([built.programs[0], archive, *packages, parts, licences, what_is_new])
    return [*files, write_sums(dist)]


def pack(folder: Path, archive: Path, moment: int) -> None:
    """Write the folder as a ZIP whose bytes depend on its content alone; `moment` is Unix time."""
    times = datetime.fromtimestamp(moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), times)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # POSIX, so that the next line counts
            entry.external_attr = (0o100755 if os.access(path, os.X_OK) else 0o100644) << 16
            file.writestr(entry, path.read_bytes())


def _parts_list(work: Path) -> str:
    """Return the parts of the exe, from the environment that it was built in and what build.spec saw."""
    environment = work / "environment.cdx.json"
    options = ("--output-reproducible", "--of", "JSON", "--pyproject", str(ROOT / "pyproject.toml"))
    _run(str(TOOLS / "cyclonedx-py"), "environment", *options, "-o", str(environment), sys.executable)
    names = tuple(runtime_packages())
    inside = work / "inside.json"
    return _run(str(TOOLS / "python"), "-m", "packing.sbom", str(environment), str(inside), *names)


def _run(*command: str) -> str:
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ended with {ended.returncode}\n{ended.stdout[-2000:]}")
    return ended.stdout


def require_place(backend: str, platform: str) -> None:
    """Raise SystemExit where this backend can't sign while it is built on this platform."""
    if backend != UNSIGNED and platform != "win32":
        raise SystemExit(NOT_HERE.format(backend=backend))


def words(files: list[Path], backend: str) -> str:
    """Return the files that lie there, and in the end whether it may be published."""
    lines = [f"{file.stat().st_size / 1e6:6.1f} MB  {file}" for file in files]
    return "\n".join([*lines, *([NOT_SIGNED] if backend == UNSIGNED else [])])


def section(changelog: str, version: str) -> str:
    """Return the text below the version's heading; SystemExit where there is none or nothing below it."""
    found = re.search(
        rf"^## \[{re.escape(version)}\].*?\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    text = found[1].strip() if found else ""
    if not text:
        raise SystemExit(f"CHANGELOG.md has no section [{version}]: what is new there?")
    return f"{text}\n"


def main() -> None:
    """Make dist/ anew and say what lies there."""
    parser = argparse.ArgumentParser(prog="python -m packing.release")
    parser.add_argument("--backend", choices=BACKENDS, default=UNSIGNED, help="what signs the programs")
    parser.add_argument("--dist", type=Path, default=DIST)
    parser.add_argument("--notes", default=__version__, help="section of CHANGELOG.md")
    arguments = parser.parse_args()
    require_place(arguments.backend, sys.platform)
    dist = arguments.dist.absolute()
    shutil.rmtree(dist, ignore_errors=True)
    files = release(dist, arguments.backend, arguments.notes)
    print(words(files, arguments.backend))  # noqa: T201 (what it is asked for)


if __name__ == "__main__":
    main()
