"""First this, then that: edges come in as arguments."""
