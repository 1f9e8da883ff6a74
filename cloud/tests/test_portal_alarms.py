"""The stack's alarms on the Today of the operator's administrators, and on nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.messages import speaking
from cloud.core import messages
from cloud.core.messages import LANGUAGES
from cloud.core.portal.person import ADMIN, ROLES, Person
from cloud.core.portal.today import OPERATOR, TodayRow
from cloud.core.portal.today_rows import of_operator
from cloud.edge.alarms import Alarms
from cloud.edge.aws import client, quick_client
from cloud.edge.ses import SesAccount
from cloud.jobs.portal.operator_alarms import ASKED_EVERY, OperatorAlarms
from cloud.jobs.portal.today import today_of
from cloud.local.sending_account import sending_account
from made_mails import FIRST_DAY
from portal_world import ANN
from test_alarms import ALARMS

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

    from cloud.jobs.ingest import IngestAdapters

NOW = FIRST_DAY + timedelta(days=1)


def stands(name: str, state: str = "ALARM") -> str:
    """Make one of the template's alarms as CloudFormation names it; return what it means."""
    cloudwatch = client("cloudwatch")
    shown = {
        key: ALARMS[name][key] for key in ("AlarmDescription", "ComparisonOperator", "EvaluationPeriods")
    }
    metric = {"Namespace": "AWS/SQS", "MetricName": "x", "Period": 300, "Statistic": "Sum", "Threshold": 0}
    cloudwatch.put_metric_alarm(AlarmName=f"meters-{name}-1A2B", **shown, **metric)
    cloudwatch.set_alarm_state(AlarmName=f"meters-{name}-1A2B", StateValue=state, StateReason="a test")
    return str(shown["AlarmDescription"])


def asking(dealer: str = "acme", stack: str = "meters") -> OperatorAlarms:
    """Return the adapter that asks moto's CloudWatch for the alarms of a stack."""
    account = SesAccount(quick_client("sesv2"))
    return OperatorAlarms(dealer, Alarms(quick_client("cloudwatch"), stack).standing, account.sending)


def rows(adapters: IngestAdapters, alarms: OperatorAlarms) -> list[str]:
    """Return the sentences of the operator's rows on Ann's Today."""
    today = today_of(adapters.table, ANN, NOW, alarms.told_to(ANN, NOW))
    return [read(row) for row in today.rows if row.kind == OPERATOR]


def read(row: TodayRow) -> str:
    """Return the sentence of a row, as the page asks for it."""
    said: str = messages.finding_sentences.sentence(row.kind, row.subject, row.details, row.text)
    return said


def test_an_alarm_that_stands_is_a_row_and_another_stack_s_or_a_quiet_one_is_none(
    adapters: IngestAdapters,
) -> None:
    shown = stands("DeadLetterAlarm")
    stands("WaitingAlarm", "OK")

    assert rows(adapters, asking()) == [shown]
    assert rows(adapters, asking(stack="other")) == []


def test_what_cloudwatch_refuses_is_told_and_the_page_stands(
    adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")  # nobody listens there
    said = rows(adapters, asking())

    assert len(said) == 2
    assert {one.partition(": ")[0] for one in said} == {
        "The alarms can't be read",
        "Whether emails reach every address can't be read",
    }


@pytest.mark.parametrize("name", ALARMS)
def test_each_alarm_of_the_template_is_told_in_each_language(adapters: IngestAdapters, name: str) -> None:
    shown = stands(name)
    sentences = {}
    for language in LANGUAGES:
        with speaking(language):
            (sentences[language],) = rows(adapters, asking())

    assert sentences["en"] == shown  # as AWS mails it
    assert len(set(sentences.values())) == len(LANGUAGES)


@pytest.mark.parametrize("name", ["meters-NoSuchAlarm-1A2B", "NoSuchAlarm", "-", "--", "meters-", ""])
def test_an_alarm_that_is_not_known_here_is_told_in_its_own_words(name: str) -> None:
    row = of_operator("2026-03-01", name, "What it means", {}, ANN)

    assert read(row) == "What it means"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["digest", "url", "mail", "alarms"])
def test_what_fails_is_named_with_its_reason(what: str, language: str) -> None:
    with speaking(language):
        said = read(of_operator("2026-03-01", what, "No {such} address", {}, ANN))

    assert said.endswith(": No {such} address")
    assert said != read(of_operator("2026-03-01", what, "No {such} address", {}, ANN)) or language == "en"


def test_an_account_in_ses_s_sandbox_is_told_until_it_is_out(adapters: IngestAdapters) -> None:
    alarms = asking()

    def sentences_for(person: Person, ahead: timedelta) -> list[str]:
        today = today_of(adapters.table, person, NOW + ahead, alarms.told_to(person, NOW + ahead))
        return [read(row) for row in today.rows if row.kind == OPERATOR]

    with sending_account(in_sandbox=True):
        (said,) = sentences_for(ANN, timedelta(0))
        with speaking("de"):
            (auf_deutsch,) = sentences_for(ANN, timedelta(0))
        others = [sentences_for(ANN._replace(role=role), timedelta(0)) for role in ROLES if role != ADMIN]

    assert said.startswith("Amazon SES still sends to verified addresses only")
    assert auf_deutsch.startswith("Amazon SES sendet noch nur an bestätigte Adressen")
    assert others == [[]] * (len(ROLES) - 1)
    assert sentences_for(ANN, ASKED_EVERY) == []


@pytest.mark.parametrize("role", [*ROLES, ""])
@pytest.mark.parametrize("dealer", ["acme", "other", ""])
def test_the_operator_s_administrators_alone_are_told(aws: str, dealer: str, role: str) -> None:
    assert aws
    stands("DeadLetterAlarm")
    person = Person(dealer, "somebody", role)
    shown = {name: bool(asking(name).told_to(person, NOW).alarms.standing) for name in ("acme", "")}

    assert shown == {"acme": (dealer, role) == ("acme", ADMIN), "": False}


def test_cloudwatch_is_asked_once_a_minute(aws: str) -> None:
    assert aws
    alarms = asking()
    asked: list[str] = []

    def count(request: AWSPreparedRequest, **_more: Any) -> None:  # noqa: ANN401 (botocore's)
        asked.append(request.method)

    events = quick_client("cloudwatch").meta.events
    events.register("before-send.cloudwatch.DescribeAlarms", count)
    for seconds in (0, 1, 59, 61, 62):
        alarms.told_to(ANN, NOW + timedelta(seconds=seconds))
    events.unregister("before-send.cloudwatch.DescribeAlarms", count)

    assert timedelta(minutes=1) == ASKED_EVERY
    assert len(asked) == 2
