-- A delivery knows its recipients one by one, and a person can end it or send it elsewhere. Who got it before
-- this is not known: what waits goes to everybody whom the settings name, under its old Message-ID.
DROP VIEW own_deliveries;
CREATE TABLE deliveries_2 (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    letter_id INTEGER NOT NULL REFERENCES letters (id),
    queued_at TEXT NOT NULL,
    queued_epoch REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'ended')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT NOT NULL,
    next_try_epoch REAL NOT NULL,
    last_error TEXT,
    redirected_to TEXT, -- the address that a person named for this letter; NULL = those of the settings
    settled_at TEXT, -- when it was sent, refused or ended
    settled_epoch REAL
);
INSERT INTO deliveries_2
SELECT id, message_id, letter_id, queued_at, queued_epoch, state, attempts, next_try_at, next_try_epoch, last_error,
    NULL, settled_at, settled_epoch
FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_2 RENAME TO deliveries;
CREATE INDEX deliveries_by_state ON deliveries (state, next_try_epoch);
CREATE INDEX deliveries_by_letter ON deliveries (letter_id);

CREATE VIEW own_deliveries AS
SELECT deliveries.*, letters.run_number, letters.agent_id
FROM deliveries JOIN letters ON letters.id = deliveries.letter_id
WHERE letters.agent_id IN (SELECT agent_id FROM agent UNION ALL SELECT agent_id FROM former_agents);

-- What became of a delivery for one address: taken, or refused for good. No row: it still has to get it.
CREATE TABLE outcomes (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    address TEXT NOT NULL, -- the address alone, in lower case
    state TEXT NOT NULL CHECK (state IN ('sent', 'refused')),
    reason TEXT,
    settled_at TEXT NOT NULL,
    settled_epoch REAL NOT NULL,
    PRIMARY KEY (delivery_id, address)
) WITHOUT ROWID;

-- Runs that a person ended before they had left: the reports after them say so.
CREATE TABLE cancelled_runs (
    agent_id TEXT NOT NULL,
    run_number INTEGER NOT NULL,
    at TEXT NOT NULL,
    at_epoch REAL NOT NULL,
    PRIMARY KEY (agent_id, run_number)
) WITHOUT ROWID;
