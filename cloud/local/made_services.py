"""The rest of the template, made likewise: SES, sign-in, the API, alarms, Glue and Athena, roles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloud.edge.aws import client
from cloud.local.made_storage import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Mapping

    Properties = Mapping[str, Any]
    Names = dict[str, str]


def make_identity(name: str, properties: Properties) -> Names:
    """Make SES's identity of a domain."""
    domain = properties["EmailIdentity"]
    client("ses").verify_domain_identity(Domain=domain)
    return {name: domain}


def make_rule_set(name: str, _properties: Properties) -> Names:
    """Make a receipt rule set, and the active one at that, as the deployment does."""
    client("ses").create_receipt_rule_set(RuleSetName=name)
    return {name: name}


def make_rule(name: str, properties: Properties) -> Names:
    """Make a receipt rule; as SES does, try first whether its bucket can be written to.

    Raises ValueError in SES's words where SES would refuse: it does not deliver into a bucket whose object
    lock has a default retention, and moto takes it.
    """
    for action in properties["Rule"]["Actions"]:
        bucket, prefix = action["S3Action"]["BucketName"], action["S3Action"].get("ObjectKeyPrefix", "")
        try:
            lock = client("s3").get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
        except client("s3").exceptions.ClientError:  # it has none
            lock = {}
        if "Rule" in lock:
            raise ValueError(f"InvalidS3Configuration: Could not write to bucket: {bucket}")
        key = f"{prefix}AMAZON_SES_SETUP_NOTIFICATION"
        written = client("s3").put_object(Bucket=bucket, Key=key, Body=b"SES may write here.")
        # SES leaves it there; here it would be one mail more for every test that counts them.
        client("s3").delete_object(Bucket=bucket, Key=key, VersionId=written["VersionId"])
    client("ses").create_receipt_rule(RuleSetName=properties["RuleSetName"], Rule=properties["Rule"])
    return {name: properties["Rule"]["Name"]}


def make_alarm(name: str, properties: Properties) -> Names:
    """Make an alarm."""
    client("cloudwatch").put_metric_alarm(AlarmName=name, **properties)
    return {name: name, f"{name}.Arn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{name}"}


def make_pool(name: str, properties: Properties) -> Names:
    """Make a user pool."""
    own = ("UserPoolName", "EnabledMfas", "MfaConfiguration")
    given = {part: value for part, value in properties.items() if part not in own}
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName=properties["UserPoolName"], **given)["UserPool"]["Id"]
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool,
        SoftwareTokenMfaConfiguration={"Enabled": "SOFTWARE_TOKEN_MFA" in properties["EnabledMfas"]},
        MfaConfiguration=properties["MfaConfiguration"],
    )
    arn = f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{pool}"
    issuer = f"https://cognito-idp.{REGION}.amazonaws.com/{pool}"
    return {name: pool, f"{name}.Arn": arn, f"{name}.ProviderURL": issuer}


def make_pool_part(method: str) -> Any:  # noqa: ANN401 (a maker; each method answers its own)
    """Return the maker of a part of a user pool by boto3's method."""

    def make(name: str, properties: Properties) -> Names:
        answer = getattr(client("cognito-idp"), method)(**properties)
        client_made = answer.get("UserPoolClient", {})
        made = client_made.get("ClientId") or properties.get("Domain") or name
        return {name: made, f"{name}.ClientSecret": client_made.get("ClientSecret", "")}

    return make


def make_api_part(method: str, identifier: str) -> Any:  # noqa: ANN401 (as above)
    """Return the maker of a part of an HTTP API by boto3's method; `identifier` names it in the answer."""

    def make(name: str, properties: Properties) -> Names:
        answer = getattr(client("apigatewayv2"), method)(**properties)
        return {name: answer[identifier], f"{name}.ApiEndpoint": answer.get("ApiEndpoint", "")}

    return make


def make_secret(name: str, properties: Properties) -> Names:
    """Make a secret of Secrets Manager; its reference is its ARN."""
    given = {part: value for part, value in properties.items() if part != "KmsKeyId"}
    return {name: client("secretsmanager").create_secret(Name=name, **given)["ARN"]}


def make_database(name: str, properties: Properties) -> Names:
    """Make a database of Glue."""
    client("glue").create_database(**properties)
    return {name: properties["DatabaseInput"]["Name"]}


def make_glue_table(name: str, properties: Properties) -> Names:
    """Make a table of Glue."""
    client("glue").create_table(**properties)
    return {name: properties["TableInput"]["Name"]}


def make_workgroup(name: str, properties: Properties) -> Names:
    """Make a workgroup of Athena."""
    given = {"Configuration": properties["WorkGroupConfiguration"], "Description": properties["Description"]}
    client("athena").create_work_group(Name=properties["Name"], **given)
    return {name: properties["Name"]}


def make_named_query(name: str, properties: Properties) -> Names:
    """Save a query of Athena."""
    return {name: client("athena").create_named_query(**properties)["NamedQueryId"]}


def make_role(name: str, properties: Properties) -> Names:
    """Make a role with its policies."""
    iam, trust = client("iam"), json.dumps(properties["AssumeRolePolicyDocument"])
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    for policy in properties["Policies"]:
        document = json.dumps(policy["PolicyDocument"])
        iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document)
    return {name: name, f"{name}.Arn": arn}
