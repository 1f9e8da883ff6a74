"""Which step of the doctor explains a condition: what stands behind every "Why?"."""

import ipaddress
import re
from dataclasses import dataclass

from agent.core.conditions.kinds import RULES, Condition
from agent.core.doctor.ladder import STEPS, DoctorPart

NO_ADDRESS = "ADDRESS"  # stands in a command where the person has to fill it in
_ADDRESS = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::[0-9]{1,5})?")  # as Endpoint writes it


@dataclass(frozen=True, slots=True)
class DoctorPlace:
    """A step of the doctor; `address` is whose printer's ladder has it, empty for another ladder."""

    step: str
    address: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of `meters doctor`; no text of a device or server but an IP address is among them."""
        named = (self.address,) if self.address else ()
        return (*named, f"--step={self.step}")

    @property
    def command(self) -> str:
        """The command for a person to type."""
        lacks_address = STEPS[self.step] is DoctorPart.PRINTER and not self.address
        return " ".join(("meters doctor", *((NO_ADDRESS,) if lacks_address else ()), *self.arguments))


def place_of(condition: Condition) -> DoctorPlace:
    """Return the step that explains a condition."""
    step = RULES[condition.kind].step
    if STEPS[step] is not DoctorPart.PRINTER:
        return DoctorPlace(step)
    listed = str(condition.facts.get("addresses", condition.subject))
    return DoctorPlace(step, _checked(listed.partition(",")[0].strip()))


def _checked(text: str) -> str:
    """Return an IP address, with its port where it has one, and an empty text for all else."""
    found = _ADDRESS.fullmatch(text)
    try:
        ipaddress.ip_address(found[1] or found[2] if found else "")
    except ValueError:
        return ""
    return text
