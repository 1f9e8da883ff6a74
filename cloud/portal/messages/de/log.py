"""The log's page."""

from __future__ import annotations

TITLE = "Protokoll"
WHEN, WHO, WHAT, WHY, ABOUT = "Wann (UTC)", "Wer", "Was", "Grund", "Betrifft"
CSV, OLDER, NOTHING = "Ganzes Protokoll als CSV", "Ältere Einträge", "Noch keine Entscheidungen."
HELP = "Jede Entscheidung wird aufbewahrt. Einträge lassen sich hier weder ändern noch entfernen."
OPERATOR = "Betreiber"
