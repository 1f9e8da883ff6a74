"""TARGETs: every form of the contract, every refusal in words, and the endpoints that come out."""

# Characters that look like others are what some of these are about.
# ruff: noqa: RUF001

from __future__ import annotations

import ipaddress
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.discovery.rate_limits import spread
from agent.core.discovery.targets import Expansion, expand, names, parse_targets
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError


def expanded(*texts: str, **resolved: tuple[str, ...]) -> Expansion:
    return expand(
        parse_targets(texts, 161), {name.replace("_", "."): found for name, found in resolved.items()}
    )


@pytest.mark.parametrize(
    ("texts", "endpoints"),
    [
        (["10.0.0.7"], "10.0.0.7"),
        (["10.0.0.7:1161"], "10.0.0.7:1161"),
        (["10.0.0.9 10.0.0.10, 10.0.0.9"], "10.0.0.9 10.0.0.10"),
        (["10.0.0.9-11"], "10.0.0.9 10.0.0.10 10.0.0.11"),
        (["10.0.0.254 - 10.0.1.1"], "10.0.0.254 10.0.0.255 10.0.1.0 10.0.1.1"),
        (["10.0.0.7; 10.0.0.8;"], "10.0.0.7 10.0.0.8"),
        (["10.0.0.7\u300010.0.0.8\u00a010.0.0.9"], "10.0.0.7 10.0.0.8 10.0.0.9"),
        (["192.168.1.0-2"], "192.168.1.0 192.168.1.1 192.168.1.2"),
        (["192.168.1.16-18"], "192.168.1.16 192.168.1.17 192.168.1.18"),
        (["192.168.1.0-1 !192.168.1.0-255"], ""),
        (["192.168.1.77/30"], "192.168.1.77 192.168.1.78"),
        (["192.168.1.0/31"], "192.168.1.0 192.168.1.1"),
        (["192.168.1.5/32"], "192.168.1.5"),
        (["10.0.0.0/29", "!10.0.0.2-3,!10.0.0.5"], "10.0.0.1 10.0.0.4 10.0.0.6"),
        (["10.0.0.7", "10.0.0.7:1161", "!10.0.0.7:161"], "10.0.0.7:1161"),
        (["10.0.0.7 10.0.0.7:1161 ! 10.0.0.0/8"], ""),
        (["2001:DB8:0::1 [2001:db8::1]:1161"], "[2001:db8::1] [2001:db8::1]:1161"),
        (["[fe80::1%eth0] [fe80::2%eth0] !fe80::2"], "[fe80::1%eth0]"),
        (["::ffff:10.0.0.7"], "10.0.0.7"),
        ([], ""),
    ],
)
def test_a_target_stands_for_its_endpoints_each_once_in_order(texts: list[str], endpoints: str) -> None:
    assert " ".join(map(str, expanded(*texts).endpoints)) == endpoints


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.0.0.0/8", "16,777,216 addresses"),
        ("0.0.0.0/0", "4,294,967,296 addresses"),
        ("10.0.0.0-10.1.0.0", "65,537 addresses"),
        ("10.0.0.0/16 10.7.0.0/29", "65,540 addresses in total"),
        ("10.0.0.300", "four numbers from 0 to 255"),
        ("10.0.0", "four numbers from 0 to 255"),
        ("192.168.001.7", "without leading zeros"),
        ("10.0.0.60-10", "ends before it starts"),
        ("192.168.1.0-24", "did you mean /24? Enter 192.168.1.0/24 for the network, or 192.168.1.1-24 for"),
        ("192.168.1.0 - 24", "did you mean /24?"),
        ("192.168.1.0\u201324:1161", "did you mean /24?"),
        ("!192.168.1.0-24", "did you mean /24?"),
        ("10.0.0.0-16", "Enter 10.0.0.0/16"),
        ("192.168.1.0-30", "did you mean /30?"),
        ("192.168.1.64-26", "did you mean /26? Enter 192.168.1.64/26 for the network."),
        ("192.168.1.0\\24", "did you mean /24?"),
        ("192.168.1.0_24", "did you mean /24?"),
        ("192.168.1.70-26", "ends before it starts"),
        ("１９２.１６８.1.10", "Enter 192.168.1.10"),
        ("10.0.0.7，10.0.0.8", "Enter 10.0.0.7,10.0.0.8"),
        ("10.0.0.7；10.0.0.8", "Enter 10.0.0.7;10.0.0.8"),
        ("10．0．0．7", "Enter 10.0.0.7"),
        ("١٠.0.0.7", "Enter 10.0.0.7"),
        ("10.0.0.7、10.0.0.8", "U+3001"),
        ("10.0.0.\u200b7", "U+200B"),
        ("10.0.0.7\u221210", "U+2212"),
        ("10.0.0.0/33", "not a network"),
        ("10.0.0.7:0", "1 to 65535"),
        ("10.0.0.7:99999999999", "1 to 65535"),
        ("10.0.0.7:١٦١", "Enter 10.0.0.7:161."),
        ("239.1.1.1", "no printer can have"),
        ("255.255.255.255", "no printer can have"),
        ("0.0.0.0", "no printer can have"),  # noqa: S104 (nothing is bound)
        ("223.255.255.250-224.0.0.1", "no printer can have"),
        ("::", "not the address of a single device"),
        ("ff02::1", "not the address of a single device"),
        ("2001:db8::/64", "one by one"),
        ("fe80::1:161", "[fe80::1]:161 for port 161"),
        ("fe80::xyz", "not an IPv6 address"),
        ("[::1]junk", "not an IPv6 address"),
        ("http://10.0.0.7/", "port"),
        ("-printer", "not a valid address, range, network or name"),
        ("x" * 64, "not a valid address, range, network or name"),
        ("10.0.0.7 !", "not a valid address, range, network or name"),
    ],
)
def test_what_is_no_target_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(AgentError) as refused:
        parse_targets([text], 161)
    assert said in str(refused.value)
    assert refused.value.code == 2


