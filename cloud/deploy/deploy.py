"""make cloud-deploy: the stack made or brought up to date. Everything is said before it is done.

With DRY_RUN=1 nothing is changed at all; else each thing waits for a yes. A receipt rule set that is somebody
else's is never replaced: our rule is added to it, after a yes of its own.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cloud.deploy import builds, formation
from cloud.deploy.aws import clients
from cloud.deploy.aws_errors import as_sentences
from cloud.deploy.rules import active_set, rule_name, takes
from cloud.deploy.stack_settings import Wrong, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloud.deploy.aws import Client
    from cloud.deploy.formation import State
    from cloud.deploy.rules import Active
    from cloud.deploy.stack_settings import StackSettings

ROOT = Path(__file__).parents[2]
TEMPLATE, PACKAGE = ROOT / "cloud" / "template.yaml", ROOT / "build" / "receiver"


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits there: what is said goes to `say`, `agrees` asks a yes; nothing is done in a dry run."""

    say: Callable[[str], None]
    agrees: Callable[[str], bool]
    dry: bool

    def allows(self, lines: Iterable[str], question: str) -> bool:
        """Say what would be done and return whether it may be."""
        for line in lines:
            self.say(line)
        if self.dry:
            self.say("DRY_RUN: nothing was changed.")
            return False
        return self.agrees(question)


def deploy(settings: StackSettings, client: Client, person: Person, moment: datetime) -> bool:
    """Make the stack or bring it up to date; return whether all was done. Wrong where it can't be."""
    account = client("sts").get_caller_identity()["Account"]
    before = formation.state_of(client("cloudformation"), settings.stack)
    formation.refuse_if_stuck(before, settings.stack)
    package = builds.pack(PACKAGE)
    bucket = builds.bucket_name(account, settings.region)
    is_there = builds.bucket_is_there(client("s3"), bucket, account)
    is_new = before.status == formation.ABSENT
    person.say(
        f"Account {account}, region {settings.region}, stack {settings.stack}: {before.status.lower()}."
    )
    person.say(f"{_concurrency(client)}")
    lines = [
        *(() if is_there else (f"Make the bucket {bucket} for builds, closed to the public.",)),
        f"Put package ({len(package.data):,} octets, {package.unpacked:,} unpacked) and template there.",
        f"Let CloudFormation plan {'a new stack' if is_new else 'the changes'}: it changes nothing yet.",
    ]
    if not person.allows(lines, "Do that?"):
        return False
    template = _upload(client, bucket, package, settings.region, make=not is_there)
    state = _change(settings, client, person, template, moment, is_new=is_new)
    return state is not None and _receive(settings, client, person, state)


def _concurrency(client: Client) -> str:
    """Return a sentence on how many functions the account runs at once."""
    limit = client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    return f"The account runs {limit} functions at once; the template's defaults need 10."


def _upload(client: Client, bucket: str, package: builds.Package, region: str, *, make: bool) -> str:
    """Put package and template into the bucket; return the template's address."""
    s3 = client("s3")
    if make:
        builds.make_bucket(s3, bucket, region)
    s3.put_object(Bucket=bucket, Key=package.key, Body=package.data)
    key = package.key.replace(".zip", ".yaml")
    s3.put_object(
        Bucket=bucket,
        Key=key,
        Body=builds.template_for(TEMPLATE.read_text("utf-8"), bucket, package).encode(),
    )
    return f"https://{bucket}.s3.{region}.amazonaws.com/{key}"


def _change(  # noqa: PLR0913 (each by its own name)
    settings: StackSettings, client: Client, person: Person, template: str, moment: datetime, *, is_new: bool
) -> State | None:
    """Plan, tell and carry out; return how the stack stands then, None if the person did not want it."""
    cloudformation, name = client("cloudformation"), f"deploy-{moment:%Y%m%dT%H%M%S}"
    planned = formation.make_change_set(cloudformation, settings, template=template, name=name, is_new=is_new)
    if not planned:
        person.say("The stack is as the template says: there is nothing to change.")
        return formation.state_of(cloudformation, settings.stack)
    lines = [
        f"CloudFormation would {line}." for line in formation.changes(cloudformation, settings.stack, name)
    ]
    if not person.allows(lines, f"Carry these {len(lines)} changes out? It takes some minutes."):
        cloudformation.delete_change_set(StackName=settings.stack, ChangeSetName=name)
        return None
    return formation.execute(cloudformation, settings.stack, name, is_new=is_new)


def _receive(settings: StackSettings, client: Client, person: Person, state: State) -> bool:
    """Let SES take mails in by our rule: activate our set, or add the rule to the set that is active."""
    ses, ours, domain = client("ses"), state.outputs["RuleSet"], settings.parameters["MailDomain"]
    active = active_set(ses)
    if active.name == ours or any(takes(rule, domain, state.outputs["Mails"]) for rule in active.rules):
        person.say(f"SES takes mails for {domain} in by the rule set {active.name}.")
    elif active.name is None:
        if not person.allows([f"Make {ours} SES's active rule set: none is."], "Do that?"):
            return False
        ses.set_active_receipt_rule_set(RuleSetName=ours)
    elif not _add_rule(settings, client, person, active, state):
        return False
    _tell(person, state)
    return True


def _add_rule(settings: StackSettings, client: Client, person: Person, active: Active, state: State) -> bool:
    """Add our rule to somebody else's set, or bring the one there up to date; return whether it was done."""
    ses, name, mails = client("ses"), rule_name(settings.stack), state.outputs["Mails"]
    is_there = any(rule["Name"] == name for rule in active.rules)
    change, domain = "Change" if is_there else "Add", settings.parameters["MailDomain"]
    lines = [
        f"SES's active rule set is {active.name} ({len(active.rules)} rules). It stays the active one.",
        f"{change} its rule {name}: mails for {domain} go into {mails}.",
    ]
    if not person.allows(lines, f"{change} this rule of {active.name}?"):
        return False
    (rule,) = ses.describe_receipt_rule_set(RuleSetName=state.outputs["RuleSet"])["Rules"]
    ours = {**rule, "Name": name}
    if is_there:
        ses.update_receipt_rule(RuleSetName=active.name, Rule=ours)
    else:
        after = {"After": active.rules[-1]["Name"]} if active.rules else {}
        ses.create_receipt_rule(RuleSetName=active.name, Rule=ours, **after)
    return True


def _tell(person: Person, state: State) -> None:
    """Say what is left to do, and where everything is."""
    person.say("\nLeft to do at the domain's DNS, then `make cloud-check`:")
    person.say(f"  {state.outputs['MailExchanger']}")
    for record in state.outputs["DkimRecords"].split():
        person.say(f"  {record.replace('=', '. CNAME ', 1)}.")
    person.say("Confirm the mail from AWS about the alarms. The stack:")
    for name, value in sorted(state.outputs.items()):
        person.say(f"  {name:16} {value}")


def _agrees(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def main() -> int:
    """Deploy the stack of the file that is named; return 0 if all was done, 1 if not."""
    person = Person(print, _agrees, os.environ.get("DRY_RUN", "") not in {"", "0"})
    try:
        settings = read_settings(Path(sys.argv[1]), TEMPLATE)
        with as_sentences():
            done = deploy(settings, clients(settings.region), person, datetime.now(UTC))
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0 if done or person.dry else 1


if __name__ == "__main__":
    raise SystemExit(main())
