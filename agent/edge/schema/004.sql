-- A reading as a whole lies apart from its numbers, which outlive it. A row that loses most of its octets
-- keeps its page, and 300 days of them were four times as large as what they said.
CREATE TABLE documents (
    reading_id INTEGER PRIMARY KEY REFERENCES readings (id) ON DELETE CASCADE,
    read_epoch REAL NOT NULL,
    document TEXT NOT NULL -- one element of printers[] in meters.json
);
CREATE INDEX documents_by_time ON documents (read_epoch);
INSERT INTO documents SELECT id, read_epoch, document FROM readings WHERE document IS NOT NULL;
ALTER TABLE readings DROP COLUMN document;

-- The past is read, and pruned, by time.
CREATE INDEX readings_by_time ON readings (read_epoch);

-- An old letter that was sent loses its bodies; of what it said the SHA-256 stays, beside its signature.
DROP VIEW own_deliveries;
DROP VIEW own_letters;
ALTER TABLE letters ADD COLUMN report_sha256 TEXT; -- NULL as long as the report itself is there
CREATE INDEX whole_letters ON letters (agent_id, run_number) WHERE report_sha256 IS NULL;

-- A copied data folder brings along letters of the agent it was copied from: those are not our own.
CREATE VIEW own_letters AS
SELECT letters.* FROM letters JOIN agent ON agent.agent_id = letters.agent_id
WHERE letters.report_sha256 IS NULL;

CREATE VIEW own_deliveries AS
SELECT deliveries.*, letters.run_number
FROM deliveries JOIN letters ON letters.id = deliveries.letter_id JOIN agent ON agent.agent_id = letters.agent_id;
