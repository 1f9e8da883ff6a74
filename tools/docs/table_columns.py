"""The columns of meters.csv, from the rows that the program itself writes."""

from agent.core.reporting.columns import COLUMNS
from tools.docs.markdown import page, table

INTRO = """# Columns of meters.csv

A report's table has these columns in this order, one row a printer. An empty cell was not readable;
columns are only ever added. [The table and its profiles](../dealer/csv-profiles.md) says how it is written,
and how to have other columns."""


def table_columns() -> str:
    """Return the page: each column and its meaning."""
    rows = ((f"`{name}`", column.meaning) for name, column in COLUMNS.items())
    return page(INTRO, table(("column", "meaning"), rows))
