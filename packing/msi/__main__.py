"""python -m packing.msi SOURCE: the installer package around the Windows program, in SHA256SUMS as well.

SOURCE is the ZIP of a release, which `python -m packing.release` made on Windows, or the folder inside it. It
is written beside the ZIP, or into --dist, unsigned: sign/README.md says how it is signed.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from pathlib import Path

from agent import __version__
from agent.edge.paths import MARK
from packing.build import DIST, FOLDER, commit_time
from packing.msi.package import build_msi
from packing.sums import write_sums

NAME = f"meters-{__version__}-windows-amd64.msi"


def main() -> None:
    """Make the package and say where it lies."""
    parser = argparse.ArgumentParser(prog="python -m packing.msi")
    parser.add_argument("source", type=Path, help="ZIP of a release for Windows, or its folder")
    parser.add_argument("--dist", type=Path, help="where to write it")
    arguments = parser.parse_args()
    source: Path = arguments.source
    dist = arguments.dist or (source.parent if source.is_file() else DIST)
    dist.mkdir(parents=True, exist_ok=True)
    package = dist / NAME
    with tempfile.TemporaryDirectory(prefix="meters-zip-") as name:
        folder = source if source.is_dir() else _unpacked(source, Path(name))
        require_version(folder, __version__)
        build_msi(folder, __version__, int(commit_time()), package)
    write_sums(dist)
    print(f"{package} {package.stat().st_size / 1e6:.1f} MB, not signed")  # noqa: T201 (what it is asked for)


def require_version(folder: Path, version: str) -> None:
    """Raise SystemExit where the program in the folder is of another version than this source."""
    mark = folder / "_internal" / MARK
    inside = mark.read_text(encoding="utf-8").split()[-1] if mark.is_file() else "none"
    if inside != version:
        raise SystemExit(f"{folder} holds version {inside}, and this source is {version}: check out its tag.")


def _unpacked(archive: Path, target: Path) -> Path:
    """Unpack into `target` and return the program's folder; SystemExit where it is no ZIP."""
    try:
        with zipfile.ZipFile(archive) as file:
            file.extractall(target)
    except (OSError, zipfile.BadZipFile) as error:
        raise SystemExit(f"{archive}: {error}") from error
    return target / FOLDER


if __name__ == "__main__":
    main()
