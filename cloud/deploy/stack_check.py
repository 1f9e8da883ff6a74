"""make cloud-check: the running stack looked at, from the DNS to the alarms; a sentence for each thing.

Ends with 0 where all is well, 1 where something has to be mended. NO_MAIL=1 sends no test mail.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dns.exception
import dns.resolver
from botocore.exceptions import ClientError

from cloud.deploy import formation, stack_findings
from cloud.deploy.aws import clients
from cloud.deploy.aws_errors import as_sentences, code_of, sentence
from cloud.deploy.deploy import TEMPLATE
from cloud.deploy.probe import Clock, probe
from cloud.deploy.rules import active_set
from cloud.deploy.stack_findings import CheckResult, CheckState, wrong
from cloud.deploy.stack_settings import Wrong, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloud.deploy.aws import Client
    from cloud.deploy.formation import State
    from cloud.deploy.stack_settings import StackSettings

# The template's, a test compares; besides, a run of a past each is settled by its own queue.
DEFAULTS = {"IngestAtOnce": 2, "AnalyseAtOnce": 2, "LakeAtOnce": 2}
SETTLED_AT_ONCE = 2


def check(settings: StackSettings, client: Client, resolver: dns.resolver.Resolver) -> Iterator[CheckResult]:
    """Yield what is found, in the order of a mail's way; what can't be looked at says so."""
    state = formation.state_of(client("cloudformation"), settings.stack)
    if state.status == formation.ABSENT:
        yield wrong(f"There is no stack {settings.stack} in {settings.region}. `make cloud-deploy` makes it.")
        return
    yield stack_findings.of_stack(state)
    for look in _looks(settings, client, resolver, state):
        try:
            yield from look()
        except ClientError as error:
            yield wrong(f"Not looked at: {sentence(error)}")
        except KeyError as missing:
            yield wrong(
                f"Not looked at: the stack does not tell {missing}. `make cloud-deploy` brings it up to date."
            )


def _looks(
    settings: StackSettings, client: Client, resolver: dns.resolver.Resolver, state: State
) -> Iterable[Callable[[], Iterable[CheckResult]]]:
    """Return the checks, each to be called alone."""
    domain, outputs = settings.parameters["MailDomain"], state.outputs
    wanted = SETTLED_AT_ONCE + sum(
        int(settings.parameters.get(name, number)) for name, number in DEFAULTS.items()
    )
    sesv2, cloudwatch = client("sesv2"), client("cloudwatch")
    return (
        lambda: stack_findings.of_identity(_identity(sesv2, domain), domain),
        lambda: [stack_findings.of_exchangers(exchangers(resolver, domain), domain, settings.region)],
        lambda: [stack_findings.of_rules(active_set(client("ses")), domain, outputs["Mails"])],
        lambda: stack_findings.of_account(sesv2.get_account()),
        lambda: [stack_findings.of_subscriptions(_subscriptions(client("sns"), outputs["Alarms"]))],
        lambda: stack_findings.of_alarms(_alarms(cloudwatch, settings.stack)),
        lambda: [stack_findings.of_dead_letters(_waiting(client("sqs"), outputs["DeadLetters"]))],
        lambda: [stack_findings.of_concurrency(_concurrency(client("lambda")), wanted)],
        lambda: (
            [stack_findings.of_sign_in(_sign_in(client("cognito-idp"), settings))]
            if "UserPool" in outputs
            else []
        ),
    )


def exchangers(resolver: dns.resolver.Resolver, domain: str) -> list[str] | None:
    """Return the hosts of a domain's MX records; None if the DNS did not answer."""
    try:
        return [str(record.exchange) for record in resolver.resolve(domain, "MX")]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException:
        return None


def _identity(sesv2: Any, domain: str) -> dict[str, Any] | None:  # noqa: ANN401 (a client)
    try:
        answer: dict[str, Any] = sesv2.get_email_identity(EmailIdentity=domain)
    except ClientError as error:
        if code_of(error) == "NotFoundException":
            return None
        raise
    return answer


def _subscriptions(sns: Any, topic: str) -> list[dict[str, str]]:  # noqa: ANN401 (a client)
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    return [one for page in pages for one in page["Subscriptions"]]


def _alarms(cloudwatch: Any, stack: str) -> list[dict[str, Any]]:  # noqa: ANN401 (a client)
    """Return the stack's alarms that stand; CloudFormation's names begin with the stack's."""
    pages = cloudwatch.get_paginator("describe_alarms").paginate(
        AlarmNamePrefix=f"{stack}-", StateValue="ALARM"
    )
    return [one for page in pages for one in page["MetricAlarms"]]


def _waiting(sqs: Any, queue: str) -> int:  # noqa: ANN401 (a client)
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])


def _concurrency(functions: Any) -> int:  # noqa: ANN401 (a client)
    return int(functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"])


def _sign_in(cognito: Any, settings: StackSettings) -> str | None:  # noqa: ANN401 (a client)
    described = cognito.describe_user_pool_domain(Domain=settings.parameters["SignInPrefix"])
    status: str | None = described["DomainDescription"].get("Status")
    return status


def report(found: Iterable[CheckResult], say: Callable[[str], None]) -> bool:
    """Say each finding; return whether nothing has to be mended."""
    wrongs = 0
    for finding in found:
        say(f"{finding.verdict:5}  {finding.told}")
        wrongs += finding.verdict is CheckState.WRONG
    say(f"\n{wrongs} things have to be mended." if wrongs else "\nAll is well.")
    return not wrongs


def _everything(settings: StackSettings, client: Client) -> Iterator[CheckResult]:
    yield from check(settings, client, dns.resolver.get_default_resolver())
    state = formation.state_of(client("cloudformation"), settings.stack)
    if os.environ.get("NO_MAIL", "") in {"", "0"} and "Mails" in state.outputs:
        clock = Clock(lambda: datetime.now(UTC), time.sleep)
        yield from probe(client, state.outputs, secrets.token_hex(8), clock)


def main() -> int:
    """Look at the stack of the file that is named."""
    try:
        settings = read_settings(Path(sys.argv[1]), TEMPLATE)
        with as_sentences():
            return 0 if report(_everything(settings, clients(settings.region)), print) else 1
    except Wrong as stopped:
        print(stopped, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
