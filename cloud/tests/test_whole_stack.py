"""The stack built from the whole template: moto's own answers to what was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cloud.edge.aws import client
from cloud.local.moto_stack import MAKERS, build_stack, named_only
from cloud.local.template import of_type, read_template
from conftest import reset

if TYPE_CHECKING:
    from cloud.local.stack import Stack

TEMPLATE = read_template()


@pytest.fixture(scope="module")
def whole(aws: str) -> Stack:
    """Make the whole stack."""
    reset(aws)
    return build_stack()


def test_each_type_of_the_template_is_made_or_said_not_to_be() -> None:
    used = {resource["Type"] for resource in TEMPLATE["Resources"].values()}

    assert used == MAKERS.keys()
    assert {kind for kind, maker in MAKERS.items() if maker is named_only} == {
        *("AWS::S3::BucketPolicy", "AWS::Serverless::Function", "AWS::Lambda::Permission"),
    }


def test_the_key_turns_and_is_the_buckets_own(whole: Stack) -> None:
    kms, s3 = client("kms"), client("s3")
    assert kms.get_key_rotation_status(KeyId=whole.names["Key"])["KeyRotationEnabled"]
    for name in ("Mails", "Lake"):
        (rule,) = s3.get_bucket_encryption(Bucket=whole.names[name])["ServerSideEncryptionConfiguration"][
            "Rules"
        ]
        assert rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == whole.names["Key.Arn"]


def test_mails_can_be_locked_but_are_not_by_default_and_end(whole: Stack) -> None:
    s3, bucket = client("s3"), whole.names["Mails"]
    lock = s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]

    assert (lock["ObjectLockEnabled"], "Rule" in lock) == ("Enabled", False)
    assert (rule["Expiration"]["Days"], rule["NoncurrentVersionExpiration"]["NoncurrentDays"]) == (400, 1)
    assert all(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"


def test_the_lake_s_old_versions_and_answers_end(whole: Stack) -> None:
    rules = client("s3").get_bucket_lifecycle_configuration(Bucket=whole.names["Lake"])["Rules"]

    assert {rule["ID"] for rule in rules} == {"AthenaResults", "OldVersions"}


def test_the_table_can_be_put_back_and_forgets(whole: Stack) -> None:
    dynamodb, table = client("dynamodb"), whole.names["Table"]
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    told = dynamodb.describe_table(TableName=table)["Table"]

    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"] == {
        "TimeToLiveStatus": "ENABLED",
        "AttributeName": "expires",
    }
    assert told["DeletionProtectionEnabled"]
    assert told["SSEDescription"]["KMSMasterKeyArn"] == whole.names["Key.Arn"]


def test_queues_are_encrypted_and_hold_for_14_days(whole: Stack) -> None:
    sqs = client("sqs")
    for name in of_type(TEMPLATE, "AWS::SQS::Queue"):
        told = sqs.get_queue_attributes(QueueUrl=whole.names[name], AttributeNames=["All"])["Attributes"]
        assert told["KmsMasterKeyId"] == whole.names["Key"]
        assert ("RedrivePolicy" in told) is (name != "DeadLetters")


def test_logs_end(whole: Stack) -> None:
    groups = client("logs").describe_log_groups()["logGroups"]

    assert len(groups) == len(of_type(TEMPLATE, "AWS::Logs::LogGroup"))
    assert {group["retentionInDays"] for group in groups} == {90, 400}
    assert {group["kmsKeyId"] for group in groups} == {whole.names["Key.Arn"]}


def test_ses_takes_mails_in_by_the_active_set(whole: Stack) -> None:
    active = client("ses").describe_active_receipt_rule_set()

    assert active["Metadata"]["Name"] == whole.names["Rules"]
    (rule,) = active["Rules"]
    assert rule["Actions"][0]["S3Action"]["BucketName"] == whole.names["Mails"]
    assert rule["Recipients"] == ["in.example"]


def test_alarms_tell_the_operator(whole: Stack) -> None:
    alarms = client("cloudwatch").describe_alarms(MaxRecords=100)["MetricAlarms"]
    (told,) = client("sns").list_subscriptions_by_topic(TopicArn=whole.names["Alarms"])["Subscriptions"]

    assert len(alarms) == len(of_type(TEMPLATE, "AWS::CloudWatch::Alarm"))
    assert all(alarm["AlarmActions"] == [whole.names["Alarms"]] for alarm in alarms)
    assert (told["Protocol"], told["Endpoint"]) == ("email", "operator@operator.example")


def test_people_sign_in_by_code_and_the_api_asks_their_pool(whole: Stack) -> None:
    cognito, pool = client("cognito-idp"), whole.names["People"]
    portal: dict[str, Any] = cognito.describe_user_pool_client(
        UserPoolId=pool, ClientId=whole.names["Portal"]
    )["UserPoolClient"]
    people = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    api, token = whole.names["Api"], whole.names["Token"]
    authorizer = client("apigatewayv2").get_authorizer(ApiId=api, AuthorizerId=token)

    assert portal["AllowedOAuthFlows"] == ["code"]
    kept = client("secretsmanager").get_secret_value(SecretId=whole.names["PortalSecret"])
    assert kept["SecretString"] == portal["ClientSecret"]
    assert portal["CallbackURLs"] == ["https://portal.example/signed-in"]
    assert people["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"]
    assert people["LambdaConfig"]["PreTokenGenerationConfig"]["LambdaVersion"] == "V2_0"
    assert authorizer["JwtConfiguration"]["Audience"] == [whole.names["Portal"]]


def test_athena_has_its_place_and_three_questions(whole: Stack) -> None:
    athena, group = client("athena"), whole.names["Workgroup"]
    told = athena.get_work_group(WorkGroup=group)["WorkGroup"]["Configuration"]
    tables = client("glue").get_tables(DatabaseName="meters")["TableList"]

    assert told["ResultConfiguration"]["OutputLocation"] == f"s3://{whole.names['Lake']}/results/"
    assert len(athena.list_named_queries(WorkGroup=group)["NamedQueryIds"]) == 3
    assert [table["Name"] for table in tables] == ["readings"]
