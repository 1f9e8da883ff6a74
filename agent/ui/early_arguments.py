"""What is read of the arguments before their parser: it takes its time, and needs a language."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.errors import Surface

SURFACE = "--surface"
OTHER_SURFACES: tuple[Surface, ...] = ("window", "icon")


def surface_of(argv: Sequence[str]) -> Surface:
    """Return the surface that shows the errors of this process: the terminal, or that of its parent."""
    return next((name for name in OTHER_SURFACES if for_surface(name) in argv), "terminal")


def for_surface(name: Surface) -> str:
    """Return the argument that makes a child say its errors in the words of a surface."""
    return f"{SURFACE}={name}"


def wants_help(argv: Sequence[str]) -> bool:
    """Return whether a person only asks what there is."""
    return not {"-h", "--help", "--version"}.isdisjoint(argv)


def data_argument(argv: Sequence[str]) -> str | None:
    """Return the folder that --data names, before anything else is read of the arguments."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--data")
    try:
        named: str | None = parser.parse_known_args(argv)[0].data
    except argparse.ArgumentError:  # the real parser tells it
        return None
    return named
