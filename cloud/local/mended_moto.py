"""moto as AWS is: what it lacks or does otherwise, mended while a context lasts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cloud.local.atomic_moto import atomic_items
from cloud.local.ed25519_moto import ed25519_keys
from cloud.local.quick_moto import quick_queries
from cloud.local.sending_account import sending_account

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def mended_moto() -> Iterator[None]:
    """Mend moto while the context lasts."""
    with quick_queries(), atomic_items(), ed25519_keys(), sending_account():
        yield
