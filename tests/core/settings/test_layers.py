"""Which of three layers counts for a setting, and what a policy leaves to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.settings.check import check, load
from agent.core.settings.layers import Layers
from agent.core.settings.toml_text import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

POLICY = {"mail": {"host": "policy.example", "recipients": ["policy@dealer.example"]}}
PROVISION = {"mail": {"host": "provision.example", "sender": "provision@office.example"}, "site": {"id": "p"}}
OWN = '[mail]\nhost = "own.example"\nsecurity = "tls"\n'


def test_a_policy_wins_over_the_office_and_the_office_over_a_provision() -> None:
    settings = load(OWN, Layers(POLICY, "policy", PROVISION, "provision"))
    assert settings.mail.host == "policy.example"
    assert settings.mail.security == "tls"
    assert settings.mail.sender == "provision@office.example"
    assert settings.site.id == "p"
    assert load(OWN, Layers(provision=PROVISION)).mail.host == "own.example"


def test_the_port_follows_the_encryption_wherever_that_is_set() -> None:
    assert load("", Layers(policy={"mail": {"security": "tls"}})).mail.port == 465
    assert load("[mail]\nport = 26\n", Layers(policy={"mail": {"security": "tls"}})).mail.port == 26


def confirmed(own: str, policy: Mapping[str, object]) -> bool:
    return load(own, Layers(policy={"mail": policy})).mail.confirmed


def test_where_a_policy_sends_reports_somebody_has_to_agree_once() -> None:
    to = {"host": "policy.example"}
    assert not confirmed("", to)
    assert not confirmed(OWN, to)
    assert not confirmed("", {**to, "confirmed": False})
    assert confirmed("[mail]\nconfirmed = true\n", to)
    assert confirmed("[mail]\nconfirmed = true\n", {**to, "confirmed": False})  # else nobody could agree
    assert confirmed("", {**to, "confirmed": True})
    assert confirmed(OWN, {"security": "tls"})
    assert confirmed(OWN, {"confirmed": False})


@pytest.mark.parametrize(
    "own", ['[mail]\nhost = "a b"\n', "[mail]\nhost = 5\n", 'mail = "x"\n', "[[mail]]\nhost = 1\n"]
)
def test_what_an_office_writes_for_a_locked_setting_lifts_no_lock(own: str) -> None:
    layers = Layers(policy={"mail": {"host": "policy.example", "confirmed": True}})
    settings, problems = check(parse(own), own, layers)
    assert settings.mail.host == "policy.example"
    assert not [problem for problem in problems if problem.setting == "mail.host"]


def test_mail_is_complete_without_a_yes_but_not_configured() -> None:
    own = '[mail]\nhost = "h"\nsender = "a@b.example"\nrecipients = ["a@b.example"]\n'
    assert load(own).mail.is_configured
    unconfirmed = load(own + "confirmed = false\n").mail
    assert unconfirmed.is_complete
    assert not unconfirmed.is_configured
