"""The settings: everything that is wrong is said at once, with its line."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.targets import parse_targets, split_targets
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS, Settings, SnmpUser, secret_names
from agent.core.settings.check import check, field_of, load
from agent.core.settings.fields import BY_KEY, FIELDS
from agent.core.settings.toml_text import parse
from tests.support.settings_samples import OFFICE

if TYPE_CHECKING:
    from agent.core.settings.field import Field

NO_PASSWORD = "expected no password in this file (`meters settings password` stores it safely), found one."
CASES = [
    ('[mail]\nport = "587"', 'Line 2: mail.port: expected a number from 1 to 65535, found "587".'),
    ("[mail]\nport = true", "Line 2: mail.port: expected a number from 1 to 65535, found true."),
    ("[mail]\n\nport = 0", "Line 3: mail.port: expected a number from 1 to 65535, found 0."),
    (
        f"[mail]\nport = 0x{'f' * 5000}",
        "mail.port: expected a number from 1 to 65535, found a huge number.",
    ),
    ("mail.port = 65536", "Line 1: mail.port: expected a number from 1 to 65535, found 65536."),
    (
        "[mail]\nprot = 25",
        "Line 2: mail.prot: expected a known setting (did you mean port?), found an unknown",
    ),
    (
        "[mial]\nport = 25",
        "Line 1: mial: expected a known section (did you mean mail?), found an unknown name.",
    ),
    ("port = 25", "Line 1: port: expected a section (did you mean network.port or mail.port?)"),
    ("[x]", "Line 1: x: expected one of site, network, mail, schedule, tray, found an unknown name."),
    ("mail = 3", "Line 1: mail: expected a section [mail], found another value."),
    ("mail = { port = 0 } # one line", "Line 1: mail.port: expected a number from 1 to 65535, found 0."),
    (
        "[mail]\npassword = 'hunter2'",
        f"Line 2: mail.password: {NO_PASSWORD}",
    ),
    ("[mail]\nhost = 'smtp://a'", 'expected a host name or an address, without a port, found "smtp://a".'),
    ("[mail]\nhost = 'a:25'", "Line 2: mail.host: expected a host name or an address, without a port"),
    ("[mail]\nsecurity = 'ssl'", 'Line 2: mail.security: expected none, starttls or tls, found "ssl".'),
    (
        '[mail]\nsender = "a@b\\nBcc: c@d"',
        "mail.sender: expected an email address such as office@example.com, found another text.",
    ),
    (
        "[mail]\nsender = 'A <a@b>'",
        "Line 2: mail.sender: expected an email address such as office@example.com, found another text.",
    ),
    (
        "[mail]\nrecipients = 'a@b'",
        "Line 2: mail.recipients: expected a list in brackets, each item an email address such as office@",
    ),
    (
        "[mail]\nrecipients = [\n'a@b',\n# who?\n'c' ]",
        'Line 5: mail.recipients[2]: expected an email address such as office@example.com, found "c".',
    ),
    (
        "[mail]\nrecipients = [['a@b']]",
        "Line 2: mail.recipients[1]: expected an email address such as office@example.com, found a list.",
    ),
    ('[mail]\nuser = "a\\r\\nb"', "Line 2: mail.user: expected a text on one line"),
    ("[mail]\ncertificate_sha256 = 'ab:cd'", "a SHA-256 fingerprint of 64 hexadecimal digits"),
    ("[mail]\nallow_public_host = 'yes'", 'mail.allow_public_host: expected true or false, found "yes".'),
    (
        "[network]\ntimeout = 31",
        "Line 2: network.timeout: expected a number of seconds from 0.1 to 30, found 31.",
    ),
    ("[network]\ntimeout = nan", "network.timeout: expected a number of seconds from 0.1 to 30, found nan."),
    (
        "[network]\ntargets = ['10.0.0.0/33']",
        'Line 2: network.targets[1]: "10.0.0.0/33" is not a network.',
    ),
    (
        "[network]\nexclude = ['10.0.0.0/33']",
        'Line 2: network.exclude[1]: "10.0.0.0/33" is not a network.',
    ),
    (
        "[network]\ncommunities = ['hunter2']",
        'network.communities[1]: expected "public" or "keyring:NAME" (the',
    ),
    ("[network]\ncommunities = 'hunter2'", "network.communities: expected a list in brackets"),
    (
        "[network]\ncommunities = []",
        "network.communities: expected a community, or a user in [[network.users]],",
    ),
    (
        "[[network.users]]\nauth = 'SHA'",
        "Line 1: network.users[1].name: expected a user name of 1 to 32 char",
    ),
    (
        "[[network.users]]\nname = 'a'\n[[network.users]]\nname = 'a'",
        "Line 4: network.users[2].name: expected a na",
    ),
    (
        "[[network.users]]\nname = 'a'\nauht = 'SHA'",
        "Line 3: network.users[1].auht: expected a known setting (did",
    ),
    (
        "[[network.users]]\nname = 'a'\npassphrase = 'hunter2'",
        f"Line 3: network.users[1].passphrase: {NO_PASSWORD}",
    ),
    ("[network]\nusers = ['a']", "Line 2: network.users[1]: expected a table [[network.users]] with name"),
    (
        "[schedule]\nat = '8:30'",
        "Line 2: schedule.at: expected a time between 00:00 and 23:59, written HH:MM",
    ),
    ("[schedule]\nat = 08:30:00", "written HH:MM in quotes, found a date or time."),
    ("[schedule]\nat = '24:00'", 'found "24:00".'),
    (
        "[schedule]\ndays = ['monday']",
        "Line 2: schedule.days[1]: expected mon, tue, wed, thu, fri, sat or sun,",
    ),
    (
        "[schedule]\ndays = []",
        "Line 2: schedule.days: expected at least one of mon, tue, wed, thu, fri, sat or sun",
    ),
    (
        "[site]\nid = 'a b'",
        "Line 2: site.id: expected a short name with letters, digits, dots, dashes and underscores",
    ),
    (
        '[site]\nname = "\\u001b[2J"',
        r"Line 2: site.name: expected a text on one line of at most 200 characters",
    ),
    (
        "[site]\nenrolment = 77",
        "Line 2: site.enrolment: expected your print dealer's code: 8 letters and digits, a dash and 26 more",
    ),
    (
        "[mail]\nclient_certificate = 'office.pem'\nsecurity = 'none'",
        "Line 3: mail.security: expected starttls or tls, because mail.client_certificate is set, found",
    ),
]


def sentences(text: str) -> list[str]:
    return [str(problem) for problem in check(parse(text), text)[1]]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_wrong_setting_is_named_with_its_line_and_what_was_expected(text: str, expected: str) -> None:
    (sentence,) = sentences(text)
    assert expected in sentence
    assert sentence.isprintable()
    assert "hunter2" not in sentence


SECRETS = ("hunter2!", "S3cret pass/word", "correct horse", "P@ss w0rd", "271828182845", "geheim:5")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_secret_in_the_wrong_key_is_repeated_by_no_complaint(field: Field, secret: str) -> None:
    quoted = f"'{secret}'"
    for value in (quoted, f"[{quoted}]", f"[{{name = {quoted}, auth = {quoted}}}]", secret):
        text = f"[{field.section}]\n{field.name} = {value}\n"
        try:
            shown = [str(problem) for problem in check(parse(text), text)[1]]
        except AgentError as error:
            shown = [str(error)]
        assert secret not in " ".join(shown)


@pytest.mark.parametrize(
    "text", ["{} = 1", "[mail]\n{} = 1", "[{}]", "[mail]\n{0} = 1\n{0} = 2", "[[network.users]]\n{} = 1"]
)
def test_a_secret_in_the_place_of_a_name_is_not_repeated(text: str) -> None:
    shown = text.format('"Tr0ub4dor"')
    with pytest.raises(AgentError) as caught:
        load(shown)
    assert "Tr0ub4dor" not in str(caught.value)
    with pytest.raises(
        AgentError,
        match=r"^The setting \(\.\.\.\) doesn't exist\. To list all settings: `meters settings show`\.$",
    ) as caught:
        field_of("Tr0ub4dor")
    assert "Tr0ub4dor" not in str(caught.value)


def test_all_problems_are_told_at_once_in_the_order_of_the_lines() -> None:
    with pytest.raises(AgentError) as caught:
        load("[tray]\nnotfy = true\n[mail]\nport = 0")
    error = caught.value
    assert error.title == "2 settings are wrong."
    assert [line.split(":")[0] for line in error.advice.splitlines()] == ["Line 2", "Line 4"]


def test_an_empty_file_gives_the_defaults() -> None:
    assert load("") == DEFAULTS
    assert DEFAULTS.mail.port == 587
    assert not DEFAULTS.mail.is_configured
    assert DEFAULTS.schedule.days == ("mon", "tue", "wed", "thu", "fri")


def test_an_office_is_read() -> None:
    settings = load(OFFICE)
    assert settings.network.users[1] == SnmpUser("auditor", "SHA-256", "AES", "")
    assert settings.mail.port == 465
    assert settings.mail.is_configured
    assert secret_names(settings) == (
        "mail",
        "community:warehouse",
        "v3-auth:scanner",
        "v3-auth:auditor",
        "v3-privacy:auditor",
    )


def test_a_setting_with_a_problem_has_its_default_and_spoils_no_other() -> None:
    text = "[mail]\nport = 'x'\nuser = 'u'"
    settings, _ = check(parse(text), text)
    assert (settings.mail.port, settings.mail.user) == (587, "u")


def test_a_fingerprint_may_have_colons_and_capitals() -> None:
    text = f"[mail]\ncertificate_sha256 = '{':'.join(['AB'] * 32)}'"
    assert load(text).mail.certificate_sha256 == "ab" * 32


def test_the_table_of_fields_and_the_settings_are_one() -> None:
    keys = [
        f"{section.name}.{field.name}"
        for section in dataclasses.fields(Settings)
        for field in dataclasses.fields(getattr(DEFAULTS, section.name))
    ]
    assert keys == [field.key for field in FIELDS]
    assert all(field.help.endswith(".") for field in FIELDS)


def test_a_semicolon_separates_as_mail_programs_have_it() -> None:
    text = """
        [network]
        targets = ["10.0.0.1; 10.0.0.2"]
        exclude = ["10.0.0.3;10.0.0.4"]
        communities = ["public; keyring:warehouse"]
        [mail]
        recipients = ["office@example.com; dealer@example.com;", "office@example.com"]
        [schedule]
        days = ["mon;tue"]
    """
    settings = load(text)
    assert settings.mail.recipients == ("office@example.com", "dealer@example.com")
    assert settings.network.communities == ("public", "keyring:warehouse")
    assert secret_names(settings) == ("community:warehouse",)
    assert settings.schedule.days == ("mon", "tue")
    assert len(parse_targets(settings.network.targets, 161).spans) == 2
    assert split_targets(settings.network.exclude) == ["10.0.0.3", "10.0.0.4"]
    assert sentences('[mail]\nrecipients = ["a@example.com; b"]') == [
        'Line 2: mail.recipients[1]: expected an email address such as office@example.com, found "b".'
    ]


@pytest.mark.parametrize("separator", [";", "; ", ",", ", ", " ;, "])
def test_a_typed_list_is_separated_by_commas_or_semicolons(separator: str) -> None:
    for key, items in (
        ("network.targets", ["10.0.0.1", "10.0.1.0/24"]),
        ("network.exclude", ["10.0.0.1", "10.0.1.0/24"]),
        ("network.communities", ["public", "keyring:a"]),
        ("mail.recipients", ["a@example.com", "b@example.com"]),
        ("schedule.days", ["mon", "fri"]),
    ):
        assert BY_KEY[key].from_text(separator.join(items)) == items


def test_what_only_sending_refuses_is_told_and_the_settings_are_used_all_the_same() -> None:
    text = "[mail]\nclient_certificate = 'office.pem'\nsecurity = 'none'\nhost = 'mail.example.com'"
    assert load(text).mail.host == "mail.example.com"
    with pytest.raises(AgentError) as refused:
        load(f"{text}\nport = 0")
    assert "mail.security" in str(refused.value)  # both are said where one keeps them from being used
