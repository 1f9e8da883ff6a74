-- site_id: the site's name where the settings give none; it outlives a change of the agent's id.
-- doubt: why the chain of reports must not go on under this id, and where it ended as far as anybody knows: the
-- object of agent.follows in meters.json, JSON. NULL where nothing speaks against it.
ALTER TABLE agent ADD COLUMN site_id TEXT;
ALTER TABLE agent ADD COLUMN doubt TEXT;
UPDATE agent SET site_id = substr(agent_id, 1, 8);

-- The agents that this folder had before, whatever ended them: what they queued is still sent. One that never
-- signed has no key. (Renaming the table would rewrite the views that name it.)
CREATE TABLE keyed_former_agents AS SELECT agent_id, public_key, ended FROM former_agents;
DROP TABLE former_agents;
CREATE TABLE former_agents (
    agent_id TEXT PRIMARY KEY,
    public_key TEXT,
    ended TEXT NOT NULL
);
INSERT INTO former_agents SELECT agent_id, public_key, ended FROM keyed_former_agents;
DROP TABLE keyed_former_agents;
