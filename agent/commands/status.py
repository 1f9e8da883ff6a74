"""meters status: what was read, what waits, and what needs attention."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.context.office import open_office
from agent.context.status import OF_THE_LOOP, read_status
from agent.core.messages import doctor
from agent.core.model.exit_codes import ExitCode
from agent.core.office_status.status import as_json, lines_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the status; exit code 1 where a letter waits or was refused, or a printer was silent."""
    office = open_office(arguments)
    if arguments.tray:
        from agent.context.tray_state import print_for_tray

        return print_for_tray(office, _bad_ends(arguments))
    status, _ = read_status(office)
    if arguments.json:
        print(json.dumps(as_json(status), ensure_ascii=False, indent=1))
    else:
        from agent.ui.folding import folded

        print(folded("\n".join(lines_of(status))))
        if status.needs_attention:
            print(doctor.WHY)
    return ExitCode.NEEDS_ATTENTION if status.needs_attention else ExitCode.FINE


def _bad_ends(arguments: Namespace) -> dict[str, str]:
    """Return how tasks ended, by their names, as the tray hands it on: NAME=END."""
    pairs = (text.rpartition("=") for text in arguments.ended)
    return {name: end for name, _, end in pairs if name in OF_THE_LOOP}
