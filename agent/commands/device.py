"""meters device: the devices that the office knows, and what only a person can say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.context.office import now, open_folder, open_store
from agent.core.conditions.kinds import ConditionKind
from agent.core.messages import known_devices as messages
from agent.core.model.exit_codes import ExitCode
from agent.core.office_status.known_devices import former_of, lines_of, named
from agent.edge.lock import hold

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.model.records import Device
    from agent.edge.store import Store


def run(arguments: Namespace) -> int:
    """List the devices, or keep what a person says of one: retire, unretire, continue."""
    folder = open_folder(arguments)
    if arguments.name is None:
        with open_store(folder) as (store, _):
            print("\n".join(lines_of(store.readings.devices())) or messages.NONE_YET)
        return ExitCode.FINE
    with hold(folder.lock), open_store(folder) as (store, _):
        device = named(store.readings.devices(), arguments.name)
        print(_SAID[arguments.said](device, store))
    return ExitCode.FINE


def _retire(device: Device, store: Store) -> str:
    store.known_devices.retire(device.id, now())
    _end_dispute(device, device.id, store)
    return messages.retired(device.ip_address, device.serial_number)


def _unretire(device: Device, store: Store) -> str:
    store.known_devices.retire(device.id, None)
    return messages.unretired(device.ip_address, device.serial_number)


def _continue(device: Device, store: Store) -> str:
    last = store.scans.last_closed()
    former = former_of(device, store.readings.devices(), last.summary.get("read", ()) if last else ())
    store.known_devices.continue_history(former, device)
    _end_dispute(device, former.id, store)
    return messages.continued(device.ip_address, former.first_seen)


def _end_dispute(device: Device, former_id: str, store: Store) -> None:
    for subject in filter(None, (device.serial_number, device.mac_address, former_id)):
        store.conditions.clear(ConditionKind.HISTORY_DISPUTED, subject, now())


def _show(device: Device, _: Store) -> str:
    return next(lines_of([device]))


_SAID = {None: _show, "retire": _retire, "unretire": _unretire, "continue": _continue}
