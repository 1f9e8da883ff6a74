-- The agent of which a note was once written beside the database, of where its chain ends: from then on a note
-- that is missing is doubt. NULL = the database is from before there was one, or the disk refused it.
ALTER TABLE agent ADD COLUMN noted_agent_id TEXT;
