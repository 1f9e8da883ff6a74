"""Addresses as they are compared: the same ones that travel, whatever stands around them."""

from __future__ import annotations

import pytest

from agent.core.mail.addressees import address_key
from agent.core.mail.envelope import bare_address


@pytest.mark.parametrize(
    "text",
    [
        "office@example.com",
        "  office@example.com ",
        "The Office <office@example.com>",
        '"Office, first <floor>" <office@example.com>',
        "<office@example.com>",
        "OFFICE@Example.COM",
        "büro <office@münchen.example>",
        "office@xn--mnchen-3ya.example",
    ],
)
def test_an_address_is_compared_as_it_travels(text: str) -> None:
    assert address_key(text) == bare_address(text).lower()


@pytest.mark.parametrize("text", ["", "office", "@", "<", ">", "<>", "a@b@c", "a@" + "ü" * 300])
def test_what_is_no_address_is_compared_all_the_same(text: str) -> None:
    assert address_key(text) == address_key(text.upper().lower())
