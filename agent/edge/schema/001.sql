-- What the agent remembers. A time is ISO 8601 text with its offset; where times are compared, the
-- same moment stands beside it as seconds since 1970 (..._epoch). What came later has the higher id:
-- a clock that was wrong for a day must not make old values the newest.

CREATE TABLE agent (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    agent_id TEXT NOT NULL,
    machine TEXT NOT NULL,
    public_key TEXT,
    chain_began TEXT NOT NULL
);

CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    manufacturer TEXT,
    serial_number TEXT,
    mac_address TEXT,
    ip_address TEXT NOT NULL,
    port INTEGER NOT NULL,
    snmp_version TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL
);

-- One report as it was queued. The chain of an agent is its letters by run_number.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    agent_id TEXT NOT NULL,
    run_number INTEGER NOT NULL,
    report_id TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    report BLOB NOT NULL,
    signature TEXT,
    csv BLOB NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    UNIQUE (agent_id, run_number)
);

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    letter_id INTEGER NOT NULL REFERENCES letters (id),
    queued_at TEXT NOT NULL,
    queued_epoch REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT NOT NULL,
    next_try_epoch REAL NOT NULL,
    last_error TEXT,
    recipients TEXT, -- a JSON list; NULL = everybody whom the settings name
    settled_at TEXT, -- when it was sent or refused
    settled_epoch REAL
);
CREATE INDEX deliveries_by_state ON deliveries (state, next_try_epoch);

CREATE TABLE scans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began TEXT NOT NULL,
    ended TEXT,
    printers_expected INTEGER NOT NULL,
    printers_read INTEGER NOT NULL DEFAULT 0,
    summary TEXT NOT NULL DEFAULT '{}',
    letter_id INTEGER REFERENCES letters (id)
);

-- A copied data folder brings along letters of the agent it was copied from: those are not our own.
CREATE VIEW own_letters AS
SELECT letters.* FROM letters JOIN agent ON agent.agent_id = letters.agent_id;

CREATE VIEW own_deliveries AS
SELECT deliveries.*, own_letters.run_number
FROM deliveries JOIN own_letters ON own_letters.id = deliveries.letter_id;

CREATE VIEW numbered_scans AS
SELECT scans.*, letters.run_number FROM scans LEFT JOIN letters ON letters.id = scans.letter_id;

CREATE TABLE readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scan_id INTEGER NOT NULL REFERENCES scans (id),
    device_id TEXT NOT NULL REFERENCES devices (id),
    read_at TEXT NOT NULL,
    read_epoch REAL NOT NULL,
    read_status TEXT NOT NULL,
    document TEXT, -- one element of printers[] in meters.json; NULL once it was pruned
    UNIQUE (scan_id, device_id)
);
CREATE INDEX readings_by_device ON readings (device_id, id);

-- The rows of one reading are keyed by their position in it: a faulty printer may repeat an index.
CREATE TABLE life_counts (
    reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    marker_index INTEGER NOT NULL,
    value INTEGER NOT NULL,
    unit TEXT,
    PRIMARY KEY (reading_id, position)
) WITHOUT ROWID;

CREATE TABLE supplies (
    reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    supply_index INTEGER NOT NULL,
    marker_index INTEGER,
    supply_class TEXT,
    type TEXT,
    colorant TEXT,
    description TEXT,
    unit TEXT,
    level INTEGER,
    max_capacity INTEGER,
    level_state TEXT NOT NULL,
    percent_left INTEGER,
    part_number TEXT,
    serial_number TEXT,
    PRIMARY KEY (reading_id, position)
) WITHOUT ROWID;

CREATE TABLE alerts (
    reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    severity TEXT,
    training_level TEXT,
    alert_group TEXT,
    group_index INTEGER,
    location INTEGER,
    code TEXT,
    description TEXT,
    reason TEXT,
    PRIMARY KEY (reading_id, position)
) WITHOUT ROWID;
