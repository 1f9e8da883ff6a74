"""What a dealer has to know of its offices each day: findings, made of what the table holds."""
