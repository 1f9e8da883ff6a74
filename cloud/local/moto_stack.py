"""The whole template made in moto, in the order of what needs what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from cloud.edge.aws import client
from cloud.local import made_services as services
from cloud.local import made_storage as storage
from cloud.local.made_storage import ACCOUNT, REGION
from cloud.local.stack import PARAMETERS, PSEUDO, Stack
from cloud.local.template import FUNCTION, holds, in_order, read_template, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Maker = Callable[[str, Mapping[str, Any]], dict[str, str]]


def named_only(name: str, _properties: Mapping[str, Any]) -> dict[str, str]:
    """Make nothing of what moto does not run; it has a name and an address all the same."""
    return {name: name, f"{name}.Arn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"}


MAKERS: dict[str, Maker] = {
    "AWS::KMS::Key": storage.make_key,
    "AWS::S3::Bucket": storage.make_bucket,
    "AWS::SQS::Queue": storage.make_queue,
    "AWS::SQS::QueuePolicy": storage.make_queue_policy,
    "AWS::DynamoDB::Table": storage.make_table,
    "AWS::Logs::LogGroup": storage.make_log,
    "AWS::SNS::Topic": storage.make_topic,
    "AWS::SNS::Subscription": storage.make_subscription,
    "AWS::SES::EmailIdentity": services.make_identity,
    "AWS::SES::ReceiptRuleSet": services.make_rule_set,
    "AWS::SES::ReceiptRule": services.make_rule,
    "AWS::CloudWatch::Alarm": services.make_alarm,
    "AWS::Cognito::UserPool": services.make_pool,
    "AWS::Cognito::UserPoolDomain": services.make_pool_part("create_user_pool_domain"),
    "AWS::Cognito::UserPoolResourceServer": services.make_pool_part("create_resource_server"),
    "AWS::Cognito::UserPoolClient": services.make_pool_part("create_user_pool_client"),
    "AWS::SecretsManager::Secret": services.make_secret,
    "AWS::ApiGatewayV2::Api": services.make_api_part("create_api", "ApiId"),
    "AWS::ApiGatewayV2::Authorizer": services.make_api_part("create_authorizer", "AuthorizerId"),
    "AWS::ApiGatewayV2::Integration": services.make_api_part("create_integration", "IntegrationId"),
    "AWS::ApiGatewayV2::Route": services.make_api_part("create_route", "RouteId"),
    "AWS::ApiGatewayV2::Stage": services.make_api_part("create_stage", "StageName"),
    "AWS::Glue::Database": services.make_database,
    "AWS::Glue::Table": services.make_glue_table,
    "AWS::Athena::WorkGroup": services.make_workgroup,
    "AWS::Athena::NamedQuery": services.make_named_query,
    "AWS::IAM::Role": services.make_role,
    # moto refuses everybody where a policy refuses some: it knows no conditions ("not over TLS").
    "AWS::S3::BucketPolicy": named_only,
    # The driver itself calls functions, as their events and the API's routes say.
    FUNCTION: named_only,
    "AWS::Lambda::Permission": named_only,
}
# What a mail's way and a dealer's day need: enough for most tests, and made in a third of the time.
DATA = frozenset(
    kind for kind in MAKERS if kind.split("::")[1] in {"KMS", "S3", "SQS", "DynamoDB", "SES", "Serverless"}
)


def build_stack(template: Mapping[str, Any] | None = None, *, only: frozenset[str] | None = None) -> Stack:
    """Make the resources of a template (template.yaml, unless given) where boto3's endpoint points to.

    `only` are the types to make: what the others are named for is then not known.
    """
    template = template or read_template()
    names: dict[str, Any] = {**PARAMETERS, **PSEUDO}
    names |= {f"?{condition}": holds(template, condition, names) for condition in template["Conditions"]}
    for name in in_order(template, PARAMETERS):
        resource = template["Resources"][name]
        if only is None or resource["Type"] in only:
            fill = partial(resolve, known=names)
            properties = {} if resource["Type"] == FUNCTION else fill(resource.get("Properties", {}))
            names |= MAKERS[resource["Type"]](name, properties)
    activate(template)
    return Stack(template, names)


def activate(template: Mapping[str, Any]) -> None:
    """Make the template's rule set the active one, as the deployment does."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::SES::ReceiptRuleSet":
            client("ses").set_active_receipt_rule_set(RuleSetName=name)
