-- model: which device it is where serial numbers can't tell. retired_at: when a person said that it is gone for good.
ALTER TABLE devices ADD COLUMN model TEXT;
ALTER TABLE devices ADD COLUMN retired_at TEXT;
