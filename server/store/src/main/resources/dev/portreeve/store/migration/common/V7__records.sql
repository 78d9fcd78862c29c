-- What the store knows of a subject or resource of a team, as a JSON object of facts.
CREATE TABLE record (
  team_id TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (team_id, type, id)
);
