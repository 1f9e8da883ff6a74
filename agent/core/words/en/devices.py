"""Why something that was asked could not be read, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import number

if TYPE_CHECKING:
    from collections.abc import Sequence

# Why a device that answered could not be read, and what to do about it.
ONLY_V3 = "It answers SNMPv3 only, and no user that is set is let in."
ONLY_V3_ADVICE = (
    "Add its SNMPv3 user to the settings ([[network.users]]) and store the passphrases with "
    "'meters settings password v3-auth:USER' and 'meters settings password v3-privacy:USER'."
)
FELL_SILENT = "It answered once and then no more."
FELL_SILENT_ADVICE = (
    "It may be asleep or refuse further questions: wake it up and collect again; if that does not help, "
    "check the list of allowed SNMP hosts on its web page."
)
ANSWERS_NONSENSE = "It answers, but not in well-formed SNMP."
ANSWERS_NONSENSE_ADVICE = "Restart the printer; if that does not help, update its firmware."
CRASHES = (
    "It is a model that crashes when it is asked over SNMP, so it was identified once and is left alone."
)
CRASHES_ADVICE = "Read its counter at its panel; an update of its firmware may help."
CRASHED_READER = "Its answers made the SNMP library crash or hang."
CRASHED_READER_ADVICE = (
    "The other printers were read; this one is read alone from now on. Update its firmware; if it is no "
    "printer, leave its address out: 'meters settings set network.exclude ADDRESS'."
)
NOT_READ_IN_TIME = "It answered, but the time of this scan was over before it was read."
NOT_READ_IN_TIME_ADVICE = (
    "It is read with the next scan. If this repeats, search fewer addresses, or look for devices that "
    "answer slowly and leave them out."
)
OUR_FAULT = "This program made a mistake while it read this device."
OUR_FAULT_ADVICE = "Please send the log file to whoever supports this program; the other printers were read."
_ROUTING_LAYERS = 0x02 | 0x04  # sysServices (RFC 1213): datalink and internet layer
# What a person should know of a scan.
NO_IPV6 = "This computer has no IPv6, so addresses of that kind were not asked."
ADDRESSES = "addresses"  # behind their number, in the progress bar
NOTHING_LEFT_TO_ASK = "Nothing is left to ask: all that you named is excluded."
NOTHING_LEFT_TO_ASK_ADVICE = (
    "Name another address, or leave out the exclusion: `meters settings get network.exclude`."
)
NO_NETWORK = "This computer is in no office network that could be searched."
NO_NETWORK_ADVICE = "Connect it, or name the networks: 'meters settings set network.targets 192.168.1.0/24'."


# What a device is that is no printer, by the kinds of core/vendors/others.py.
_KINDS = {
    "scanner": "it is a scanner",
    "print_server": "it is a print server that shows nothing of a printer",
    "power_supply": "it is a power supply (UPS)",
    "storage": "it is a storage box (NAS)",
    "telephone": "it is a telephone",
    "camera": "it is a camera",
    "computer": "it is a computer",
}


def not_a_printer(kind: str | None, sys_services: int) -> str:
    """Return why a device that answers SNMP is left out; `sys_services` is RFC 1213's layer sum."""
    if sys_services & _ROUTING_LAYERS and kind in {None, "computer"}:
        return "no printer: it forwards the network's traffic (a router, switch or access point)"
    if kind in _KINDS:
        return f"no printer: {_KINDS[kind]}"
    return "no printer: it has none of the objects that printers have"


def unresolved(name: str) -> str:
    """Return the note for a target name that has no address."""
    return f"The name {name} is not known in this network."


def silent(endpoint: str) -> str:
    """Return the note for an address that somebody named and that never answered."""
    return f"{endpoint} did not answer SNMP questions."


NONE_FOUND = (
    (
        "Usual causes: SNMP is switched off on the printer, the printer is in another network, a firewall "
        "or guest Wi-Fi blocks UDP port 161, or the printer uses another SNMP community or SNMPv3."
    ),
    (
        "Next step: open the printer's address in a browser and check its SNMP settings, then compare "
        "them with 'meters settings show'."
    ),
)


def out_of_time(not_asked: int, not_read: int, minutes: int) -> list[str]:
    """Return the notes of a scan that reached its deadline: how many addresses and devices it left."""
    notes = []
    if not_asked:
        notes.append(
            f"The scan was ended after {minutes} minutes. Addresses that were not asked: {not_asked}."
        )
    if not_read:
        notes.append(f"The scan was ended after {minutes} minutes. Devices found, but not read: {not_read}.")
    return notes


def found(number: int) -> str:
    """Return how many devices answered so far."""
    return f"{number} found"


def same_printer(endpoint: str) -> str:
    """Return why a second address of one printer is left out."""
    return f"the same printer as at {endpoint}: it has two addresses"


def no_network_advice(left_out: Sequence[tuple[str, str]]) -> str:
    """Return what to do without an office network, and which networks were left out: name and why."""
    if not left_out:
        return NO_NETWORK_ADVICE
    return f"{NO_NETWORK_ADVICE} Left out: {'; '.join(f'{name} ({why})' for name, why in left_out)}."


def retired_left_out(count: int) -> str:
    """Return that not all printers that are gone are listed."""
    return f"{number(count)} more printers that are gone are not listed: only the newest are."
