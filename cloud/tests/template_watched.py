"""What the role that asks Athena may do, and what alarms watch: as AWS's guides and our metrics have it."""

from typing import Any

_ATHENA = "arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/${Workgroup}"
_GLUE = "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:"
_BELOW = {"StringLike": {"s3:prefix": ["readings/*", "results/*"]}}
# What asking Athena takes: its guide, "Control access to Amazon S3 from Athena", "Workgroup policies" and
# "Fine-grained access to databases and tables in Glue" (GetPartitions also where partitions are projected).
READER: list[tuple[tuple[str, ...], tuple[str, ...], Any]] = [
    (
        (
            *("athena:GetWorkGroup", "athena:ListNamedQueries", "athena:GetNamedQuery"),
            *("athena:StartQueryExecution", "athena:StopQueryExecution"),
            *("athena:GetQueryExecution", "athena:GetQueryResults"),
        ),
        (_ATHENA,),
        None,
    ),
    (
        ("glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"),
        (f"{_GLUE}catalog", f"{_GLUE}database/${{Catalog}}", f"{_GLUE}table/${{Catalog}}/readings"),
        None,
    ),
    (("s3:GetBucketLocation",), ("Lake.Arn",), None),
    (("s3:ListBucket",), ("Lake.Arn",), _BELOW),
    (("s3:GetObject",), ("${Lake.Arn}/readings/*", "${Lake.Arn}/results/*"), None),
    (("s3:PutObject", "s3:AbortMultipartUpload"), ("${Lake.Arn}/results/*",), None),
    (("kms:Decrypt", "kms:GenerateDataKey"), ("Key.Arn",), None),
]

_OURS = "Meters/${AWS::StackName}"
# What alarms watch: (namespace, metric, the dimension's name, its value). AWS's are those of its guides.
WATCHED: set[tuple[str, str, str, str]] = {
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "DeadLetters.QueueName"),
    ("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "Incoming.QueueName"),
    *(
        ("AWS/Lambda", "Errors", "FunctionName", function)
        for function in (
            "Ingest",
            "Admin",
            "Analyse",
            "LakeCopy",
            "Query",
            "Decide",
            "Notify",
            "Pages",
            "Claims",
        )
    ),
    *(
        ("AWS/Lambda", "Throttles", "FunctionName", function)
        for function in ("Ingest", "Admin", "Analyse", "LakeCopy", "Query", "Decide", "Notify")
    ),
    ("AWS/DynamoDB", "ReadThrottleEvents", "TableName", "Table"),
    ("AWS/DynamoDB", "WriteThrottleEvents", "TableName", "Table"),
    ("AWS/ApiGateway", "5xx", "ApiId", "Api"),
    (_OURS, "QuestionsRefused", "service", "query"),
    (_OURS, "MailsRefused", "service", "ingest"),
    (_OURS, "MailsTaken", "service", "ingest"),
    *((_OURS, "TasksFailed", "service", service) for service in ("ingest", "analyse", "lake")),
    (_OURS, "DigestsNotSent", "service", "analyse"),
    (_OURS, "Offices", "service", "analyse"),
    (_OURS, "OfficesSilent", "service", "analyse"),
    *((_OURS, "DaysBegun", "service", service) for service in ("analyse", "lake")),
}
