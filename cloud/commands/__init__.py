"""What the operator types: `meters-receiver`, one verb after the other, in plain sentences."""
