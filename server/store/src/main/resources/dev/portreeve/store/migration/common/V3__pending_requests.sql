-- What somebody has asked for and somebody else approves or denies.
CREATE TABLE pending_request (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  document TEXT NOT NULL,
  changed BIGINT NOT NULL
);
CREATE INDEX pending_request_team ON pending_request (team_id, status, changed);
