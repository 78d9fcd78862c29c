-- Where records are found by what they say: their strings that are no longer than a record's id.
CREATE TABLE record_member (
  team_id TEXT NOT NULL,
  type TEXT NOT NULL,
  member TEXT NOT NULL,
  value TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (team_id, type, member, value, id),
  FOREIGN KEY (team_id, type, id) REFERENCES record (team_id, type, id) ON DELETE CASCADE
);
CREATE INDEX record_member_of ON record_member (team_id, type, id);
INSERT INTO record_member
  SELECT r.team_id, r.type, m.key, m.value, r.id FROM record r, json_each(r.document) m
  WHERE m.type = 'text' AND length(m.value) <= 256;
