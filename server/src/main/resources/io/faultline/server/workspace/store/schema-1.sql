-- Photos, what models found in them, and what people changed.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,        -- SHA-256 of the file; the file's name is made of it
  ending TEXT NOT NULL,             -- of the stored file, by its content
  name TEXT NOT NULL,               -- as the person called it: text only, never a path
  export_name TEXT NOT NULL COLLATE NOCASE UNIQUE, -- a safe file name made of it
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added TEXT NOT NULL,
  state TEXT NOT NULL,              -- WAITING, DONE, FAILED
  error TEXT,                       -- why it failed, in one line
  version INTEGER NOT NULL,         -- number of history entries
  model TEXT,                       -- whose boxes are the newest
  -- What the history says in short; computed with every entry, so that lists are fast.
  reviewed INTEGER NOT NULL,
  corrected INTEGER NOT NULL,
  verdict TEXT,
  doubt REAL NOT NULL,
  boxes INTEGER NOT NULL,
  categories TEXT NOT NULL          -- ids of the reported boxes' classes, such as ,1,3,
);
CREATE INDEX photo_by_doubt ON photo (doubt DESC, id);
CREATE INDEX photo_waiting ON photo (id) WHERE state = 'WAITING';

-- What a model found, down to the lowest score that it keeps. Never changed.
CREATE TABLE detection (
  photo INTEGER NOT NULL REFERENCES photo,
  model TEXT NOT NULL,              -- SHA-256 of the model file
  at TEXT NOT NULL,
  coverage REAL NOT NULL,
  doubts TEXT NOT NULL,             -- JSON: lines
  boxes TEXT NOT NULL,              -- JSON: [category, x1, y1, x2, y2, score] each
  PRIMARY KEY (photo, model)
) WITHOUT ROWID;

-- Append-only: entries are added, never changed or deleted.
CREATE TABLE history (
  photo INTEGER NOT NULL REFERENCES photo,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,               -- edit, detect, undo
  body TEXT NOT NULL,               -- edit: JSON list of changes; detect: model; undo: version
  PRIMARY KEY (photo, version)
) WITHOUT ROWID;
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'the history is append-only'); END;
CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
BEGIN SELECT raise(ABORT, 'the history is append-only'); END;
