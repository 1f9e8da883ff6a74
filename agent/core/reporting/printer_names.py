"""What an office calls its printers, each so that no other one of the same report is called the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.messages import printers
from agent.core.model.shown_text import MOST, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.core.report_format.entries import PrinterEntry


TAIL = 4  # characters of a serial number, as they stand on the label of the device


@dataclass(frozen=True, slots=True)
class PrinterName:
    """The name of one printer in its report; `mark` is empty where place and model alone tell it apart."""

    place: str
    model: str
    mark: str = ""

    @property
    def full(self) -> str:
        """Return place, model and mark, at most shown.MOST characters; a long name loses no mark."""
        return _with_mark(f"{self.place}, {self.model}", self.mark)

    @property
    def marked_place(self) -> str:
        """Return the place with the mark, for tables where the model has a column of its own."""
        return _with_mark(self.place, self.mark)


def names_of(entries: Sequence[PrinterEntry]) -> tuple[PrinterName, ...]:
    """Return the names of all printers of a report, in its order.

    Where two would be called the same, also but for spaces and capitals or where a long name is cut, the
    last four of the serial number are added, else the address, else whatever else differs.
    """
    bare = [PrinterName(_one_spaced(place_of(entry)), _one_spaced(model_of(entry))) for entry in entries]
    alike: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(bare):
        alike[name.full.casefold()].append(position)
    marks = {
        position: mark
        for positions in alike.values()
        if len(positions) > 1
        for position, mark in zip(positions, _marks([entries[p] for p in positions]), strict=True)
    }
    return tuple(replace(name, mark=marks.get(position, "")) for position, name in enumerate(bare))


def printer_name(entry: PrinterEntry) -> str:
    """Return the office's name for a printer, others or not: where it stands, its maker, its model."""
    return f"{place_of(entry)}, {model_of(entry)}"


def place_of(entry: PrinterEntry) -> str:
    """Return where a printer stands; where nobody wrote that down, its name in the network or its address."""
    return str(entry["location"] or entry["host_name"] or entry["ip_address"])


def model_of(entry: PrinterEntry) -> str:
    """Return a printer's maker and model."""
    known = " ".join(part for part in (entry["manufacturer"], entry["model"]) if part)
    return known or printers.SOME_PRINTER


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _with_mark(name: str, mark: str) -> str:
    if not mark:
        return shortened(name)
    end = f" ({mark})"
    room = MOST - len(end)
    return f"{name if len(name) <= room else f'{name[: room - 1]}…'}{end}"


def _marks(alike: Sequence[PrinterEntry]) -> Iterator[str]:
    """Yield a mark for each of the printers that are called alike."""
    seen = {of: Counter(map(of, alike)) for of in _DIFFERENCES}
    for entry in alike:
        differ = (mark for of in _DIFFERENCES if (mark := of(entry)) and seen[of][mark] == 1)
        yield next(differ, str(entry["ip_address"]))


def _tail(entry: PrinterEntry) -> str:
    return str(entry.get("serial_number") or "").strip()[-TAIL:]


def _whole(name: str) -> Callable[[PrinterEntry], str]:
    return lambda entry: str(entry.get(name) or "")


_DIFFERENCES = (_tail, *map(_whole, ("ip_address", "serial_number", "mac_address")))
