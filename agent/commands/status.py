"""meters status: what was read, what waits, and what needs attention."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.context.office import Office, now, open_office
from agent.context.service_seen import state_of_service
from agent.context.status import OF_THE_LOOP, read_status
from agent.core.messages import current_language, deployment, doctor, service
from agent.core.model.exit_codes import ExitCode
from agent.core.office_status.status import as_json, lines_of
from agent.core.service.shown_state import ShownState, seen_by_user
from agent.core.tray.notifications import Memory, alarms_of
from agent.core.tray.state import to_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def run(arguments: Namespace) -> int:
    """Print the status; exit code 1 where a letter waits or was refused, or a printer was silent."""
    if of_service := state_of_service(arguments):
        return _show_service(of_service, arguments)
    office = open_office(arguments)
    if arguments.tray:
        from agent.context.tray_state import print_for_tray

        return print_for_tray(office, _bad_ends(arguments))
    status, _ = read_status(office)
    if arguments.json:
        document = {**as_json(status), "provision": _provision(office)}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        from agent.ui.folding import folded

        print(folded("\n".join((*lines_of(status), *_set_up_beforehand(office)))))
        if status.needs_attention:
            print(doctor.why("meters doctor"))
    return ExitCode.NEEDS_ATTENTION if status.needs_attention else ExitCode.FINE


def _show_service(shown: ShownState, arguments: Namespace) -> int:
    """Print the status of this computer's service, which it shows to its users."""
    tray_state = seen_by_user(shown, now())
    status = tray_state.status
    if arguments.tray:
        alarms, _ = alarms_of(status, Memory())
        print(to_line(replace(tray_state, alarms=alarms, language=current_language())))
        return ExitCode.FINE
    if arguments.json:
        document = {**as_json(status), "service": shown.at.isoformat(timespec="seconds")}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        from agent.ui.folding import folded

        print(folded("\n".join((service.shown_at(shown.at), *lines_of(status, of_service=True)))))
    return ExitCode.NEEDS_ATTENTION if status.needs_attention else ExitCode.FINE


def _set_up_beforehand(office: Office) -> Iterator[str]:
    """Yield which provision file this office took or refused."""
    if taken := office.deployment.taken:
        sentence_of = deployment.taken if taken.document else deployment.refused
        yield sentence_of(taken.path, taken.at)


def _provision(office: Office) -> dict[str, str] | None:
    taken = office.deployment.taken
    return {"path": taken.path, "sha256": taken.sha256, "at": taken.at.isoformat()} if taken else None


def _bad_ends(arguments: Namespace) -> dict[str, str]:
    """Return how tasks ended, by their names, as the tray hands it on: NAME=END."""
    pairs = (text.rpartition("=") for text in arguments.ended)
    return {name: end for name, _, end in pairs if name in OF_THE_LOOP}
