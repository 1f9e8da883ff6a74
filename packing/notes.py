"""What a release says of itself: its section of CHANGELOG.md."""

from __future__ import annotations

import re


def section(changelog: str, version: str) -> str:
    """Return the text below the version's heading; SystemExit where there is none or nothing below it."""
    found = re.search(
        rf"^## \[{re.escape(version)}\].*?\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    text = found[1].strip() if found else ""
    if not text:
        raise SystemExit(f"CHANGELOG.md has no section [{version}]: what is new there?")
    return f"{text}\n"
