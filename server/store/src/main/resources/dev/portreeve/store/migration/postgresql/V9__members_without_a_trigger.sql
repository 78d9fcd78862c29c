-- Whoever removes a team removes its members: a look at the team for each member was half of what an
-- import cost.
ALTER TABLE member DROP CONSTRAINT member_team_id_fkey;
