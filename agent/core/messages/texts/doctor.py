"""The doctor's sentences: what was tried, what came, what to do next (agent/core/doctor)."""

from agent.core.messages.catalogue import BySystem, gettext, number
from agent.core.messages.error_kinds import ErrorKind

TITLE = "Why isn't it working?"
PARTS = {"printer": "Printer", "mail": "Email", "computer": "This computer"}
MARKS = {"ok": "[ok]", "warning": "[!]", "failed": "[X]", "not_tried": "[-]"}
ALL_WELL = "No problem found."
BUNDLE_SHOWN = "Names, addresses and serial numbers are marks. Look for other names before you pass it on."
NOT_REDACTED = "Not redacted: it holds serial numbers and names. To pass it on, add --redact."
NOT_SAVED = "Not saved."
_ASK_IT = "Ask your IT."

# What was tried, by the name of a step.
TRIED = {
    "address": "Find the address of {text}",
    "settings": "Compare {address} with the settings",
    "route": "Look for the way to other networks (default route)",
    "network": "Find the way there",
    "answer": "Ask for SNMP (UDP port {port}) at {address}",
    "access": "Sign in over SNMP",
    "device": "Read what it is",
    "serial": "Read the serial number",
    "counters": "Read the counters",
    "supplies": "Read the supplies",
    "web": "Try the other ports of {address} (TCP 631, 443 and 80)",
}
# What came, by the cause of a step.
CAME = {
    "address_known": "{address}.",
    "is_address": "it is one already.",
    "name_unknown": "this name was not found.",
    "not_one_address": "this is not a single address.",
    "not_excluded": "it isn't on the list of addresses to skip.",
    "excluded": "it is on the list of addresses to skip, so no scan reads it.",
    "route_not_needed": "not needed, because the address is in this computer's network.",
    "route_unknown": "this can't be seen here.",
    "default_route": "there is one. It leads out of this computer's networks ({own}).",
    "own_route": "there is none, but this computer knows another way to this address.",
    "no_default_route": "there is none, and {own} is all that this computer is connected to.",
    "this_computer": "it is this computer itself.",
    "same_network": "it is in this computer's network {network} ({interface}).",
    "other_network": "it is in another network than this computer ({own}); a router leads there.",
    "through_vpn": "the way there leads through a VPN ({interface}).",
    "no_network": "this computer isn't connected to a network.",
    "no_route": "this computer has no way to this address. Its own networks: {own}.",
    "answers": "it answers SNMP version {versions}.",
    "nonsense": "it answers, but not with valid SNMP ({count} packets).",
    "port_closed": "the device is there, but it has SNMP turned off.",
    "silent_there": "a device has this address, but it doesn't answer SNMP.",
    "nobody_there": "no device has this address right now.",
    "silent": "no answer within {seconds} seconds.",
    "silent_other_network": "no answer within {seconds} seconds from the other network.",
    "silent_through_vpn": "no answer within {seconds} seconds through the VPN.",
    "community_fits": "SNMPv{version} with the community {community} is accepted.",
    "only_v1": "only SNMPv{version} with the community {community} is accepted. That is slower, but works.",
    "only_v3": "it accepts SNMPv3 only, and no SNMPv3 user is set up.",
    "secret_missing": BySystem(
        "a password is missing in the keyring.",
        windows="a password is missing in Windows Credential Manager.",
        macos="a password is missing in the keychain.",
    ),
    "user_fits": "the SNMPv3 user {user} is accepted ({level}).",
    "unknown_user": "the printer doesn't know the SNMPv3 user {user}.",
    "wrong_passphrase": (
        "the printer knows the SNMPv3 user {user}, but the authentication passphrase "
        "or its method ({auth}) is wrong."
    ),
    "level_too_high": "the printer's SNMPv3 user {user} has no passphrase ({level} isn't supported).",
    "level_too_low": "the printer accepts the SNMPv3 user {user}, but {level} isn't enough to read anything.",
    "wrong_privacy": (
        "the authentication passphrase of the SNMPv3 user {user} is right, "
        "but the encryption passphrase or its method ({privacy}) is wrong."
    ),
    "wrong_context": "the printer doesn't know the SNMPv3 context {context} of the user {user}.",
    "user_silent": "the printer speaks SNMPv3, but didn't answer the user {user}.",
    "user_not_tried": "the SNMPv3 user {user} was not tried.",
    "is_printer": "it is a printer, {name}.",
    "read_partly": "it is a printer, {name}, but not everything could be read.",
    "not_a_printer": "{what}.",
    "unreadable": "it can't be read.",
    "serial_found": "{serial} ({object}).",
    "no_serial": "the printer reports none.",
    "placeholder_serial": "the printer reports only a placeholder.",
    "counters_found": "{total} pages (source: {object}).",
    "engine_only": "only the lifetime count of the engine, {total} {unit} ({object}); no billing meter.",
    "no_counters": "the printer reports none ({object}).",
    "supplies_found": "{measured} of {count} supplies report a level ({object}).",
    "no_levels": "{count} supplies, but none reports a level ({object}).",
    "no_supplies": "the printer reports no supplies ({object}).",
    "web_not_asked": "not tried, because nobody has agreed to it.",
    "web_silent": "no answer there either.",
    "web_answers": "the device answers (TCP {ports}). Its manufacturer isn't known.",
    "switch_on": "the device answers (TCP {ports}). It looks like a {maker}.",
    "switch_on_usually": "the device answers (TCP {ports}). It looks like a {maker}.",
}
_RIGHT_COMMUNITY = (
    "Check on the printer's web page that SNMPv1/v2c is on, whether it limits SNMP to certain computers, and "
    "which community (SNMP's password) it expects. If that isn't public, enter it in Settings > Networks."
)
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "address_known": "",
    "is_address": "",
    "name_unknown": (
        "Check the spelling, or enter the IP address. It is on the printer's display or status page."
    ),
    "not_one_address": "Enter a single address, such as 192.168.1.20.",
    "not_excluded": "",
    "excluded": "Remove it from the list: 'meters settings set network.exclude ...'",
    "route_not_needed": "",
    "route_unknown": "",
    "default_route": "",
    "own_route": "",
    "no_default_route": (
        "Check the gateway in the network settings of this computer, or let it get its address by DHCP."
    ),
    "this_computer": "",
    "same_network": "",
    "other_network": "",
    "through_vpn": "Disconnect the VPN if the printer is in this office.",
    "no_network": "Check the cable or the Wi-Fi connection.",
    "no_route": "Check whether this computer is on the right network (not a guest Wi-Fi), and the address.",
    "answers": "",
    "nonsense": "Restart the printer. If that doesn't help, update its firmware.",
    "port_closed": "Turn on SNMP on the printer's web page.",
    "silent_there": f"Wake the printer up. {_RIGHT_COMMUNITY}",
    "nobody_there": (
        "Check that the printer is on and connected, and compare the address with its display: "
        "it may have been given a new one."
    ),
    "silent": f"Check that the printer is on, and the address on its display. {_RIGHT_COMMUNITY}",
    "silent_other_network": (
        "Check the address, and ask your IT whether UDP port 161 is allowed from this computer's "
        f"network ({{own}}) to the printers. {_RIGHT_COMMUNITY}"
    ),
    "silent_through_vpn": "Disconnect the VPN and try again. If the printer is behind it: " + _ASK_IT,
    "community_fits": "",
    "only_v1": "",
    "only_v3": (
        "Enter the printer's SNMPv3 user in Settings > Networks, "
        "or turn on SNMPv1/v2c on the printer's web page."
    ),
    "secret_missing": "Enter it again in Settings > Networks.",
    "user_fits": "",
    "unknown_user": (
        "Compare the user name in Settings > Networks with the printer's web page (capital letters count)."
    ),
    "wrong_passphrase": (
        "Enter the passphrase again in Settings > Networks, and compare the method with the printer's web "
        "page. It was tried only once, because some printers lock SNMP after a few wrong tries."
    ),
    "level_too_high": "Set a passphrase for this user on the printer, or remove it in Settings > Networks.",
    "level_too_low": "Add the missing passphrase (authentication, then encryption) in Settings > Networks.",
    "wrong_privacy": "Enter it again in Settings > Networks, and compare its method (AES, AES-256, DES).",
    "wrong_context": "Leave the context empty, or compare it with the printer's web page.",
    "user_silent": "Try again. If this continues, check the list of allowed SNMP hosts on its web page.",
    "user_not_tried": (
        "Another user's passphrase was wrong, and some printers lock SNMP after a few wrong tries. "
        "Correct that one first."
    ),
    "is_printer": "",
    "read_partly": "Try again. If this continues, update the printer's firmware.",
    "not_a_printer": "Compare the address with the printer's display.",
    "unreadable": _ASK_IT,
    "serial_found": "",
    "no_serial": "Set it on the printer's web page if possible. Otherwise its MAC address is used.",
    "placeholder_serial": "The printer's service technician can set the serial number.",
    "counters_found": "",
    "engine_only": "Compare it with the counter on the printer's display before billing.",
    "no_counters": "Read the counter on the printer's display.",
    "supplies_found": "",
    "no_levels": "Some supplies, such as refilled cartridges, report no level.",
    "no_supplies": "Check the supplies on the printer's display.",
    "web_not_asked": "To look there and get help for this manufacturer: 'meters doctor {address} --ports'",
    "web_silent": "The address is probably wrong, or a firewall blocks the connection.",
    "web_answers": (
        "Open http://{address} in a browser, sign in as administrator and turn on SNMP in its settings. "
        "For a path by manufacturer: 'meters doctor {address} --ports --maker NAME'"
    ),
    "switch_on": "Open http://{address} in a browser and turn on SNMP under: {path}\nSource: {source}",
    "switch_on_usually": (
        "Open http://{address} in a browser and turn on SNMP, usually under: {path}\nSource: {source}"
    ),
}
# The same in the window, where buttons stand for commands.
NEXT_IN_WINDOW = {
    "excluded": "Remove it from the addresses to skip in Settings > Networks.",
    "web_answers": (
        "Open http://{address} in a browser, sign in as administrator and turn on SNMP in its settings."
    ),
}
# Errors: what happened, and what to do about it.
NOTHING_TO_RECORD = ErrorKind(
    "The device answered, but told nothing of itself.",
    "Wake it up and try again.",
)
NEEDS_ADDRESS = ErrorKind(
    "The step {step} is about a printer.",
    "Name the printer: 'meters doctor ADDRESS --step={step}'",
)
NOBODY_AGREED = ErrorKind(
    "Not saved.",
    "Nobody is at the terminal to agree. Look at it, then repeat with --yes.",
)


def why(command: str) -> str:
    """Return where a condition is explained; `command` is what to type."""
    return gettext("To find out why: {command}", command=command)


def why_on_page(command: str) -> str:
    """Return where a condition is explained, for who reads a page; `command` is what to type."""
    return gettext(
        'To find out why: "Why isn\'t it working?" in the menu of the icon, or {command}', command=command
    )


def may_look(address: str) -> str:
    """Return the question before other ports of an address are tried."""
    return gettext(
        "Also look at TCP ports 631, 443 and 80 of {address}, and nothing else? [y/N] ", address=address
    )


def recorded(objects: int, replaced: int) -> str:
    """Return the extent of a recording, and what to look for before it is passed on."""
    return gettext(
        "{objects} objects, {replaced} texts replaced by marks. Before you pass it on, look for other names, "
        "for example on the display. To replace them too: --hide TEXT",
        objects=number(objects),
        replaced=number(replaced),
    )


def may_save(target: str) -> str:
    """Return the question before a recording is saved."""
    return gettext("Save this to {target}? [y/N] ", target=target)


def saved(target: str) -> str:
    """Return where a recording was saved."""
    return gettext("Saved to {target}.", target=target)


def counted(pages: int) -> str:
    """Return the value of a counter."""
    return number(pages)
