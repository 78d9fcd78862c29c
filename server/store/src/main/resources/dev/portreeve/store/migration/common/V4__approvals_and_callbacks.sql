-- A request that nobody decides ends; one that is approved is good until then, by the approval's id.
ALTER TABLE pending_request ADD COLUMN until_second BIGINT NOT NULL DEFAULT 253402300799;
ALTER TABLE pending_request ADD COLUMN approval_id TEXT NOT NULL DEFAULT '';
CREATE INDEX pending_request_until ON pending_request (status, until_second);
CREATE INDEX pending_request_approval ON pending_request (approval_id);

-- What is to be told to those who asked for it, until they have taken it.
CREATE TABLE callback (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES pending_request (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_second BIGINT NOT NULL
);
CREATE INDEX callback_due ON callback (due_second);
