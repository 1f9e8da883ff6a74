-- The past is read, and pruned, by time; what is pruned each day are the oldest of what is whole.
CREATE INDEX readings_by_time ON readings (read_epoch);
CREATE INDEX whole_readings ON readings (read_epoch) WHERE document IS NOT NULL;

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
