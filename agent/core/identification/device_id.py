"""The IEEE-1284 device id: what a printer says of itself to whatever is plugged into it."""

from agent.core.mib.placeholders import says_nothing

LONGEST_VALUE = 255  # characters, as of every other name that a printer gives itself

_LONG_NAMES = {
    "MANUFACTURER": "MFG",
    "MANUFACTURE": "MFG",
    "MODEL": "MDL",
    "SER": "SN",
    "SERN": "SN",
    "SERIALNUMBER": "SN",
}


def ieee1284(device_id: str | None) -> dict[str, str]:
    """Return the keys of an IEEE-1284 device id, long names as their short ones (MFG, MDL, SN)."""
    pairs = (part.partition(":") for part in (device_id or "").split(";"))
    return {
        _LONG_NAMES.get(key.strip().upper(), key.strip().upper()): value.strip()[:LONGEST_VALUE]
        for key, _, value in pairs
        if not says_nothing(value)
    }
