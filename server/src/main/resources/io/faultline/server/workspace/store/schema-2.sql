-- Models that were in use, and trainings on corrections.

CREATE TABLE model (
  hash TEXT PRIMARY KEY,            -- SHA-256 of the file, which is models/<hash>
  name TEXT NOT NULL,
  added TEXT NOT NULL,
  figures TEXT NOT NULL             -- JSON: the comparison that it was adopted by, or null
) WITHOUT ROWID;

CREATE TABLE training (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- its folder is trainings/<id>
  started TEXT NOT NULL,
  state TEXT NOT NULL,              -- RUNNING, STOPPED, FINISHED, FAILED, ADOPTED, DISCARDED
  message TEXT NOT NULL,
  base TEXT,                        -- hash of the model that it started from
  result TEXT NOT NULL              -- JSON: the comparison, or null
);

-- Which side of a comparison a reviewed photo is on: LEARN or JUDGE. It never changes, so that no
-- model is judged on what an earlier one has learnt.
ALTER TABLE photo ADD COLUMN role TEXT;