def test_an_excluded_network_may_be_of_any_size() -> None:
    assert expanded("10.0.0.1-2", "192.168.1.1", "!10.0.0.0/8").endpoints == (Endpoint("192.168.1.1"),)


def test_names_are_resolved_by_one_family_and_the_missing_ones_told() -> None:
    targets = parse_targets(["a.lan:1161 b.lan c.lan blocked.lan", "!c.lan !gone.lan", "::1"], 161)
    assert names(targets) == ("a.lan", "b.lan", "c.lan", "blocked.lan", "gone.lan")
    resolved = {
        "a.lan": ("2001:db8::7", "10.0.0.7"),
        "b.lan": ("2001:db8::8",),
        "c.lan": ("10.0.0.9",),
        "blocked.lan": ("0.0.0.0", "::", "nonsense"),  # noqa: S104 (what a name server answers)
    }
    found = expand(targets, resolved)
    assert found.endpoints == (Endpoint("10.0.0.7", 1161), Endpoint("::1"), Endpoint("2001:db8::8"))
    assert found.unresolved == ("blocked.lan", "!gone.lan")


def test_named_are_those_given_one_by_one_and_not_excluded() -> None:
    found = expanded("10.0.0.0/24 10.0.0.7 10.0.0.8 a.lan [::1] !10.0.0.8", a_lan=("10.0.0.9",))
    assert found.named == {Endpoint("10.0.0.7"), Endpoint("10.0.0.9"), Endpoint("::1")}
    assert found.named <= set(found.endpoints)
    assert len(found.endpoints) == 254


addresses = st.integers(0, 15).map(lambda low: f"10.0.0.{low}")
networks = st.tuples(addresses, st.integers(28, 32)).map(lambda pair: f"{pair[0]}/{pair[1]}")


@given(st.lists(networks, max_size=4), st.lists(networks, max_size=4))
def test_expansion_agrees_with_sets_of_addresses(wanted: list[str], excluded: list[str]) -> None:
    asked = {host for text in wanted for host in ipaddress.IPv4Network(text, strict=False).hosts()}
    spared = {host for text in excluded for host in ipaddress.IPv4Network(text, strict=False)}
    found = expanded(*wanted, *(f"!{text}" for text in excluded))
    assert [endpoint.address for endpoint in found.endpoints] == [
        str(host) for host in sorted(asked - spared)
    ]


def test_a_whole_16_bit_network_expands_at_once() -> None:
    began = time.process_time()
    assert len(expanded("10.1.0.0/16").endpoints) == 65_534
    assert time.process_time() - began < 1


def test_spread_endpoints_enter_each_subnet_evenly() -> None:
    endpoints = expanded("10.0.0.0/24 10.0.1.0/26").endpoints
    order = spread(endpoints)
    assert sorted(order) == sorted(endpoints)
    small = [place for place, endpoint in enumerate(order) if endpoint.address.startswith("10.0.1.")]
    gaps = {later - earlier for earlier, later in itertools.pairwise(small)}
    assert gaps <= {5, 6}
