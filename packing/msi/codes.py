"""The names by which Windows Installer knows what it installs: they must be the same in every build."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Of all versions together: a package that carries it takes the place of an older one. Never to be changed.
UPGRADE_CODE = UUID("6d0c9f3e-6c0b-4a51-9d8f-0a8d4c8f9a41")


def code(*names: str) -> str:
    """Return the GUID of a name, in braces and capitals, as the tables of an MSI have it."""
    return f"{{{str(uuid5(UPGRADE_CODE, '/'.join(names))).upper()}}}"


def product_code(version: str) -> str:
    """Return the ProductCode: each version is a product of its own, so each upgrade is a major one."""
    return code("product", version)


def package_code(version: str, folder: Path, files: Iterable[str]) -> str:
    """Return the PackageCode, which must differ where anything inside differs, such as by a signature."""
    inside = hashlib.sha256()
    for name in files:
        inside.update(f"{name}\0".encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    return code("package", version, inside.hexdigest())
