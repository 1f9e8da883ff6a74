"""Every key begins with its dealer; no name of a site, a device or an agent can lead out of it."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.core import keys
from cloud.core.keys import Key

NAMES = st.text(max_size=60) | st.text("#/%é~", max_size=400)
DAY = date(2026, 3, 2)


def every_key(name: str, other: str) -> list[Key[Any]]:
    return [
        keys.dealer_key("acme"),
        keys.site_key("acme", name),
        keys.code_key("acme", name),
        keys.claim_key("acme", name, other, "k"),
        keys.agent_key("acme", name, other),
        keys.signer_key("acme", name, other),
        keys.report_key("acme", name, other, 7, "0f"),
        keys.device_key("acme", name),
        keys.mail_key("acme", DAY, name, 16),
        Key(keys.sites("acme", name, 16), ""),
        Key(keys.signers("acme", name, other, 16), ""),
        Key(keys.needs("acme", name, 16), ""),
        Key(keys.day("acme", DAY, name, 16), ""),
        Key(keys.refused("acme", DAY, name, 16), ""),
        keys.resolution_key("acme", name, 7),
        keys.retirement_key("acme", name),
        keys.decision_key("acme", name),
    ]


@given(NAMES, NAMES)
def test_the_dealer_stands_first_and_no_name_brings_a_separator(name: str, other: str) -> None:
    for key, plain in zip(every_key(name, other), every_key("n", "o"), strict=True):
        assert key.pk.split("#")[:2] == plain.pk.split("#")[:2]
        assert key.pk.count("#") == plain.pk.count("#")
        assert len(key.pk.encode()) <= 2048
        assert len(key.sk.encode()) <= 1024


@given(NAMES, NAMES)
def test_two_names_have_two_keys(name: str, other: str) -> None:
    assert (keys.site_key("acme", name) == keys.site_key("acme", other)) == (name == other)


@pytest.mark.parametrize("dealer", ["", "#", "acme#x", "Acme", "-a", "a-", "a" * 41, "a\n", "é"])
def test_what_is_no_dealer_has_no_keys(dealer: str) -> None:
    with pytest.raises(ValueError, match="not a dealer"):
        keys.site_key(dealer, "x")


def test_runs_sort_as_numbers() -> None:
    runs = [1, 2, 9, 10, 99, 100, 10**9]
    assert sorted(runs, key=keys.run_prefix) == runs


def test_shards_share_evenly_and_each_is_asked_for() -> None:
    used = Counter(keys.needs("acme", f"serial:examplar:{number}", 16) for number in range(16_000))

    assert used.keys() == set(keys.shards_of("acme", 16, "needs"))
    assert max(used.values()) < 1.2 * min(used.values())
