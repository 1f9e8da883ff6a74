-- What happened to devices and their counters: a flag of meters.json, since when, what changed from what to
-- what (integer, text or NULL: the columns have no type). until: when a counter went on as if nothing had been.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id),
    scan_id INTEGER NOT NULL, -- of a scan that may be forgotten by now
    flag TEXT NOT NULL,
    since TEXT NOT NULL,
    since_epoch REAL NOT NULL,
    what TEXT NOT NULL,
    value_before,
    value_after,
    until TEXT
);
CREATE INDEX events_by_device ON events (device_id, id);

-- The device that took this one's place: the same MAC address, another serial number.
ALTER TABLE devices ADD COLUMN replaced_by TEXT;
