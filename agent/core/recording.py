"""A walk as text, the snmprec form of simulators: one `OID|tag|value` a line.

Tags are decimal (see walk.Tag); an `x` behind the tag says that the value is hexadecimal, as octets that
aren't printable ASCII are.
"""

from agent.core.model.walk import Tag, Varbind, Walk, dotted

_TEXT = frozenset(range(0x20, 0x7F))


def format_recording(walk: Walk) -> str:
    """Return the recording of a walk."""
    return "".join(f"{dotted(varbind.oid)}|{_format_value(varbind)}\n" for varbind in walk)


def _format_value(varbind: Varbind) -> str:
    tag, value = varbind.tag, varbind.value
    if isinstance(value, tuple):
        return f"{tag:d}|{dotted(value)}"
    if not isinstance(value, bytes):
        return f"{tag:d}|{'' if value is None else value}"
    if tag is Tag.IP_ADDRESS:
        return f"{tag:d}|{'.'.join(map(str, value))}"
    return f"{tag:d}|{value.decode('ascii')}" if _TEXT.issuperset(value) else f"{tag:d}x|{value.hex()}"
