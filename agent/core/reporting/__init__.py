"""What page, mail and portal draw of a report: what needs attention, cards, tables and profiles."""
