"""meters reader: ask devices for a scan that can't fork its readers (Windows); started by that scan alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from agent.edge.snmp.readers.serve import serve

if TYPE_CHECKING:
    from argparse import Namespace


def run(_arguments: Namespace) -> int:
    """Answer the requests on stdin until it ends; each right to ask comes that way too."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0
