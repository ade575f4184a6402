-- Photos that a person took out: lists, counts, exports and trainings leave them out. The file and
-- the history stay, so that they can be put back.
ALTER TABLE photo ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
