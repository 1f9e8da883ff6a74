"""What the receiver counts for its alarms: CloudWatch reads it out of the log (embedded metric format)."""

import os

from aws_lambda_powertools.metrics import MetricUnit, single_metric

TAKEN, REFUSED = "MailsTaken", "MailsRefused"
FAILED = "TasksFailed"  # messages of a batch that come again
BEGUN = "DaysBegun"  # a daily schedule called
OFFICES, SILENT = "Offices", "OfficesSilent"
NOT_SENT = "DigestsNotSent"
TOO_MANY = "QuestionsRefused"  # a dealer's programs asked more than they may in a minute
NAMES = (TAKEN, REFUSED, FAILED, BEGUN, OFFICES, SILENT, NOT_SENT, TOO_MANY)


def count(name: str, value: int = 1) -> None:
    """Add to a metric of this function; the environment names function and namespace."""
    with single_metric(name=name, unit=MetricUnit.Count, value=value) as metric:
        metric.add_dimension("service", os.environ["POWERTOOLS_SERVICE_NAME"])
