"""What single lines of the template have to say, with reasons; what is true of a whole type is a rule."""

from typing import Any

from template_portal import PORTAL

ACCOUNT_ALONE = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
ROOT = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
DEAD_LETTERS = {"Fn::GetAtt": ["DeadLetters", "Arn"]}


def _att(name: str, what: str = "Arn") -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, what]}


def _encrypted_way(*resources: object) -> dict[str, Any]:
    """Return the statement that refuses whoever comes without TLS."""
    return {
        "Sid": "EncryptedWayOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Resource": list(resources) if len(resources) > 1 else resources[0],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _of_bucket(name: str) -> dict[str, Any]:
    return _encrypted_way(_att(name), {"Fn::Sub": f"${{{name}.Arn}}/*"}) | {"Action": "s3:*"}


_ACCOUNT_DECIDES = {
    "Sid": "TheAccountDecides",
    "Effect": "Allow",
    "Principal": ROOT,
    "Action": "kms:*",
    "Resource": "*",
}

FACTS: dict[str, Any] = {
    **PORTAL,
    # The key of closings: what `meters verify` can check (Ed25519), and a key that only signs.
    "ClosingKey.Properties.KeySpec": "ECC_NIST_EDWARDS25519",
    "ClosingKey.Properties.KeyUsage": "SIGN_VERIFY",
    "ClosingKey.Properties.KeyPolicy.Statement": [_ACCOUNT_DECIDES],
    # The key: who may use it, each for what it has to do and for this account alone.
    "Key.Properties.EnableKeyRotation": True,
    "Key.Properties.KeyPolicy.Statement": [
        _ACCOUNT_DECIDES,
        {
            "Sid": "MailsComeInAndAreAnnounced",
            "Effect": "Allow",
            "Principal": {"Service": ["ses.amazonaws.com", "s3.amazonaws.com"]},
            "Action": ["kms:GenerateDataKey", "kms:Decrypt"],
            "Resource": "*",
            "Condition": ACCOUNT_ALONE,
        },
        {
            "Sid": "Logs",
            "Effect": "Allow",
            # CloudWatch Logs guide, "Encrypt log data": the region's own principal, and these actions.
            "Principal": {"Service": {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}},
            "Action": [
                *("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey")
            ],
            "Resource": "*",
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": {
                        "Fn::Sub": "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"
                    }
                }
            },
        },
        {
            "Sid": "Alarms",
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["kms:GenerateDataKey", "kms:Decrypt"],
            "Resource": "*",
            "Condition": ACCOUNT_ALONE,
        },
    ],
    # Raw mails: can be locked, but not by the bucket itself (SES refuses that); gone after MailKeptDays.
    "Mails.Properties.ObjectLockEnabled": True,
    "Mails.Properties.ObjectLockConfiguration": None,
    "Mails.Properties.LifecycleConfiguration.Rules": [
        {
            "Id": "Kept",
            "Status": "Enabled",
            "ExpirationInDays": {"Ref": "MailKeptDays"},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        }
    ],
    "Ingest.Properties.Environment.Variables.MAIL_LOCKED_DAYS": {"Ref": "MailLockedDays"},
    "MailsPolicy.Properties.PolicyDocument.Statement": [
        {
            "Sid": "MailsComeIn",
            "Effect": "Allow",
            "Principal": {"Service": "ses.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": {"Fn::Sub": "${Mails.Arn}/mail/*"},
            "Condition": ACCOUNT_ALONE
            | {
                "ArnLike": {
                    "aws:SourceArn": {
                        "Fn::Sub": (
                            "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:receipt-rule-set/*"
                        )
                    }
                }
            },
        },
        _of_bucket("Mails"),
    ],
    "MailsPolicy.Properties.Bucket": {"Ref": "Mails"},
    "LakePolicy.Properties.Bucket": {"Ref": "Lake"},
    "LakePolicy.Properties.PolicyDocument.Statement": [_of_bucket("Lake")],
    "Lake.Properties.LifecycleConfiguration.Rules": [
        {"Id": "AthenaResults", "Status": "Enabled", "Prefix": "results/", "ExpirationInDays": 30},
        {
            "Id": "OldVersions",
            "Status": "Enabled",
            "NoncurrentVersionExpiration": {"NoncurrentDays": 7},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ],
    # Queues: S3 alone writes notices; nothing is lost in under 14 days; what fails is put aside.
    "IncomingPolicy.Properties.Queues": [{"Ref": "Incoming"}],
    "IncomingPolicy.Properties.PolicyDocument.Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": _att("Incoming"),
            "Condition": ACCOUNT_ALONE,
        },
        _encrypted_way(_att("Incoming")) | {"Action": "sqs:*"},
    ],
    "Incoming.Properties.MessageRetentionPeriod": 1209600,
    "DeadLetters.Properties.MessageRetentionPeriod": 1209600,
    "Incoming.Properties.RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS, "maxReceiveCount": 5},
    "SettleTasks.Properties.RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS, "maxReceiveCount": 5},
    "SettleTasks.Properties.MessageRetentionPeriod": 1209600,
    "AnalyseTasks.Properties.RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS, "maxReceiveCount": 3},
    "LakeTasks.Properties.RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS, "maxReceiveCount": 3},
    "AnalyseTasks.Properties.MessageRetentionPeriod": 345600,
    "LakeTasks.Properties.MessageRetentionPeriod": 345600,
    # The table.
    "Table.Properties.DeletionProtectionEnabled": True,
    "Table.Properties.PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    "Table.Properties.SSESpecification": {
        "SSEEnabled": True,
        "SSEType": "KMS",
        "KMSMasterKeyId": _att("Key"),
    },
    "Table.Properties.TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
    # Mails from offices: no spam filter, old servers too, into the locked bucket.
    "Rule.Properties.Rule": {
        "Name": "reports",
        "Enabled": True,
        "ScanEnabled": False,
        "TlsPolicy": "Optional",
        "Recipients": [{"Ref": "MailDomain"}],
        "Actions": [{"S3Action": {"BucketName": {"Ref": "Mails"}, "ObjectKeyPrefix": "mail/"}}],
    },
    # Sign-in: nobody makes an account for oneself; a token ends in 15 minutes.
    "People.Properties.UserPoolTier": "ESSENTIALS",
    "People.Properties.DeletionProtection": "ACTIVE",
    "People.Properties.AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    "People.Properties.UsernameAttributes": ["email"],
    "People.Properties.UsernameConfiguration": {"CaseSensitive": False},
    "People.Properties.AutoVerifiedAttributes": ["email"],
    "People.Properties.AccountRecoverySetting": {
        "RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]
    },
    "People.Properties.MfaConfiguration": "OPTIONAL",
    "People.Properties.EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
    "People.Properties.Policies.PasswordPolicy": {
        "MinimumLength": 14,
        **dict.fromkeys(("RequireLowercase", "RequireNumbers", "RequireUppercase"), True),
        "RequireSymbols": False,
        "TemporaryPasswordValidityDays": 3,
    },
    "People.Properties.LambdaConfig": {
        "PreTokenGenerationConfig": {"LambdaArn": _att("Claims"), "LambdaVersion": "V2_0"}
    },
    "ClaimsCalled.Properties": {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": "Claims"},
        "Principal": "cognito-idp.amazonaws.com",
        "SourceArn": _att("People"),
    },
    "SignIn.Properties.UserPoolId": {"Ref": "People"},
    "Scopes.Properties.Identifier": "meters",
    "Scopes.Properties.UserPoolId": {"Ref": "People"},
    "Scopes.Properties.Scopes.0.ScopeName": "read",
    "Portal.Properties": {
        "ClientName": "portal",
        "UserPoolId": {"Ref": "People"},
        "GenerateSecret": True,
        "SupportedIdentityProviders": ["COGNITO"],
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email", "meters/read", "meters/decide"],
        "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
        "CallbackURLs": [{"Fn::Sub": "${PortalAddress}/signed-in"}],
        "LogoutURLs": [{"Fn::Sub": "${PortalAddress}/signed-out"}],
        "AccessTokenValidity": 15,
        "IdTokenValidity": 15,
        "RefreshTokenValidity": 12,
        "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "hours"},
        "EnableTokenRevocation": True,
        "PreventUserExistenceErrors": "ENABLED",
    },
    # The API: both doors closed but to whom they are for; the gateway alone calls the function.
    "Token.Properties.AuthorizerType": "JWT",
    "Token.Properties.IdentitySource": ["$request.header.Authorization"],
    "Token.Properties.JwtConfiguration": {
        "Issuer": {"Fn::If": ["OwnIssuer", _att("People", "ProviderURL"), {"Ref": "TokenIssuer"}]},
        "Audience": [{"Fn::If": ["OwnIssuer", {"Ref": "Portal"}, {"Ref": "TokenAudience"}]}],
    },
    "ByToken.Properties.AuthorizationType": "JWT",
    "ByToken.Properties.AuthorizerId": {"Ref": "Token"},
    "ByToken.Properties.AuthorizationScopes": ["meters/read"],
    "ByRole.Properties.AuthorizationType": "AWS_IAM",
    "QueryCalled.Properties": {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": "Query"},
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {
            "Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*"
        },
    },
    "Stage.Properties.AccessLogSettings.DestinationArn": _att("AccessLog"),
    "Stage.Properties.DefaultRouteSettings": {"ThrottlingBurstLimit": 500, "ThrottlingRateLimit": 500},
    "Query.Properties.Environment.Variables.DEALER_REQUESTS": {"Ref": "DealerRequests"},
    "Query.Properties.Policies.0.Statement.1": {
        "Effect": "Allow",
        "Action": "dynamodb:GetItem",
        "Resource": _att("Table"),
    },
    "Query.Properties.Policies.0.Statement.2": {
        "Effect": "Allow",
        "Action": "dynamodb:UpdateItem",
        "Resource": _att("Table"),
        "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["*#asked"]}},
    },
    # Athena: answers lie in a place of their own, encrypted, whatever a question says; a bound on its cost.
    "Workgroup.Properties.WorkGroupConfiguration": {
        "EnforceWorkGroupConfiguration": True,
        "PublishCloudWatchMetricsEnabled": True,
        "BytesScannedCutoffPerQuery": 10 * 2**30,
        "ResultConfiguration": {
            "OutputLocation": {"Fn::Sub": "s3://${Lake}/results/"},
            "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": _att("Key")},
        },
    },
    "LakeReader.Properties.AssumeRolePolicyDocument.Statement": [
        {"Effect": "Allow", "Principal": ROOT, "Action": "sts:AssumeRole"}
    ],
    "Told.Properties": {"TopicArn": {"Ref": "Alarms"}, "Protocol": "email", "Endpoint": {"Ref": "AlarmMail"}},
}

# Of the whole template.
SHARED: dict[str, Any] = {
    "Globals.Function.KmsKeyArn": _att("Key"),
    "Globals.Function.Environment.Variables.POWERTOOLS_METRICS_NAMESPACE": {
        "Fn::Sub": "Meters/${AWS::StackName}"
    },
    "Parameters.MailKeptDays.Default": 400,
    "Parameters.MailLockedDays.Default": 35,
    "Parameters.DealerRequests.Default": 600,
    "Conditions.OwnIssuer": {"Fn::Equals": [{"Ref": "TokenIssuer"}, ""]},
}
