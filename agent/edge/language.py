"""The language that this computer's person reads: what the settings say, else what the system says."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from agent.core.messages import LANGUAGES, language_of
from agent.core.model.errors import AgentError
from agent.edge.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX.1-2017, 8.2: the first that is set decides
LONGEST_SETTINGS = 1_000_000  # bytes
_LONGEST_ANSWER = 1.0  # seconds that macOS may take to say its language


def language(settings: Path | None, above: str | None = None, below: str | None = None) -> str:
    """Return the language that site.language in this file names, else the system's; never raises.

    `above` is a policy's, which wins; `below` a provision's. What is wrong with the file is told later, by
    who opens the settings, in the system's language.
    """
    chosen = above or _chosen(settings) or below
    return language_of(chosen, "" if chosen in LANGUAGES else system_locale(os.environ))


def system_locale(environment: Mapping[str, str]) -> str:
    """Return the locale of the person's own desktop or terminal; an empty text where nothing says it."""
    if sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        return windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    named = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    # What the Dock starts has no such variables.
    return named or (_locale_of_macos() if sys.platform == "darwin" else "")


def _locale_of_macos() -> str:
    import subprocess

    command = ("/usr/bin/defaults", "read", "-g", "AppleLocale")
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST_ANSWER, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout.strip()


def _chosen(settings: Path | None) -> object:
    try:
        content = read_regular(settings, LONGEST_SETTINGS) if settings else b""
        if b"language" not in content:
            return None
        import tomllib

        return tomllib.loads(content.decode("utf-8-sig"))["site"]["language"]
    except (AgentError, OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
