"""A policy: what Windows' registry and policy.toml say becomes the same settings, or the same refusals."""

from __future__ import annotations

import pytest

from agent.core.model.errors import AgentError
from agent.core.settings import text_of, value_of
from agent.core.settings.check import load
from agent.core.settings.layers import Layers
from agent.core.settings.policy import policy_of_registry, policy_of_text
from tests.support.registry_export import tree_of

EXPORT = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent]

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\MAIL]
"Host"="mail.dealer.example"
"port"=dword:00000019
"security"="none"
"sender"="meters@office.example"
"allow_public_host"=dword:00000001
"confirmed"=dword:00000001

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\MAIL\recipients]
"1"="first@dealer.example"
"2"="second@dealer.example"
"10"="tenth@dealer.example"

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\network]
"timeout"="1.5"
"targets"=hex(7):31,00,30,00,2e,00,30,00,2e,00,30,00,2e,00,30,00,2f,00,32,00,\
  34,00,00,00,31,00,30,00,2e,00,31,00,2e,00,30,00,2e,00,37,00,00,00,00,00

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\network\users]
"1"="reader SHA-256 AES"

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\tray]
"notify"=dword:00000000
"""
EXPECTED = {
    "mail.host": "mail.dealer.example",
    "mail.port": "25",
    "mail.security": "none",
    "mail.allow_public_host": "true",
    "mail.confirmed": "true",
    "mail.recipients": "first@dealer.example, second@dealer.example, tenth@dealer.example",
    "network.timeout": "1.5",
    "network.targets": "10.0.0.0/24, 10.1.0.7",
    "network.users": "reader SHA-256 AES",
    "tray.notify": "false",
}


def test_an_exported_registry_becomes_settings() -> None:
    settings = load("", Layers(policy_of_registry(tree_of(EXPORT)).document))
    assert {key: text_of(value_of(settings, key)) for key in EXPECTED} == EXPECTED
    assert settings.mail.is_configured


WRONG_VALUES = {
    'mail\\]\n"password"="geheim-1"': "mail.password: expected no password in this file",
    'mail\\]\n"port"="many"': "mail.port: expected a number",
    'mail\\]\n"port"=dword:0001ffff': "mail.port: expected a number",
    'mail\\]\n"confirmed"="perhaps"': "mail.confirmed: expected true or false",
    'mail\\]\n"confirmed"=dword:00000002': "mail.confirmed: expected true or false",
    'mail\\]\n"host"=hex:00,ff': "mail.host: expected a host name",
    'mail\\]\n"recipients"=dword:00000001': "mail.recipients: expected a list",
    'mail\\recipients\\]\n"1"=dword:00000001': "mail.recipients[1]: expected an email address",
    'mail\\recipients\\deeper\\]\n"1"="a@b.example"': "mail.recipients[1]: expected an email address",
    'mail\\host\\]\n"1"="mail.example"': "mail.host: expected a host name",
    'network\\communities\\]\n"1"="geheim-1"': "network.communities[1]: expected",
    '\\]\n"mail"="mail.example"': "mail: expected a section",
}


@pytest.mark.parametrize("written", WRONG_VALUES)
def test_a_wrong_value_of_the_registry_is_refused_by_name_and_no_secret_repeated(written: str) -> None:
    head = "[HKEY_LOCAL_MACHINE\\Software\\Policies\\Meters Agent\\"
    text = (head + written).replace("\\]", "]")
    with pytest.raises(AgentError) as raised:
        policy_of_registry(tree_of(text))
    assert WRONG_VALUES[written] in raised.value.advice
    assert "geheim" not in str(raised.value)


def test_policy_toml_is_refused_with_its_lines() -> None:
    with pytest.raises(AgentError) as raised:
        policy_of_text('[mail]\nhost = "mail.example"\npasswort = "geheim-1"\nport = "x"\n')
    assert "Line 3: mail.passwort" in raised.value.advice
    assert "Line 4: mail.port" in raised.value.advice
    assert "geheim" not in str(raised.value)


NEWER = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent]
"hours"=dword:00000001

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\mail]
"host"="mail.dealer.example"
"carrier"="x400"
"K7QM2XFA-0123456789ABCDEFGHJKMNPQRS"="x"

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\mail\fallbacks]
"1"="second.example"

[HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent\Energy]
"saving"=dword:00000001
"""


def test_names_of_a_newer_version_are_left_out_and_told_and_the_rest_counts() -> None:
    policy = policy_of_registry(tree_of(NEWER))
    assert policy.document == {"mail": {"host": "mail.dealer.example"}}
    assert set(policy.unknown) == {"hours", "mail.carrier", "mail.(...)", "mail.fallbacks", "energy"}


def test_what_a_newer_version_knows_of_a_user_is_left_out_too() -> None:
    policy = policy_of_text('[[network.users]]\nname = "reader"\nengine = "8000"\n[future]\nx = 1\n')
    assert policy.document == {"network": {"users": [{"name": "reader"}]}}
    assert policy.unknown == ("network.users[1].engine", "future")


@pytest.mark.parametrize(
    "text",
    [
        '[mail]\nport = "x"\n[future]\nx = 1\n',
        '[mail]\npasswort = "geheim-1"\nfuture = 1\n',
        '[[network.users]]\nname = "reader"\npassword = "geheim-1"\n',
        '[network]\nusers = ["reader"]\nfuture = 1\n',
        "mail = 1\n",
    ],
)
def test_beside_new_names_a_wrong_value_or_a_password_is_refused_all_the_same(text: str) -> None:
    with pytest.raises(AgentError) as raised:
        policy_of_text(text)
    assert "future" not in str(raised.value)
    assert "geheim" not in str(raised.value)
