-- What a person must know while it is so. One row from the moment it was met to the moment it was mended;
-- of one kind and subject at most one stands. facts: JSON.
CREATE TABLE conditions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    since TEXT NOT NULL,
    facts TEXT NOT NULL,
    until TEXT
);
CREATE UNIQUE INDEX standing_conditions ON conditions (kind, subject) WHERE until IS NULL;
