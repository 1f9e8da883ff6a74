"""Why something does not work: a ladder of steps for a printer, for mail, for this computer."""
