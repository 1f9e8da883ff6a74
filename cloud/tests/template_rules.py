"""What the template's security and retention lines have to say: a sentence for each that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.edge.metrics import NAMES
from cloud.local.stack import PSEUDO
from cloud.local.template import FUNCTION, in_order, needed_by
from template_facts import FACTS, SHARED
from template_watched import READER, WATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Template = Mapping[str, Any]

KEY = {"Fn::GetAtt": ["Key", "Arn"]}
KEPT = ("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool")
SERVICES = {"Ingest": "ingest", "Analyse": "analyse", "LakeCopy": "lake", "Query": "query"}
SAVED_QUERIES = 3
KEPT_LONG = ("AdminLog", "AccessLog", "DecideLog")
PUBLIC_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def breaches(template: Template, parameters: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each line that is missing, weaker, or not known here."""
    resources = template["Resources"]
    in_order(template, parameters)  # no circle
    for name, resource in resources.items():
        yield from _of_family(name, resource, resources)
    yield from _of_facts(resources, FACTS)
    yield from _of_facts(template, SHARED)
    yield from _of_references(template)
    yield from _of_athena(resources)
    yield from _of_alarms(resources)


def _of_facts(value: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[str]:
    for path, wanted in facts.items():
        found = at(value, path)
        if found != wanted:
            yield f"{path} is {found!r} and not {wanted!r}"


def _of_references(template: Template) -> Iterator[str]:
    """Yield what is referred to and not there."""
    known = {*template["Resources"], *template["Parameters"], *PSEUDO}
    for name, part in (*template["Resources"].items(), *template["Outputs"].items()):
        shown = part if "Value" in part else part.get("Properties", {})
        for missing in needed_by({"Properties": shown}) - known:
            yield f"{name} refers to {missing}, which is not there"


def _of_athena(resources: Mapping[str, Any]) -> Iterator[str]:
    queries = sum(resource["Type"] == "AWS::Athena::NamedQuery" for resource in resources.values())
    if queries < SAVED_QUERIES:
        yield f"there are {queries} saved queries"
    if _reader(resources) != READER:
        yield f"LakeReader may {_reader(resources)!r}"
    dealers = at(resources, "Readings.Properties.TableInput.Parameters") or {}
    if dealers.get("projection.dealer.type") != "injected":
        yield "a question to Athena need not name its dealer"


def at(value: object, path: str) -> Any:  # noqa: ANN401 (a template has every shape)
    """Return the value at a path such as "Mails.Properties.Rules.0"; None if nothing does."""
    for step in path.split("."):
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return None
    return value


def _of_family(name: str, resource: Mapping[str, Any], resources: Mapping[str, Any]) -> Iterator[str]:
    """Yield what all resources of a type have to say."""
    kind, properties = resource["Type"], resource.get("Properties", {})
    wanted: dict[str, Any] = {}
    if kind in KEPT:
        kept = {part: resource.get(part) for part in ("DeletionPolicy", "UpdateReplacePolicy")}
        if set(kept.values()) != {"Retain"}:
            yield f"{name} would go with the stack: {kept}"
    if kind == "AWS::S3::Bucket":
        wanted = {
            "VersioningConfiguration": {"Status": "Enabled"},
            "PublicAccessBlockConfiguration": dict.fromkeys(PUBLIC_BLOCKS, True),
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {
                        "BucketKeyEnabled": True,
                        "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY},
                    }
                ]
            },
        }
    elif kind in {"AWS::SQS::Queue", "AWS::SNS::Topic"}:
        wanted = {"KmsMasterKeyId": {"Ref": "Key"}}
    elif kind == "AWS::Logs::LogGroup":
        wanted = {"KmsKeyId": KEY, "RetentionInDays": 400 if name in KEPT_LONG else 90}
    elif kind == FUNCTION:
        yield from _of_function(name, properties, resources)
    for part, value in wanted.items():
        if properties.get(part) != value:
            yield f"{name}.{part} is {properties.get(part)!r}"


def _of_function(name: str, properties: Mapping[str, Any], resources: Mapping[str, Any]) -> Iterator[str]:
    log = properties.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref")
    if log is None or resources.get(log, {}).get("Type") != "AWS::Logs::LogGroup":
        yield f"{name} writes into a log group that it makes itself, which never ends"
    elif name in str(resources[log]["Properties"]["LogGroupName"]):
        yield f"{name}'s log group waits for the function, which may write before"
    if properties.get("LoggingConfig", {}).get("LogFormat") != "JSON":
        yield f"{name}: its metrics are read out of a log in JSON"
    if "ReservedConcurrentExecutions" in properties:
        yield f"{name} reserves what an account that may run 10 at once refuses"
    service = at(properties, "Environment.Variables.POWERTOOLS_SERVICE_NAME")
    if name in SERVICES and service != SERVICES[name]:
        yield f"{name} counts as {service!r}"


def _reader(resources: Mapping[str, Any]) -> list[Any]:
    """Return the rights of the role that asks Athena, as READER has it."""
    statements = at(resources, "LakeReader.Properties.Policies.0.PolicyDocument.Statement") or []
    return [
        (
            tuple(_listed(statement.get("Action"))),
            tuple(map(_named, _listed(statement.get("Resource")))),
            statement.get("Condition"),
        )
        for statement in statements
        if statement.get("Effect") == "Allow"
    ]


def _of_alarms(resources: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with alarms: each has an action, and what functions count is watched."""
    alarms = {name: r["Properties"] for name, r in resources.items() if r["Type"] == "AWS::CloudWatch::Alarm"}
    for name, alarm in alarms.items():
        if alarm.get("AlarmActions") != [{"Ref": "Alarms"}]:
            yield f"{name} tells nobody"
    watched = {one for alarm in alarms.values() for one in _metrics(alarm)}
    yield from (f"alarms watch {one}, or should" for one in watched ^ WATCHED)
    yield from (
        f"no alarm watches {name}" for name in NAMES if name not in {metric for _, metric, *_ in watched}
    )


def _metrics(alarm: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield what an alarm watches."""
    single = [alarm] if "MetricName" in alarm else []
    inner = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics", ()) if "MetricStat" in one]
    for metric in (*single, *inner):
        for dimension in metric.get("Dimensions", [{}]):
            named = (metric.get("Namespace"), metric.get("MetricName"), dimension.get("Name"))
            yield (*map(_named, named), _named(dimension.get("Value")))


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 (a template has every shape)
    return value if isinstance(value, list) else [value]


def _named(value: object) -> str:
    """Return the name that a value refers to, in one word."""
    if isinstance(value, dict) and value:
        ((_, inner),) = value.items()
        return ".".join(inner) if isinstance(inner, list) else str(inner)
    return str(value)
