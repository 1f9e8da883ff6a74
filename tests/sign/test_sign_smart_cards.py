"""What Windows' smart card service says of readers and tokens, and what becomes of it.

The service stands in as C functions, so that what crosses the border has its real size and place.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import failures
import smart_cards
from smart_cards import SIGNATURES, ReaderState, require_card
from tests.support.sign_stand_in import windows_with

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = 0xCD00_0000_0000_0001  # a context uses all the bits of a pointer
NO_READERS = 0x8010002E - 2**32  # SCARD_E_NO_READERS_AVAILABLE, as a LONG
NO_SERVICE = 0x8010001D - 2**32  # SCARD_E_NO_SERVICE
UNPLUGGED = 0x80100017 - 2**32  # SCARD_E_READER_UNAVAILABLE
EMPTY, CARD = 0x12, 0x100122  # CHANGED with EMPTY; with PRESENT, INUSE, and a counter above


class Service:
    """A smart card service with these readers and their states; `says` are codes of failure by function."""

    def __init__(self, readers: dict[str, int], **says: int) -> None:
        self.readers = readers
        self.says = says
        self.open: list[int] = []

    def library(self) -> SimpleNamespace:
        """Return its functions, as a library of C has them."""
        own: dict[str, Any] = {name: getattr(self, f"_{name[5:]}") for name in SIGNATURES}
        return SimpleNamespace(
            **{
                name: ctypes.CFUNCTYPE(ctypes.c_int32, *arguments)(own[name])
                for name, arguments in SIGNATURES.items()
            }
        )

    def _EstablishContext(self, scope: int, first: object, second: object, context: Any) -> int:  # noqa: ANN401, N802
        assert (scope, first, second) == (0, None, None)
        if "establish" not in self.says:
            context[0] = CONTEXT
            self.open.append(CONTEXT)
        return self.says.get("establish", 0)

    def _ListReadersW(self, context: int, groups: object, names: int | None, length: Any) -> int:  # noqa: ANN401, N802
        assert (context, groups) == (CONTEXT, None)
        text = "".join(f"{name}\0" for name in self.readers) + "\0"
        if names is not None and "list" not in self.says:
            assert length[0] == len(text)
            ctypes.memmove(
                names, ctypes.create_unicode_buffer(text), len(text) * ctypes.sizeof(ctypes.c_wchar)
            )
        length[0] = len(text)
        return self.says.get("list", 0)

    def _GetStatusChangeW(self, context: int, patience: int, states: Any, count: int) -> int:  # noqa: ANN401, N802
        assert (context, patience, count) == (CONTEXT, 0, len(self.readers))
        for number in range(count):
            assert (states[number].dwCurrentState, states[number].pvUserData) == (0, None)
            states[number].dwEventState = self.readers[states[number].szReader]
        return self.says.get("state", 0)

    def _ReleaseContext(self, context: int) -> int:  # noqa: N802
        self.open.remove(context)
        return 0


def refusal(service: Service) -> failures.SigningError:
    with pytest.raises(failures.SigningError) as refused:
        require_card(service.library())
    assert service.open == []
    return refused.value


def test_a_token_in_any_reader_is_enough() -> None:
    service = Service({"Windows Hello 1": EMPTY, "SafeNet Tokenüberprüfer 0": CARD})
    require_card(service.library())
    assert service.open == []


def test_readers_without_a_token_are_named() -> None:
    refused = refusal(Service({"SafeNet Token JC 0": EMPTY, "SafeNet Token JC 1": EMPTY}))

    assert refused.failure == failures.TOKEN_ABSENT
    assert refused.detail == "Empty: SafeNet Token JC 0, SafeNet Token JC 1"


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        ({"establish": NO_SERVICE}, "0x8010001D"),
        ({"list": NO_READERS}, "0x8010002E"),
        ({"state": UNPLUGGED}, "0x80100017"),
    ],
)
def test_no_service_and_no_reader_are_told_with_windows_code(says: dict[str, int], shown: str) -> None:
    refused = refusal(Service({"SafeNet Token JC 0": CARD}, **says))

    assert refused.failure == failures.READER_ABSENT
    assert shown in refused.detail


def test_an_empty_list_is_no_reader() -> None:
    assert refusal(Service({})).failure == failures.READER_ABSENT


def test_a_state_has_the_size_that_windows_expects() -> None:
    assert ctypes.sizeof(ReaderState) == 2 * ctypes.sizeof(ctypes.c_void_p) + 3 * 4 + 36
    assert ReaderState.rgbAtr.offset == 2 * ctypes.sizeof(ctypes.c_void_p) + 12


def test_the_token_is_looked_for_before_the_certificate(tmp_path: Path, certificate: bytes) -> None:
    backend = windows_with(certificate, tmp_path, ("http://one.test",)).backend

    def unplugged() -> None:
        raise failures.SigningError(failures.TOKEN_ABSENT)

    with pytest.raises(failures.SigningError) as refused:
        replace(backend, cards=unplugged, store=list).find()
    assert refused.value.failure == failures.TOKEN_ABSENT


def test_elsewhere_than_on_windows_nobody_is_asked() -> None:
    smart_cards.require_token()
