"""The doctor's sentences about this computer (agent/core/doctor/computer.py)."""

from agent.core.messages.catalogue import BySystem

# What was tried, by the name of a step.
TRIED = {
    "settings_file": "Read the settings",
    "keyring": BySystem(
        "Store a password in the keyring and read it back",
        windows="Store a password in Windows Credential Manager and read it back",
        macos="Store a password in the keychain and read it back",
    ),
    "secrets": "Look for the passwords that the settings need",
    "disk": "Write to the data folder {folder}",
    "database": "Open the database and check it",
    "clock": "Look at the clock",
    "start": "See whether it starts when you sign in",
    "signature": "Check the program's signature",
    "networks": "Look for the networks of this computer",
    "vpn": "Look for VPN connections",
    "condition": "Look for what is known to be wrong",
}
# What came, by the cause of a step.
CAME = {
    "settings_fine": "they are in order.",
    "keyring_works": "it works.",
    "keyring_lies": "it gave back something else.",
    "secrets_there": "all {count} are there.",
    "secret_missing": "missing: {names}.",
    "disk_works": "writing works.",
    "disk_full": "there is no room, or writing isn't allowed.",
    "database_fine": "it is in order.",
    "clock_plausible": "{now}, time zone {zone}.",
    "clock_behind": "it shows {now}, but the last scan was at {last}.",
    "clock_impossible": "it shows {now}. That can't be right.",
    "starts": "yes.",
    "starts_not": "it is turned off in Settings.",
    "start_missing": "it is turned on in Settings, but the start entry is missing.",
    "start_unknown": "this can't be seen on this system.",
    "unsigned": "it runs from source ({path}), so there is nothing to check.",
    "signature_valid": "it is valid ({path}).",
    "signature_none": "the program file isn't signed ({path}).",
    "signature_untrusted": "it is signed, but not by someone this computer trusts ({path}).",
    "signature_broken": "the program file was changed after it was signed ({path}).",
    "signature_unknown": "Windows doesn't say ({path}).",
    "signature_elsewhere": "not checked: program files of this system have no such signature ({path}).",
    "networks_known": "{own}.",
    "networks_without_route": "{own}. There is no default route: other networks can't be reached.",
    "networks_none": "it isn't connected to a network.",
    "vpn_none": "none.",
    "vpn_on": "connected: {names}.",
    "nothing_stands": "nothing.",
}
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "settings_fine": "",
    "keyring_works": "",
    "keyring_lies": "Restart the computer. If this continues, ask your IT.",
    "secrets_there": "",
    "secret_missing": "Enter it in Settings, or with: meters settings password {first}",
    "disk_works": "",
    "disk_full": "Free up disk space, and check the permissions of this folder.",
    "database_fine": "",
    "clock_plausible": "",
    "clock_behind": "Correct date and time of this computer. They decide when printers are read.",
    "clock_impossible": "Correct date and time of this computer. They decide when printers are read.",
    "starts": "",
    "starts_not": 'Turn on "Start when I sign in" in Settings if reports should be sent every day.',
    "start_missing": "Start Meters Agent once: it creates the entry again.",
    "start_unknown": "",
    "unsigned": "",
    "signature_valid": "",
    "signature_none": "Ask your supplier whether the program is really theirs.",
    "signature_untrusted": (
        "Right-click the program, Properties > Digital Signatures. It must show the name of your supplier."
    ),
    "signature_broken": "Don't use it any longer. Get the program from your supplier again.",
    "signature_elsewhere": "",
    "signature_unknown": (
        "Right-click the program, Properties > Digital Signatures. It must show the name of your supplier."
    ),
    "networks_known": "",
    "networks_without_route": "",
    "networks_none": "Check the cable or the Wi-Fi connection.",
    "vpn_none": "",
    "vpn_on": "If printers or the mail server can't be reached: disconnect the VPN and try again.",
    "nothing_stands": "",
}
# The same in the window, where buttons stand for commands.
NEXT_IN_WINDOW = {
    "secret_missing": "Enter it in Settings.",
}
