"""What earlier readings tell: usage, run-out dates, counters that can't be true."""
