"""The alarms of a stack: CloudWatch."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from cloud.core.portal.alarm import ActiveAlarm, AlarmsAnswer

MOST = 100  # of one call; a stack has some twenty


@dataclass(frozen=True, slots=True)
class Alarms:
    """CloudWatch as boto3's client of "cloudwatch", and the stack with whose name its alarms begin."""

    client: Any
    stack: str

    def standing(self) -> AlarmsAnswer:
        """Return the alarms that stand; what AWS refuses, or that it is silent, is the answer's failure."""
        try:
            found = self.client.describe_alarms(
                AlarmNamePrefix=f"{self.stack}-",
                AlarmTypes=["MetricAlarm"],
                StateValue="ALARM",
                MaxRecords=MOST,
            )["MetricAlarms"]
        except (ClientError, BotoCoreError) as error:
            return AlarmsAnswer(failure=str(error))
        standing = (one for one in found if one["StateValue"] == "ALARM")  # moto looks at the prefix alone
        return AlarmsAnswer(tuple(map(_alarm, standing)))


def _alarm(answer: dict[str, Any]) -> ActiveAlarm:
    text = answer.get("AlarmDescription") or answer["AlarmName"]
    return ActiveAlarm(answer["AlarmName"], text, answer["StateUpdatedTimestamp"])
