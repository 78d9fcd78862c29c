-- One row: which store this is, and the number of its last change. Whoever changes anything locks it
-- until commit, so numbers are in the order of commits and none is missing.
CREATE TABLE store_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL,
  number BIGINT NOT NULL,
  head TEXT NOT NULL,
  teams BIGINT NOT NULL
);

-- What a team file says beside its id and members, as a JSON object.
CREATE TABLE team (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  changed BIGINT NOT NULL
);

-- What a team file says of one member, as a JSON object.
CREATE TABLE member (
  team_id TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (team_id, id)
);

-- A row for each change: the ids of the teams it touched, a line each; what was done, as a JSON
-- object; and a hash over both and the hash of the row before.
CREATE TABLE audit (
  number BIGINT PRIMARY KEY,
  teams TEXT NOT NULL,
  record TEXT NOT NULL,
  hash TEXT NOT NULL
);

-- Answers to requests that may be sent again.
CREATE TABLE answered (
  request_key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  at_second BIGINT NOT NULL
);
CREATE INDEX answered_at ON answered (at_second);
