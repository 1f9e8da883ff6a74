"""Each line of the template broken in turn: what concerns security, retention or an alarm has to be missed.

`python -m pytest cloud/tests/test_mutations.py -s` prints the table.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import rights_rules
import template_rules
from cloud.local.stack import PARAMETERS
from cloud.local.template import read_template
from scenario import whole_round

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Path = tuple[str | int, ...]

TEXT = json.dumps(read_template())
TEMPLATE: dict[str, Any] = json.loads(TEXT)
SECTIONS = ("Resources", "Globals", "Conditions")
# Lines whose break is no matter of security, retention or alarms: other tests, or nobody, look at them.
ELSEWHERE = {
    "what it is called, and for people": (
        *(r"Description", r"\.(Alarm|Policy|Client)?Name$", "LogGroupName", "UserPoolName"),
        *(r"\.Id$", r"\.Sid$", "DatabaseInput", r"\.Version$", r"\.StackName"),
    ),
    "comments for checkov": (r"\.Metadata",),
    "the table's keys and indexes: every test of the data": (
        r"^Resources\.Table\.Properties\.(Attr|KeySchema|Global|Bill)",
    ),
    "the columns and places of Athena's table: test_template, test_athena": (
        r"^Resources\.(Readings|Catalog)\.",
    ),
    "saved queries: test_athena": (r"^Resources\.(PagesOfAMonth|SuppliesThatEnd|DevicesLastRead)\.",),
    "how alarms count: test_alarms": (
        r"Alarm\.Properties\.Metrics\.\d+\.(Expression|ReturnData|MetricStat\.(Stat|Period))",
        r"Alarm\.Properties\.(Statistic|Period|EvaluationPeriods|Threshold|ComparisonOperator|TreatMissing)",
    ),
    "sizes, times and wires of functions and queues: test_template, test_limits, test_wiring": (
        r"\.(MemorySize|Timeout|Runtime|Architectures|CodeUri|Handler|Layers|VisibilityTimeout|Events)",
        r"\.NotificationConfiguration",
    ),
    "what functions are told of their stack: test_wiring": (
        r"\.(TABLE|MAILS|LAKE|MAIL_DOMAIN|[A-Z]+_TASKS)\b",
        r"(Admin|Claims)\.Properties\.Environment",
    ),
    "wires of the API: test_sign_in": (
        r"^Resources\.(Api|ToQuery)\.",
        r"\.(ApiId|RouteKey|Target|StageName|AutoDeploy|Format)\b",
    ),
    "order of making, held by a graph": (r"\.DependsOn",),
    "one type for another: cfn-lint": (r"\.Type$",),
    "a condition on what is there: test_sign_in": (r"^Resources\.\w+\.Condition$",),
    "SES's identity and rule set: test_whole_stack": (r"^Resources\.(Domain|Rules)\.", "RuleSetName"),
    "names that AWS only has to be given": (
        *("RecursiveDeleteOption", r"SignIn\.Properties\.Domain\b"),
        r"^Resources\.Workgroup\.Properties\.Name",
    ),
    "deleted with the stack on purpose: logs alone": (r"Log\.(DeletionPolicy|UpdateReplacePolicy)$",),
}


def lines(value: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 (a template has every shape)
    """Yield the path of each value that holds no others."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if inner is None:
        yield path
    else:
        for step, one in inner:
            yield from lines(one, (*path, step))


def broken(path: Path, *, gone: bool) -> dict[str, Any]:
    """Return the template with one line changed, or without it."""
    template: dict[str, Any] = json.loads(TEXT)  # eight times as fast as a deep copy
    *way, last = path
    holder: Any = template
    for step in way:
        holder = holder[step]
    if gone:
        del holder[last]
    else:
        was = holder[last]
        holder[last] = (not was) if isinstance(was, bool) else was + 1 if isinstance(was, int) else f"{was}x"
    return template


def dotted(path: Path) -> str:
    return ".".join(map(str, path))


PATHS = [path for section in SECTIONS for path in lines(TEMPLATE[section], (section,))]
LEFT_OUT = {
    dotted(path): reason
    for path in PATHS
    for reason, patterns in ELSEWHERE.items()
    if re.search("|".join(patterns), dotted(path))
}
HELD = [path for path in PATHS if dotted(path) not in LEFT_OUT]


@pytest.fixture(scope="module")
def judge(aws: str) -> Any:  # noqa: ANN401 (a function)
    """Return the function that judges a template: sentences, none for one that is well."""
    names, calls, _ = whole_round(aws)
    needed = rights_rules.needs_by_function(TEMPLATE, calls, names["Key.Arn"])

    def judged(template: Mapping[str, Any]) -> list[str]:
        try:
            found = [*template_rules.breaches(template, PARAMETERS)]
            return found or [*rights_rules.breaches(template, names, needed)]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return [f"what is left is no template: {error!r}"]

    return judged


def test_the_template_as_it_is_is_well(judge: Any) -> None:  # noqa: ANN401
    assert judge(TEMPLATE) == []


def test_each_line_that_breaks_is_missed(judge: Any) -> None:  # noqa: ANN401
    missed: Counter[str] = Counter()
    kept = []
    for path in HELD:
        for gone in (False, True):
            shown = judge(broken(path, gone=gone))
            missed[str(path[1])] += bool(shown)
            if not shown:
                kept.append(f"{'without' if gone else 'changed'} {dotted(path)}")
    print(*(f"{number:5}  {resource}" for resource, number in sorted(missed.items())), sep="\n")
    print(
        f"{sum(missed.values())} breaks of {len(HELD)} lines were all found; {len(LEFT_OUT)} lines left out"
    )
    assert kept == [], "\n".join(kept)


def test_what_is_left_out_says_why_and_each_reason_is_needed() -> None:
    assert set(LEFT_OUT.values()) == set(ELSEWHERE)
    assert len(HELD) >= 500  # of some 1,100: the others are names, sizes and wires


@pytest.mark.parametrize("name", sorted(TEMPLATE["Resources"]))
def test_a_resource_that_is_gone_is_missed(judge: Any, name: str) -> None:  # noqa: ANN401
    template = copy.deepcopy(TEMPLATE)
    del template["Resources"][name]

    assert judge(template)
