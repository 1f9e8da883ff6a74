"""Why something that was queried could not be read, and what to do about it."""

from agent.core.messages.catalogue import gettext, ngettext, number, translated
from agent.core.messages.error_kinds import ErrorKind

# Why a device that answered could not be read, and what to do about it.
ONLY_V3 = "Accepts SNMPv3 only. None of your SNMPv3 users worked."
ONLY_V3_ADVICE = (
    "Add its SNMPv3 user to the settings ([[network.users]]) and store the passphrases with "
    "'meters settings password v3-auth:USER' and 'meters settings password v3-privacy:USER'."
)
FELL_SILENT = "Stopped responding during the scan."
FELL_SILENT_ADVICE = (
    "It may be in sleep mode or limit SNMP access. Wake it up and read the printers again. If that "
    "doesn't help, check the list of allowed SNMP hosts on its web page."
)
ANSWERS_NONSENSE = "Responds, but not with valid SNMP."
ANSWERS_NONSENSE_ADVICE = "Restart the printer. If that doesn't help, update its firmware."
CRASHES = "This model crashes when it is read over SNMP, so it is not read any more."
CRASHES_ADVICE = "Read its counter on its display. A firmware update may help."
CRASHED_READER = "Its responses made the SNMP library crash or hang."
CRASHED_READER_ADVICE = (
    "The other printers were read. This device is read separately from now on. Update its firmware. If it "
    "isn't a printer, skip its address: 'meters settings set network.exclude ADDRESS'."
)
NOT_READ_IN_TIME = "Responded, but the scan ran out of time before it was read."
NOT_READ_IN_TIME_ADVICE = (
    "It will be read in the next scan. If this happens again, search fewer addresses, or skip devices that "
    "respond slowly."
)
OUR_FAULT = "Something went wrong in Meters Agent while reading this device."
OUR_FAULT_ADVICE = "The other printers were read. Please send the log file to your support contact."
# The same advice for a window, where fields stand for commands.
IN_WINDOW = (
    (ONLY_V3_ADVICE, "Enter its SNMPv3 user and the passphrases in Settings > Networks."),
    (
        CRASHED_READER_ADVICE,
        (
            "The other printers were read. This device is read separately from now on. Update its firmware. "
            "If it isn't a printer, add it to the addresses to skip in Settings > Networks."
        ),
    ),
)
_ROUTING_LAYERS = 0x02 | 0x04  # sysServices (RFC 1213): datalink and internet layer
# What a person should know of a scan.
NO_IPV6 = "This computer has no IPv6, so IPv6 addresses were not searched."
ADDRESSES = "addresses"  # behind their number, in the progress bar
NO_NETWORK = "This computer isn't connected to an office network."


# What a device is that is no printer, by the kinds of core/identification/non_printers.py.
_KINDS = {
    "scanner": "scanner",
    "print_server": "print server that shows no printer data",
    "power_supply": "power supply (UPS)",
    "storage": "network storage (NAS)",
    "telephone": "telephone",
    "camera": "camera",
    "computer": "computer",
}


# Errors: what happened, and what to do about it.
NOT_CONNECTED = ErrorKind(
    "This computer isn't connected to an office network.",
    "Connect it, or enter the networks: 'meters settings set network.targets 192.168.1.0/24'.",
    window=(
        "This computer isn't connected to an office network.",
        "Connect it, or enter the networks in Settings.",
    ),
)
ONLY_OTHER_NETWORKS = ErrorKind(
    "This computer isn't connected to an office network.",
    "Connect it, or enter the networks: 'meters settings set network.targets 192.168.1.0/24'. "
    "Not searched: {left_out}.",
    window=(
        "This computer isn't connected to an office network.",
        "Connect it, or enter the networks in Settings. Not searched: {left_out}.",
    ),
)
NOTHING_LEFT_TO_ASK = ErrorKind(
    "Nothing to search: all addresses you entered are excluded.",
    "Enter another address or remove the exclusion: `meters settings get network.exclude`.",
    window=(
        "Nothing to search: all addresses you entered are excluded.",
        "Enter other networks in Settings, or remove what is excluded there.",
    ),
)


def not_a_printer(kind: str | None, sys_services: int) -> str:
    """Return why a device that answers SNMP is left out; `sys_services` is RFC 1213's layer sum."""
    if sys_services & _ROUTING_LAYERS and kind in {None, "computer"}:
        return gettext("Not a printer: router, switch or access point")
    if kind in translated(_KINDS):
        return gettext("Not a printer: {kinds}", kinds=translated(_KINDS)[kind])
    return gettext("Not a printer")


def unresolved(name: str) -> str:
    """Return the note for a target name that has no address."""
    return gettext("The name {name} was not found in this network.", name=name)


def silent(endpoint: str) -> str:
    """Return the note for an address that somebody named and that never answered."""
    return gettext("{endpoint} didn't respond over SNMP.", endpoint=endpoint)


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
        (
            notes.append(
                ngettext(
                    "The scan stopped after {count} minute. Addresses not searched: {not_asked}.",
                    "The scan stopped after {count} minutes. Addresses not searched: {not_asked}.",
                    minutes,
                    not_asked=not_asked,
                )
            )
        )
    if not_read:
        (
            notes.append(
                ngettext(
                    "The scan stopped after {count} minute. Devices found but not read: {not_read}.",
                    "The scan stopped after {count} minutes. Devices found but not read: {not_read}.",
                    minutes,
                    not_read=not_read,
                )
            )
        )
    return notes


def found(number: int) -> str:
    """Return how many devices answered so far."""
    return gettext("{number} found", number=number)


def same_printer(endpoint: str) -> str:
    """Return why a second address of one printer is left out."""
    return gettext("Second address of the printer at {endpoint}", endpoint=endpoint)


def retired_left_out(count: int) -> str:
    """Return that not all printers that are gone are listed."""
    return gettext("{number} more retired printers are not listed.", number=number(count))
