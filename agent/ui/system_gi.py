"""The desktop's own PyGObject, for the frozen program: GTK is too large to bring along."""

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path


def is_there() -> bool:
    """Return whether `gi` can be imported; loads it where it stands outside of the frozen program.

    A binary of another Python would crash us: it must be of the same version as the one within the exe.
    """
    if find_spec("gi") is not None:
        return True
    if not getattr(sys, "frozen", False):
        return False
    folder = next(filter(_has_our_gi, _places()), None)
    if folder is None:
        return False
    sys.path.append(str(folder))
    try:
        importlib.import_module("gi")
    except ImportError:
        return False
    finally:
        # Nothing else shall come from there; gi knows its own folder by now.
        sys.path.remove(str(folder))
    return True


def _places() -> tuple[Path, ...]:
    """Return where Debian, then others, put the packages of the system's Python."""
    ours = f"python3.{sys.version_info[1]}/site-packages"
    return Path("/usr/lib/python3/dist-packages"), Path("/usr/lib", ours), Path("/usr/lib64", ours)


def _has_our_gi(folder: Path) -> bool:
    return any((folder / "gi").glob(f"_gi.{sys.implementation.cache_tag}-*.so"))
