"""A dataclass as a dict is what the standard library makes of it, and holds no copies."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import pytest

from agent.core.model.as_dict import as_dict
from tests.support.store_samples import a_device, a_reading

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Nest:
    """A dataclass within tuples within a dataclass."""

    name: str
    inside: tuple[Nest | int | tuple[Nest, ...], ...] = ()


def test_it_is_what_the_standard_library_makes() -> None:
    nest = Nest("a", (Nest("b"), 1, (Nest("c", (2,)),)))
    device = replace(a_device(7, NOW), retired_at=NOW)
    for value in (nest, device, a_reading(7, NOW), a_reading(7, NOW).printer):
        assert as_dict(value) == asdict(value)


def test_what_is_no_dataclass_is_refused() -> None:
    with pytest.raises(AttributeError):
        as_dict({"a": 1})
