"""Supplies as orders: from the shelf of the dealer into the printer, or ignored until the next cartridge."""
