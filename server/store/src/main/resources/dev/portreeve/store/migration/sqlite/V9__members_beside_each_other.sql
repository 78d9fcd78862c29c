-- The members of a team lie beside each other, so that they are read at once and stored in one place.
-- Whoever removes a team removes its members: a look at the team for each member was half of what an
-- import cost.
CREATE TABLE member_of_team (
  team_id TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
INSERT INTO member_of_team SELECT team_id, id, document FROM member ORDER BY team_id, id;
DROP TABLE member;
ALTER TABLE member_of_team RENAME TO member;
