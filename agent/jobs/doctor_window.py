"""What the doctor's window has at its back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.core.doctor.ladder import DoctorPart, DoctorStep


@dataclass(frozen=True, slots=True)
class DoctorAdapters:
    """The ladders, each climbed while it is iterated; AgentError as their jobs have it.

    `printer` takes an address, and whether its other ports may be tried; `office` whether a test letter to
    oneself is wanted, and which of its two ladders (None: both). `address` stands in the field from the
    start, empty for none. `step` is the step to show, whose ladder is climbed without a click; empty for
    none. `begins`: something is known to be wrong, so that email and computer are looked at without a click.
    `is_dark` as the theme has it.
    """

    printer: Callable[[str, bool], Iterable[DoctorStep]]
    office: Callable[[bool, DoctorPart | None], Iterable[DoctorStep]]
    address: str
    step: str
    begins: bool
    is_dark: bool
