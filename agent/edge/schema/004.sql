-- The past is read, and pruned, by time.
CREATE INDEX readings_by_time ON readings (read_epoch);
