"""What the operator types: `meters-receiver`, one command after the other, in plain sentences."""
