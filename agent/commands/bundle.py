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
from agent.edge import console, files, machine, paths, theme

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from agent.edge.files import Folder
    from agent.edge.store import Store

# Keys of settings.toml whose texts name the office, and the mark of each.
NAMING = {
    "site": {"id": "SITE", "name": "SITE", "enrolment": "CODE"},
    "mail": {
        "host": "SERVER",
        "user": "MAIL",
        "sender": "MAIL",
        "recipients": "MAIL",
        "client_certificate": "FILE",
    },
}


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
    with open_store(folder) as (store, identity):
        parts = {
            "versions": _versions(),
            "settings.toml": settings,
            "provisioned.toml": provisioned,
            "conditions": _as_text([condition_row(one) for one in store.conditions.standing()]),
            "last scan": _last_scan(store),
            "log": files.read_text(folder.log) or "",
        }
        named = [one for document in _documents(folder, settings, provisioned) for one in _named_in(document)]
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


def _documents(folder: Folder, *texts: str) -> Iterator[Mapping[str, Any]]:
    """Yield all settings of the office; a file that is no TOML is shown by its patterns alone."""
    import tomllib

    for text in texts:
        with suppress(ValueError):
            yield tomllib.loads(text)
    with suppress(AgentError):  # told by all other commands
        yield deployment_of(folder).layers.policy


def _named_in(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what names the office in its settings."""
    for section, keys in NAMING.items():
        held = document.get(section)
        if not isinstance(held, dict):
            continue
        for key, kind in keys.items():
            value = held.get(key)
            for one in value if isinstance(value, list) else (value,):
                if isinstance(one, str):
                    yield kind, one
    network = document.get("network")
    users = network.get("users") if isinstance(network, dict) else ()
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict) and isinstance(user.get("name"), str):
            yield "USER", user["name"]


def _of_computer(folder: Folder) -> Iterator[tuple[str, str]]:
    yield "COMPUTER", platform.node()
    yield "FOLDER", str(folder.path)
    yield "PROGRAM", sys.prefix
    try:
        yield "PERSON", getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return
