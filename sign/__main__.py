"""`python -m sign`, which does what `python sign/sign.py` does."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

FOLDER = Path(__file__).parent

if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))  # its modules know each other by their bare names
    runpy.run_path(str(FOLDER / "sign.py"), run_name="__main__")
