"""One setting as a row of data: its shape, its default, what it is for."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.core.settings.setting_types import Shape

_METADATA = "setting"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. A list has the shape of its items and needs `least` of them.

    `columns` are the keys of a table, where an item is one. A private value is never repeated in a
    complaint: somebody may have put a secret there. `help` is for who reads this table: nobody is shown it.
    """

    key: str
    shape: Shape
    default: Any
    help: str
    is_list: bool = False
    is_private: bool = False
    least: int = 0
    columns: tuple[Field, ...] = ()

    @property
    def section(self) -> str:
        """The table of settings.toml that holds it."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its key within the section."""
        return self.key.rpartition(".")[2]

    def from_text(self, typed: str) -> object:
        """Return the TOML value of command-line text; a list's items as `split_items` has them."""
        if not self.is_list:
            return self.shape.from_text(typed)
        return [self.shape.from_text(item) for item in split_items(typed)]


def split_items(typed: str) -> list[str]:
    """Return the items of a typed list: separated by commas, or by semicolons as mail programs have it."""
    return [item.strip() for item in re.split("[,;]", typed) if item.strip()]


def setting(shape: Shape, default: object, help: str, **options: Any) -> Any:  # noqa: A002, ANN401 (as Field has them)
    """Return the attribute of a section's dataclass that holds a setting; `options` are others of Field."""
    return dataclasses.field(metadata={_METADATA: Field("", shape, default, help, **options)})


def settings_in(section: type, prefix: str = "") -> tuple[Field, ...]:
    """Return the settings of a section's dataclass in their order, each with its key behind the prefix."""
    rows = [(field.name, field.metadata[_METADATA]) for field in dataclasses.fields(section)]
    return tuple(dataclasses.replace(row, key=prefix + name) for name, row in rows)
