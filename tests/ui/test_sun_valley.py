"""The theme that is read and drawn quickly looks, dot for dot, as sv_ttk itself has it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.desktop_rig import MISSING, desktop
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.desktop_rig import Desktop

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

# One of each field in each of its states, as small as it comes and as large as a page; then a picture of it.
PAGE = """
import subprocess, sys, tkinter as tk
from tkinter import ttk
import sv_ttk
from agent.ui.window import sun_valley
whose, color = sys.argv[1:]
root = tk.Tk()
root.geometry("900x700+0+0")
if whose == "ours":
    sun_valley.use_theme(root, is_dark=color == "dark")
else:
    sv_ttk.set_theme(color, root)
book = ttk.Notebook(root)
book.pack(fill="both", expand=True, padx=9, pady=7)
page = ttk.Frame(book)
for name, frame in {"One": page, "The second page": ttk.Frame(book), "3": ttk.Frame(book)}.items():
    book.add(frame, text=name)
kinds = (ttk.Entry, ttk.Combobox, ttk.Button, lambda parent: ttk.Button(parent, style="Accent.TButton"))
for row, state in enumerate(("", "disabled", "focus", "invalid", "hover", "active", "pressed", "readonly")):
    for column, kind in enumerate(kinds):
        field = kind(page)
        field.state([state] if state else [])
        field.grid(row=row, column=column, padx=3, pady=3, sticky="ew" if column % 2 else "")
page.columnconfigure(1, weight=1)
ttk.Treeview(page, show="tree").grid(row=99, column=0, columnspan=4, sticky="ew")
root.update()
print(root.winfo_reqwidth(), root.winfo_reqheight(), flush=True)
subprocess.run(["import", "-window", "root", "rgb:-"], check=True)
"""


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with desktop(tmp_path_factory.mktemp("home"), keyring=False) as session:
        yield session


@pytest.mark.parametrize("color", ["light", "dark"])
def test_it_looks_as_the_theme_itself(screen: Desktop, color: str) -> None:
    own, ours = (_picture(screen, whose, color) for whose in ("theirs", "ours"))
    assert ours == own
    assert len(set(own)) > 20  # something is drawn


def _picture(screen: Desktop, whose: str, color: str) -> bytes:
    """Return the size that the page asks for, and every dot of the screen."""
    command = [sys.executable, "-c", PAGE, whose, color]
    return subprocess.run(
        command, env=screen.environment, capture_output=True, timeout=PATIENCE, check=True
    ).stdout
