"""meters reader: ask devices for a scan that can't fork its readers (Windows); started by that scan alone."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from agent.core.model.exit_codes import ExitCode
from agent.edge.snmp.readers.serve import serve

if TYPE_CHECKING:
    from argparse import Namespace

STDOUT = 1


def run(_arguments: Namespace) -> int:
    """Answer the requests on stdin until it ends; each right to ask comes that way too."""
    with os.fdopen(os.dup(STDOUT), "wb") as replies:
        # The SNMP library is made of programs that print; here nothing may stand between two replies.
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)
        serve(sys.stdin.buffer, replies)
    return ExitCode.FINE
