"""First this, then that: each job gets the edges it needs as arguments."""
