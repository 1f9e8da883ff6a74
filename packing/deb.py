"""The Debian package: the program as a folder, the service's unit and account, and the entry in the menu."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from agent import __version__
from agent.core.messages import starting
from agent.core.schedule.start_entries import desktop_entry
from agent.core.service.linux_unit import (
    ACCOUNT,
    ASKED,
    CREDENTIALS,
    DATA,
    SHOWN,
    STATE,
    UNIT,
    account_entry,
    service_unit,
)

ROOT = Path(__file__).parents[1]
NAME = ACCOUNT
PROGRAMS = f"usr/lib/{NAME}"
PROGRAM = f"/{PROGRAMS}/meters"
# What build.spec leaves to the system: without these nothing runs, without the others no icon and no window.
DEPENDS = "libc6 (>= 2.36), libexpat1, libgcc-s1, libstdc++6, libuuid1, zlib1g"
RECOMMENDS = (
    "systemd (>= 250), python3-gi, gir1.2-gtk-3.0, gnome-keyring | kwalletmanager, libx11-6, libxext6, "
    "libxrender1, libfontconfig1, libfreetype6"
)
_SCRIPT = 0o755
_BOOTED = "[ -d /run/systemd/system ] || exit 0"
# Nothing is started: a service is what `meters service install` makes of it. An update starts one anew.
SCRIPTS = {
    "postinst": f"""\
[ "$1" = configure ] || exit 0
if command -v systemd-sysusers >/dev/null; then systemd-sysusers {NAME}.conf; fi
{_BOOTED}
systemctl daemon-reload
systemctl try-restart {UNIT}
""",
    "prerm": f"""\
[ "$1" = remove ] || exit 0
rm -rf {STATE}/{SHOWN} {STATE}/{ASKED}
{_BOOTED}
systemctl disable --now {UNIT}
""",
    "postrm": f"""\
if [ "$1" = purge ]; then
    rm -rf {STATE} {CREDENTIALS}
    if getent passwd {ACCOUNT} >/dev/null && command -v userdel >/dev/null; then userdel {ACCOUNT}; fi
fi
{_BOOTED}
systemctl daemon-reload
""",
}


def build_deb(folder: Path, dist: Path, moment: int) -> Path:
    """Build the package around the program's folder into `dist` and return it; SystemExit where that fails.

    The same folder gives the same bytes: all files are root's and of `moment`, in seconds since 1970.
    """
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        _fill(tree, folder)
        _describe(tree)
        for path in (tree, *tree.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
            os.utime(path, (moment, moment), follow_symlinks=False)
        package = dist / f"{NAME}_{__version__}_{_architecture()}.deb"
        how = ("--root-owner-group", "-Zxz", "--threads-max=1")
        _output("dpkg-deb", *how, "--build", str(tree), str(package), moment=moment)
    return package


def _fill(tree: Path, folder: Path) -> None:
    shutil.copytree(folder, tree / PROGRAMS, symlinks=True)
    link = tree / "usr/bin/meters"
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../lib/{NAME}/meters")
    _write(tree / "usr/lib/systemd/system" / UNIT, service_unit((PROGRAM, "watch", "--data", DATA)))
    _write(tree / "usr/lib/sysusers.d" / f"{NAME}.conf", account_entry())
    entry = f"{desktop_entry(('/usr/bin/meters',))}Icon={NAME}\nCategories=Office;\n"
    _write(tree / "usr/share/applications" / f"{NAME}.desktop", entry)
    documents = tree / "usr/share/doc" / NAME
    _write(documents / "copyright", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    icon = tree / "usr/share/icons/hicolor/256x256/apps" / f"{NAME}.png"
    icon.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "assets" / "meters.png", icon)


def _describe(tree: Path) -> None:
    """Write what dpkg reads: the package's fields, its scripts, and the sum of each file."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files)
    sums = "".join(f"{_sum(path)}  {path.relative_to(tree)}\n" for path in files)
    _write(tree / "DEBIAN" / "md5sums", sums)
    _write(
        tree / "DEBIAN" / "control",
        f"Package: {NAME}\nVersion: {__version__}\nArchitecture: {_architecture()}\n"
        "Maintainer: The Meters Agent founders\nSection: net\nPriority: optional\n"
        f"Installed-Size: {size // 1024}\nDepends: {DEPENDS}\nRecommends: {RECOMMENDS}\n"
        f"Description: {starting.DESCRIPTION}\n"
        " Finds network printers by SNMP, reads their meters and mails a signed report.\n"
        " As root, 'meters service install' lets it run while nobody is signed in.\n",
    )
    for name, text in SCRIPTS.items():
        _write(tree / "DEBIAN" / name, f"#!/bin/sh\nset -e\n{text}")
        (tree / "DEBIAN" / name).chmod(_SCRIPT)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _architecture() -> str:
    return _output("dpkg", "--print-architecture").strip()


def _output(*command: str, moment: int = 0) -> str:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command[:2])} ended with {ended.returncode}\n{ended.stderr[-2000:]}")
    return ended.stdout
