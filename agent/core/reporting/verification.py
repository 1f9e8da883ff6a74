"""What the proof of a report or of a chain found, as a person reads it."""

from dataclasses import replace

from agent.core.messages import proof, setting_problems
from agent.core.report_format.chain.chain_finding import ChainFinding, FindingKind
from agent.core.report_format.document import SCHEMA
from agent.core.report_format.problems import ReportProblem


def problem_text(problem: ReportProblem) -> str:
    """Return a problem of one report as a sentence."""
    if problem is ReportProblem.OTHER_SCHEMA:
        return setting_problems.other_kind(SCHEMA)
    return str(getattr(setting_problems, problem.name))


def finding_text(finding: ChainFinding) -> str:
    """Return a finding as one line."""
    if finding.kind is FindingKind.FLAWED:
        finding = replace(finding, detail=problem_text(ReportProblem(finding.detail)))
    return proof.sentence(finding)
