-- What an identity provider says of users and groups of a team beside what the team itself says.
CREATE TABLE provisioned (
  team_id TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (team_id, kind, id)
);
