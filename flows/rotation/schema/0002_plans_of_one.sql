-- A plan of one belongs to the command that made it: what it has not written is nobody's to take up later.
ALTER TABLE runs ADD COLUMN of_one INTEGER NOT NULL DEFAULT 0;
