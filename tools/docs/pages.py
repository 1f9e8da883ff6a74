"""The generated documents by their path below docs/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tools.docs.command_line import command_line
from tools.docs.group_policy import adml, admx
from tools.docs.mail_services import mail_services_page
from tools.docs.packages import package_picture
from tools.docs.policy import policy
from tools.docs.report_format import report_format
from tools.docs.settings import settings
from tools.docs.table_columns import table_columns

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@cache
def pages() -> dict[str, str]:
    """Return each generated document's text by its path below docs/."""
    return {
        "admin/policy.md": policy(),
        "admin/group-policy/MetersAgent.admx": admx(),
        "admin/group-policy/en-US/MetersAgent.adml": adml("en"),
        "admin/group-policy/de-DE/MetersAgent.adml": adml("de"),
        "reference/command-line.md": command_line(),
        "reference/mail-services.md": mail_services_page(),
        "reference/settings.md": settings(),
        "reference/table-columns.md": table_columns(),
        "dealer/report-format.md": report_format(ROOT),
        "develop/packages.md": package_picture(ROOT / "agent"),
    }
