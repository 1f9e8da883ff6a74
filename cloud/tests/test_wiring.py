"""The driver takes names, triggers and rules from the template: what is wrong there is red here."""

from __future__ import annotations

import copy
import socket
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from cloud.core import keys
from cloud.edge.aws import client
from cloud.edge.table import Table
from cloud.handlers import by_dealer, ingest
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.stack import Stack, environment
from cloud.local.template import read_template
from conftest import furnish
from made_mails import CODE, DOMAIN, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud.edge.bucket import Bucket

OFFICE = MadeAgent(code=CODE)
TEMPLATE = read_template()


def arrives(aws: str, template: dict[str, Any]) -> bool:
    """Return whether an enrolled office's mail becomes a device's latest under a template."""
    with urlopen(Request(f"{aws}/moto-api/reset", method="POST")):  # noqa: S310 (loopback)
        stack = build_stack(template, only=DATA)
    table = Table(client("dynamodb"), stack.environment("Ingest")["TABLE"])
    furnish(table)
    stack.deliver(f"acme@{DOMAIN}", OFFICE.mail(OFFICE.report(1)))
    stack.poll()
    return table.get(keys.device_key("acme", "serial:examplar:ex1")) is not None


def properties(template: dict[str, Any], resource: str) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][resource]["Properties"]
    return found


def no_rule(template: dict[str, Any]) -> None:
    properties(template, "Rule")["Rule"]["Enabled"] = False


def another_domain(template: dict[str, Any]) -> None:
    properties(template, "Rule")["Rule"]["Recipients"] = ["other.example"]


def another_prefix(template: dict[str, Any]) -> None:
    properties(template, "Rule")["Rule"]["Actions"][0]["S3Action"]["ObjectKeyPrefix"] = "post/"


def no_notification(template: dict[str, Any]) -> None:
    del properties(template, "Mails")["NotificationConfiguration"]


def no_trigger(template: dict[str, Any]) -> None:
    del properties(template, "Ingest")["Events"]


def the_wrong_queue(template: dict[str, Any]) -> None:
    event = properties(template, "Ingest")["Events"]["MailCameIn"]["Properties"]
    event["Queue"] = {"Fn::GetAtt": ["DeadLetters", "Arn"]}


def the_wrong_handler(template: dict[str, Any]) -> None:
    properties(template, "Ingest")["Handler"] = "cloud.handlers.ingest.handel"


def a_name_that_nothing_has(template: dict[str, Any]) -> None:
    template["Globals"]["Function"]["Environment"]["Variables"]["TABLE"] = {"Ref": "Tabel"}


def test_the_template_as_it_is_brings_a_mail_home(aws: str) -> None:
    assert arrives(aws, TEMPLATE)


@pytest.mark.parametrize(
    "cut", [no_rule, another_domain, another_prefix, no_notification, no_trigger, the_wrong_queue]
)
def test_a_mail_is_stuck_where_a_wire_is_cut(aws: str, cut: Callable[[dict[str, Any]], None]) -> None:
    template = copy.deepcopy(TEMPLATE)
    cut(template)

    assert not arrives(aws, template)


@pytest.mark.parametrize("wrong", [the_wrong_handler, a_name_that_nothing_has])
def test_a_wrong_name_is_an_error(aws: str, wrong: Callable[[dict[str, Any]], None]) -> None:
    template = copy.deepcopy(TEMPLATE)
    wrong(template)

    with pytest.raises((AttributeError, KeyError)):
        arrives(aws, template)


def test_without_word_of_the_failed_ones_they_would_be_lost(stack: Stack) -> None:
    stack.poll()  # S3's own test of the notice
    client("sqs").send_message(QueueUrl=stack.names["Incoming"], MessageBody="no JSON")

    assert stack.poll() == 1
    assert stack.poll() == 1
    silent = copy.deepcopy(TEMPLATE)
    del properties(silent, "Ingest")["Events"]["MailCameIn"]["Properties"]["FunctionResponseTypes"]
    quiet = Stack(silent, stack.names)
    assert quiet.poll() == 1
    assert quiet.poll() == 0


def test_no_test_can_ask_another_machine() -> None:
    with pytest.raises(OSError, match="is not this machine"):
        socket.getaddrinfo("mails.example", 443)


@pytest.mark.parametrize(
    ("function", "opened"),
    [
        ("Ingest", lambda: ingest.adapters().table),
        ("Analyse", by_dealer.table),
        ("Analyse", by_dealer.made_files),
    ],
)
def test_a_function_asks_where_the_environment_says_now(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, function: str, opened: Callable[[], Table | Bucket]
) -> None:
    for address in ("http://127.0.0.1:1", "http://127.0.0.1:2"):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with environment(stack.environment(function)):
            assert opened().client.meta.endpoint_url == address
