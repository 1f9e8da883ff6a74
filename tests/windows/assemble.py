"""A Windows CPython 3.11 for wine, with the locked packages: a rig for tests, never a release's Python.

Interpreter, extension modules, Tcl and Tk come out of panda3d's wheel, which carries CPython's own
binaries; the standard library's text is this machine's Python 3.11, Tcl's scripts are Debian's, python.exe
is ten lines of C. What was downloaded stays in .cache/windows, so a second run is quick.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from windows_lock import LOCK, for_windows

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "windows"
PYTHON = CACHE / "python"  # the assembled folder
PROGRAM = PYTHON / "python.exe"
BINARIES = HERE / "binaries.txt"  # which wheel, with its hash
COMPILER = "x86_64-w64-mingw32-gcc"
TCL = Path("/usr/share/tcltk")
TCL_VERSION = "8.6.12"  # of the DLLs in the wheel; the scripts ask for exactly their own
BESIDE_THE_PROGRAM = ("python311.dll", "VCRUNTIME140.dll")
LEFT_OUT = ("lib-dynload", "test", "site-packages", "dist-packages", "__pycache__", "config-3*", "idlelib", "ensurepip")
LONGEST = 600  # seconds for one download
MISSING = [
    what
    for what, is_there in {
        COMPILER: shutil.which(COMPILER),
        "Python 3.11": sys.version_info[:2] == (3, 11),
        str(TCL): TCL.is_dir(),
    }.items()
    if not is_there
]


def assemble() -> Path:
    """Return the program python.exe of a folder that fits the lock, made anew where it does not."""
    stamp = PYTHON / "made-of"
    wanted = _fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(PYTHON, ignore_errors=True)
        _lay_out_interpreter()
        _install("--requirement", _written("packages.txt", for_windows(LOCK.read_text(encoding="utf-8"))))
        stamp.write_text(wanted)
    return PROGRAM


def _fingerprint() -> str:
    parts = [LOCK, BINARIES, *sorted(HERE.glob("*.[cp]*"))]
    return hashlib.sha256(b"".join([sys.version.encode(), *(part.read_bytes() for part in parts)])).hexdigest()


def _written(name: str, text: str) -> str:
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _pip(*arguments: str) -> None:
    """Run this machine's pip for Windows; nothing is built, everything has its hash."""
    target = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", *arguments, *target]
        + ["--only-binary=:all:", "--no-deps", "--require-hashes"],
        check=True,
        timeout=LONGEST,
    )


def _install(*what: str) -> None:
    _pip("install", "--upgrade", "--target", str(PYTHON / "Lib" / "site-packages"), *what)


def _lay_out_interpreter() -> None:
    (PYTHON / "DLLs").mkdir(parents=True)
    _unpack_binaries()
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=ignored)
    for name in ("tcl8.6", "tk8.6"):
        shutil.copytree(TCL / name, PYTHON / "tcl" / name)
    _ask_for_tcl_of_the_wheel()
    source = str(HERE / "python.c")
    subprocess.run([COMPILER, "-municode", "-O2", "-s", "-o", str(PROGRAM), source], check=True, timeout=60)


def _unpack_binaries() -> None:
    _pip("download", "--dest", str(CACHE / "wheels"), "--requirement", str(BINARIES))
    (wheel,) = (CACHE / "wheels").glob("panda3d-*.whl")
    with ZipFile(wheel) as archive:
        for member in map(PurePosixPath, archive.namelist()):
            if member.parent.name == "deploy_libs" and not member.name.startswith("api-ms"):
                folder = PYTHON if member.name in BESIDE_THE_PROGRAM else PYTHON / "DLLs"
                (folder / member.name).write_bytes(archive.read(str(member)))


def _ask_for_tcl_of_the_wheel() -> None:
    for script in (PYTHON / "tcl" / "tcl8.6" / "init.tcl", PYTHON / "tcl" / "tk8.6" / "tk.tcl"):
        text = script.read_text(encoding="utf-8")
        text = re.sub(r"-exact (Tcl|Tk) +8\.6\.\d+", rf"-exact \1 {TCL_VERSION}", text)
        script.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if MISSING:
        sys.exit(f"no Windows Python without {', '.join(MISSING)}")
    print(assemble())  # noqa: T201 (its purpose)
