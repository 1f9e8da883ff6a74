"""How long a test waits for what must happen: a bound for what hangs, not a measure of speed.

A green test never waits so long. Beside other load what takes half a second took 25, so a bound near the
expected time would be red for the machine's reasons; how fast the program is, `make bench` measures.
"""

from __future__ import annotations

PATIENCE = 120.0  # seconds
