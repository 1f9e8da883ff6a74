"""The template's keys, buckets, queues, table, topics and logs, made by the calls that CloudFormation makes.

Each maker takes a resource's name and its filled-in properties, and returns what references to it stand for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloud.edge.aws import client

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Properties = Mapping[str, Any]
    Names = dict[str, str]

ACCOUNT, REGION = "123456789012", "eu-central-1"


def make_key(name: str, properties: Properties) -> Names:
    """Make a KMS key with its policy."""
    policy = json.dumps(properties["KeyPolicy"])
    spec = {name: properties[name] for name in ("KeySpec", "KeyUsage") if name in properties}
    answer = client("kms").create_key(Description=properties["Description"], Policy=policy, **spec)
    made = answer["KeyMetadata"]
    if properties.get("EnableKeyRotation"):
        client("kms").enable_key_rotation(KeyId=made["KeyId"])
    return {name: made["KeyId"], f"{name}.Arn": made["Arn"]}


def make_queue(name: str, properties: Properties) -> Names:
    """Make a queue."""
    attributes = {key: v if isinstance(v, str) else json.dumps(v) for key, v in properties.items()}
    url = client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return {name: url, f"{name}.QueueName": name, f"{name}.Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"}


def make_queue_policy(_name: str, properties: Properties) -> Names:
    """Let others write into queues."""
    for url in properties["Queues"]:
        policy = json.dumps(properties["PolicyDocument"])
        client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    return {}


def make_table(name: str, properties: Properties) -> Names:
    """Make a DynamoDB table with its backups and its time to live."""
    later = ("PointInTimeRecoverySpecification", "TimeToLiveSpecification")
    made = {part: value for part, value in properties.items() if part not in later}
    if "SSESpecification" in made:
        made["SSESpecification"] = {
            {"SSEEnabled": "Enabled"}.get(part, part): value
            for part, value in made["SSESpecification"].items()
        }
    dynamodb = client("dynamodb")
    dynamodb.create_table(TableName=name, **made)
    if "PointInTimeRecoverySpecification" in properties:
        dynamodb.update_continuous_backups(TableName=name, **{later[0]: properties[later[0]]})
    if "TimeToLiveSpecification" in properties:
        dynamodb.update_time_to_live(TableName=name, **{later[1]: properties[later[1]]})
    return {name: name, f"{name}.Arn": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"}


def make_bucket(name: str, properties: Properties) -> Names:
    """Make a bucket with all that is said of it."""
    s3, bucket = client("s3"), name.lower()
    s3.create_bucket(
        Bucket=bucket,
        CreateBucketConfiguration={"LocationConstraint": REGION},
        ObjectLockEnabledForBucket=properties.get("ObjectLockEnabled", False),
    )
    for part, value in properties.items():
        if part in _PARTS_OF_BUCKET:
            method, argument, shape = _PARTS_OF_BUCKET[part]
            getattr(s3, method)(Bucket=bucket, **{argument: shape(value)})
    return {name: bucket, f"{name}.Arn": f"arn:aws:s3:::{bucket}"}


def make_log(name: str, properties: Properties) -> Names:
    """Make a log group."""
    logs, group = client("logs"), properties["LogGroupName"]
    logs.create_log_group(logGroupName=group, kmsKeyId=properties["KmsKeyId"])
    if "RetentionInDays" in properties:
        logs.put_retention_policy(logGroupName=group, retentionInDays=properties["RetentionInDays"])
    return {name: group, f"{name}.Arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}"}


def make_topic(name: str, properties: Properties) -> Names:
    """Make a topic."""
    arn = client("sns").create_topic(Name=name, Attributes=dict(properties))["TopicArn"]
    return {name: arn}


def make_subscription(_name: str, properties: Properties) -> Names:
    """Tell somebody what a topic says."""
    client("sns").subscribe(**properties)
    return {}


def _encryption(value: Properties) -> Properties:
    return {
        "Rules": [
            {
                "BucketKeyEnabled": rule["BucketKeyEnabled"],
                "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            }
            for rule in value["ServerSideEncryptionConfiguration"]
        ]
    }


def _lifecycle(value: Properties) -> Properties:
    rules = []
    for rule in value["Rules"]:
        made = {part: rule[part] for part in rule if part not in {"Id", "Prefix", "ExpirationInDays"}}
        made |= {"ID": rule["Id"], "Filter": {"Prefix": rule.get("Prefix", "")}}
        if "ExpirationInDays" in rule:
            made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
        rules.append(made)
    return {"Rules": rules}


def _notifications(value: Properties) -> Properties:
    return {
        "QueueConfigurations": [
            {
                "QueueArn": one["Queue"],
                "Events": [one["Event"]],
                "Filter": {"Key": {"FilterRules": one["Filter"]["S3Key"]["Rules"]}},
            }
            for one in value["QueueConfigurations"]
        ]
    }


_PARTS_OF_BUCKET: dict[str, tuple[str, str, Callable[[Properties], Properties]]] = {
    "VersioningConfiguration": ("put_bucket_versioning", "VersioningConfiguration", dict),
    "ObjectLockConfiguration": ("put_object_lock_configuration", "ObjectLockConfiguration", dict),
    "BucketEncryption": ("put_bucket_encryption", "ServerSideEncryptionConfiguration", _encryption),
    "PublicAccessBlockConfiguration": ("put_public_access_block", "PublicAccessBlockConfiguration", dict),
    "OwnershipControls": ("put_bucket_ownership_controls", "OwnershipControls", dict),
    "LifecycleConfiguration": ("put_bucket_lifecycle_configuration", "LifecycleConfiguration", _lifecycle),
    "NotificationConfiguration": (
        "put_bucket_notification_configuration",
        "NotificationConfiguration",
        _notifications,
    ),
}
