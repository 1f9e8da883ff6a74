"""Where the tests find a whole network of addresses of their own."""

from __future__ import annotations

import sys

import pytest

needs_127_8 = pytest.mark.skipif(
    sys.platform == "darwin", reason="macOS has 127.0.0.1 alone, the rest of 127.0.0.0/8 only as aliases"
)
