"""A digest's mail: claimed, sent, marked; what SES refuses is lost to nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from moto.ses.models import ses_backends

from cloud.core import keys
from cloud.core.digest.values import Digest
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.jobs.digest import CLAIMED, FAILED, SENT, NotSent, deliver
from cloud.local.made_storage import ACCOUNT, REGION
from cloud.local.schedules import pass_day
from cloud.local.stack import COUNTED, Stack
from made_mails import CODE, DOMAIN, MadeAgent

if TYPE_CHECKING:
    from email.message import EmailMessage

    from cloud.jobs.ingest import IngestAdapters

DAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
DIGEST = Digest("acme", "Acme", DAY, 1, 2, (), (), ())
SANDBOX = "Email address is not verified. The following identities failed the check: shop@a.example"


class Post(SesLetters):
    """SES that says of each mail why it does not take it, None if it does."""

    answers: list[str | None]
    sent: list[EmailMessage]

    def __init__(self, *answers: str | None) -> None:
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "sent", [])

    def send(self, letter: EmailMessage) -> str | None:
        """Say why it does not take a mail."""
        answer = self.answers.pop(0)
        if answer is None:
            self.sent.append(letter)
        return answer


@pytest.fixture
def table(adapters: IngestAdapters) -> Any:  # noqa: ANN401
    """Let acme want its digest by mail."""
    adapters.table.change(keys.dealer_key("acme"), {"digest_to": "shop@a.example"})
    return adapters.table


def note(table: Any) -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = table.get(keys.digest_key("acme", DAY))
    return found


def test_it_goes_once_and_its_note_says_so(table: Any) -> None:  # noqa: ANN401
    post = Post(None)

    assert deliver(table, post, DIGEST, DOMAIN, NOW)
    assert note(table)["state"] == SENT
    assert not deliver(table, post, DIGEST, DOMAIN, NOW + timedelta(hours=2))
    assert len(post.sent) == 1


def test_what_the_sandbox_refuses_is_tried_again_and_then_goes(table: Any) -> None:  # noqa: ANN401
    post = Post(SANDBOX, SANDBOX, None)

    for later in range(2):
        with pytest.raises(NotSent, match="not verified"):
            deliver(table, post, DIGEST, DOMAIN, NOW + timedelta(hours=later))
        assert (note(table)["state"], note(table)["reason"]) == (FAILED, SANDBOX)
    assert deliver(table, post, DIGEST, DOMAIN, NOW + timedelta(hours=3))
    assert note(table)["state"] == SENT
    assert "reason" not in note(table)


def test_who_fell_over_while_sending_is_followed_when_the_claim_ends(table: Any) -> None:  # noqa: ANN401
    class Falls(Post):
        def send(self, letter: EmailMessage) -> str | None:
            raise KeyboardInterrupt(letter["To"])

    with pytest.raises(KeyboardInterrupt):
        deliver(table, Falls(), DIGEST, DOMAIN, NOW)
    assert note(table)["state"] == CLAIMED
    with pytest.raises(NotSent, match="another"):
        deliver(table, Post(None), DIGEST, DOMAIN, NOW + timedelta(minutes=5))
    assert deliver(table, Post(None), DIGEST, DOMAIN, NOW + timedelta(minutes=21))


def test_a_digest_that_ses_never_takes_sounds_alarms_and_ends_as_a_dead_letter(
    stack: Stack, adapters: IngestAdapters
) -> None:
    office = MadeAgent(code=CODE)
    stack.deliver(f"acme@{DOMAIN}", office.mail(office.report(1)))
    adapters.table.change(keys.dealer_key("acme"), {"digest_to": "shop@a.example"})
    client("ses").delete_identity(Identity=DOMAIN)  # then SES rejects what comes from it
    before = len(COUNTED)

    pass_day(stack, DAY)
    for _ in range(6):
        stack.poll()

    dead = client("sqs").receive_message(QueueUrl=stack.names["DeadLetters"])["Messages"]
    counted = [one.name for one in COUNTED[before:] if one.function == "Analyse"]
    assert '"acme"' in dead[0]["Body"]
    assert counted.count("DigestsNotSent") == counted.count("TasksFailed") == 3
    assert note(adapters.table)["state"] == FAILED
    assert ses_backends[ACCOUNT][REGION].sent_messages == []


def test_what_no_mail_can_carry_says_where_it_lies(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    monkeypatch.setattr("cloud.jobs.digest.LARGEST", 2000)
    post = Post(None)

    assert deliver(table, post, DIGEST, DOMAIN, NOW)
    (letter,) = post.sent
    assert len(letter.as_bytes()) < 2000
    assert "digests/dealer=acme/2026-03-04.html" in letter.get_content()
