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

from windows_lock import LOCKS, for_windows

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "windows"
PYTHON = CACHE / "python"  # the assembled folder
PACKAGES = PYTHON / "Lib" / "site-packages"
PROGRAM = PYTHON / "python.exe"
BINARIES = HERE / "binaries.txt"  # which wheel, with its hash
COMPILER = "x86_64-w64-mingw32-gcc"
OBJDUMP = "x86_64-w64-mingw32-objdump"
TCL = Path("/usr/share/tcltk")
TCL_VERSION = "8.6.12"  # of the DLLs in the wheel; the scripts ask for exactly their own
BESIDE_THE_PROGRAM = ("python311.dll", "VCRUNTIME140.dll")
LEFT_OUT = (
    "lib-dynload",
    "test",
    "site-packages",
    "dist-packages",
    "__pycache__",
    "config-3*",
    "idlelib",
    "ensurepip",
)
LONGEST = 600  # seconds for one download
# CPython's python3.dll, which the stable ABI's modules ask for (PEP 384): it only points into python311.dll.
FORWARDER = "python3.dll"
_EXPORTED = re.compile(r"^\t\[ *\d+\] (\w+)$", re.MULTILINE)  # a name in objdump's list
# Microsoft's C++ runtime: wine's own dies of the first exception that ezsnmp catches.
RUNTIME = ("msvcp140.dll", "vcruntime140_1.dll")
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
        for lock in LOCKS:
            _install(lock.name, for_windows(lock.read_text(encoding="utf-8")))
        for name in RUNTIME:
            shutil.copy(PACKAGES / "Scripts" / name, PYTHON)
        stamp.write_text(wanted)
    return PROGRAM


def _fingerprint() -> str:
    parts = [*LOCKS, BINARIES, HERE / "python.c", Path(__file__)]
    return hashlib.sha256(
        b"".join([sys.version.encode(), *(part.read_bytes() for part in parts)])
    ).hexdigest()


def _pip(*arguments: str) -> None:
    """Run this machine's pip for Windows; nothing is built, everything has its hash."""
    target = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
    strictly = ("--only-binary=:all:", "--no-deps", "--require-hashes", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "-qq", *arguments, *target, *strictly]
    subprocess.run(command, check=True, timeout=LONGEST)


def _install(name: str, requirements: str) -> None:
    path = PYTHON / name
    path.write_text(requirements, encoding="utf-8")
    _pip("install", "--upgrade", "--target", str(PACKAGES), "--requirement", str(path))


def _lay_out_interpreter() -> None:
    (PYTHON / "DLLs").mkdir(parents=True)
    _unpack_binaries()
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=ignored)
    for name in ("tcl8.6", "tk8.6"):
        shutil.copytree(TCL / name, PYTHON / "tcl" / name)
    _ask_for_tcl_of_the_wheel()
    _compile("-municode", "-O2", "-o", str(PROGRAM), str(HERE / "python.c"))
    _make_forwarder()


def _compile(*arguments: str) -> None:
    subprocess.run([COMPILER, "-s", *arguments], check=True, timeout=60)


def _make_forwarder() -> None:
    library = PYTHON / "python311.dll"
    listed = subprocess.run([OBJDUMP, "-p", library], check=True, timeout=60, capture_output=True, text=True)
    names = _EXPORTED.findall(listed.stdout)
    definition = PYTHON / "python3.def"
    lines = [f"{name} = python311.{name}\n" for name in names]
    definition.write_text("".join([f"LIBRARY {FORWARDER}\nEXPORTS\n", *lines]), encoding="ascii")
    _compile("-shared", "-nostdlib", "-Wl,--entry=0", "-o", str(PYTHON / FORWARDER), str(definition))


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
