-- Keys change and get lost. key_since: when the first letter under public_key was queued. key_change and
-- follows: the objects of that name in meters.json, JSON. next_agent_id: who this machine becomes with
-- the letter that begins a new chain; until that is queued, everything stays with the old id.
ALTER TABLE agent ADD COLUMN key_since TEXT;
ALTER TABLE agent ADD COLUMN key_change TEXT;
ALTER TABLE agent ADD COLUMN follows TEXT;
ALTER TABLE agent ADD COLUMN next_agent_id TEXT;

-- The agents that this machine was before its signing key was lost: what they queued is still sent.
CREATE TABLE former_agents (
    agent_id TEXT PRIMARY KEY,
    public_key TEXT NOT NULL,
    ended TEXT NOT NULL
);

DROP VIEW own_deliveries;
CREATE VIEW own_deliveries AS
SELECT deliveries.*, letters.run_number, letters.agent_id
FROM deliveries JOIN letters ON letters.id = deliveries.letter_id
WHERE letters.agent_id IN (SELECT agent_id FROM agent UNION ALL SELECT agent_id FROM former_agents);
