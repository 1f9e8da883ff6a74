"""meters bundle: what support needs to see, shown before it is saved."""

from __future__ import annotations

import getpass
import json
import platform
import sys
from contextlib import suppress
from importlib.metadata import distributions
from typing import TYPE_CHECKING, Any

from agent import __version__
from agent.commands.walk import save_agreed
from agent.context.deployment import deployment_of
from agent.context.office import open_folder, open_store, tell, write
from agent.core.bundle import bundle_of, of_printers
from agent.core.conditions.text import condition_row
from agent.core.messages import doctor as messages
from agent.core.messages import window
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.settings.naming import named_in
from agent.core.settings.provision import ENROLMENT
from agent.edge import administrator, console, files, machine, paths, theme

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from agent.edge.files import Folder
    from agent.edge.store import Store


def run(arguments: Namespace) -> int:
    """Show the bundle, and save it where somebody who has seen it says so."""
    text = _text_of(open_folder(arguments))
    if arguments.window:
        return _show(text)
    print(text, end="")
    tell(messages.BUNDLE_SHOWN)
    if arguments.to:
        save_agreed(arguments.to, text, is_agreed=arguments.yes)
    return ExitCode.FINE


def _show(text: str) -> int:
    """Show it in a window until that is closed; AgentError where this Python came without Tk."""
    paths.prepare_tk()
    try:
        from agent.ui.window.bundle_viewer import open_bundle
    except ImportError as error:
        if error.name not in {"tkinter", "_tkinter"}:
            raise
        raise AgentError(window.NO_TK) from error
    console.leave()
    open_bundle(text, lambda path: write(str(path), text.encode()), is_dark=theme.windows_are_dark())
    return ExitCode.FINE


def _text_of(folder: Folder) -> str:
    settings, provisioned = (files.read_text(path) or "" for path in (folder.settings, folder.provisioned))
    beforehand, documents = _set_up_beforehand(folder)
    with open_store(folder) as (store, identity):
        parts = {
            "versions": _versions(),
            "settings.toml": settings,
            "provisioned.toml": provisioned,
            **beforehand,
            "conditions": _as_text([condition_row(one) for one in store.conditions.standing()]),
            "last scan": _last_scan(store),
            "log": files.read_text(folder.log) or "",
        }
        documents += [_parsed(settings), _parsed(provisioned)]
        named = [one for document in documents for one in named_in(document)]
        sensitive = [*_of_store(store), *named, *_of_computer(folder)]
        sensitive.append(("AGENT", identity.agent_id))
    return bundle_of(parts, sensitive)


def _versions() -> str:
    packages = sorted(f"{one.metadata['Name']} {one.version}" for one in distributions())
    own = (f"Meters Agent {__version__}", machine.platform_name(), f"Python {platform.python_version()}")
    return "\n".join((*own, *packages))


def _as_text(value: Any) -> str:  # noqa: ANN401 (any value of JSON)
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _last_scan(store: Store) -> str:
    scan = store.scans.last_closed()
    if scan is None:
        return "none"
    return _as_text({"began": scan.began, "ended": scan.ended, "read": scan.printers_read, **scan.summary})


def _of_store(store: Store) -> Iterator[tuple[str, str]]:
    yield from of_printers(entry for _, entry in store.readings.latest_entries())
    for device in store.readings.devices():
        yield "ADDRESS", device.ip_address
        for kind, text in (("SERIAL", device.serial_number), ("MAC", device.mac_address)):
            if text:
                yield kind, text


def _set_up_beforehand(folder: Folder) -> tuple[dict[str, str], list[Mapping[str, Any]]]:
    """Return policy and provision file as parts, and what they hold; what is unusable is told instead."""
    try:
        policy = deployment_of(folder).layers.policy
        parts = {"policy": _as_text(policy)}
    except AgentError as error:
        policy, parts = {}, {"policy": error.title}  # its advice repeats what stands there
    try:
        provision = _provision()
        parts["provision.toml"] = _as_text(provision)
    except AgentError as error:
        provision, parts["provision.toml"] = {}, error.title
    return parts, [policy, provision]


def _provision() -> dict[str, Any]:
    """Return the provision file, with the number of its codes in their place; AgentError as files has it."""
    path = administrator.provision_file(paths.program())
    document = _parsed(files.read_text(path) or "") if path else {}
    if isinstance(codes := document.get(ENROLMENT), dict):
        document[ENROLMENT] = f"{len(codes)} codes"
    return document


def _parsed(text: str) -> dict[str, Any]:
    """Return a document; a file that is no TOML is shown by its patterns alone."""
    import tomllib

    with suppress(ValueError):
        return tomllib.loads(text)
    return {}


def _of_computer(folder: Folder) -> Iterator[tuple[str, str]]:
    yield "COMPUTER", platform.node()
    yield "FOLDER", str(folder.path)
    yield "PROGRAM", sys.prefix
    yield from (("PROFILE", path.stem) for path in folder.profiles.glob("*.toml"))
    try:
        yield "PERSON", getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return
