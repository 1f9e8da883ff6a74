"""Windows' access list of a file as text, and whether others than administrators may change it.

The text is SDDL: "Security Descriptor String Format" and "ACE Strings" in Microsoft's documentation. What we
can't read counts as open to others.
"""

import re

# SYSTEM, the administrators' group, and TrustedInstaller, which owns what came with Windows.
_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
ADMINISTRATORS = frozenset({"SY", "BA", "S-1-5-18", "S-1-5-32-544", _INSTALLER})
_READING = 0x1200A9 | 0x20000000 | 0x80000000  # FILE_GENERIC_READ and _EXECUTE, GENERIC_READ and _EXECUTE
# Of a folder above: who may delete what lies in it, or give himself that right, can put another in its place.
_REPLACING = 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000
_RIGHTS = {
    **{name: 1 << bit for bit, name in enumerate(("CC", "DC", "LC", "SW", "RP", "WP", "DT", "LO", "CR"))},
    "SD": 0x10000,
    "RC": 0x20000,
    "WD": 0x40000,
    "WO": 0x80000,
    "GA": 0x10000000,
    "GX": 0x20000000,
    "GW": 0x40000000,
    "GR": 0x80000000,
    "FA": 0x1F01FF,
    "FR": 0x120089,
    "FW": 0x120116,
    "FX": 0x1200A0,
}
_DESCRIPTOR = re.compile(r"O:(?P<owner>[A-Z]{2}|S-[0-9-]+)(?:G:(?:[A-Z]{2}|S-[0-9-]+))?D:(?P<flags>[A-Z_]*)")
_ENTRY = re.compile(r"\(([^()]*)\)")


def others_may_write(descriptor: str) -> bool:
    """Return whether others than administrators may change a file, or what lies in a folder."""
    return _others_may(descriptor, ~_READING)


def others_may_replace(descriptor: str) -> bool:
    """Return whether others than administrators may put something else in place of what a folder holds."""
    return _others_may(descriptor, _REPLACING)


def _others_may(descriptor: str, rights: int) -> bool:
    found = _DESCRIPTOR.match(descriptor)
    if found is None or found["owner"] not in ADMINISTRATORS or "NO_ACCESS_CONTROL" in found["flags"]:
        return True
    entries, rest = _ENTRY.findall(descriptor[found.end() :]), _ENTRY.sub("", descriptor[found.end() :])
    return bool(rest) or any(_gives(entry, rights) for entry in entries)


def _gives(entry: str, rights: int) -> bool:
    """Return whether one entry lets somebody else do one of these things."""
    parts = entry.split(";")
    if len(parts) < 6:  # noqa: PLR2004 (type; flags; rights; object; inherited object; account)
        return True
    kind, flags, given, account = parts[0], parts[1], parts[2], parts[5]
    if kind in {"D", "OD", "XD"} or account in ADMINISTRATORS or "IO" in _pairs(flags):
        return False
    mask = _mask(given)
    return mask is None or bool(mask & rights)


def _mask(given: str) -> int | None:
    if re.fullmatch(r"0x[0-9a-fA-F]{1,8}", given):
        return int(given, 16)
    names = _pairs(given)
    if "".join(names) != given or not set(names) <= set(_RIGHTS):
        return None
    mask = 0
    for name in names:
        mask |= _RIGHTS[name]
    return mask


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(0, len(text), 2)]
