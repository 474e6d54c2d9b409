-- SPDX-License-Identifier: GPL-3.0-or-later
-- A wedding may move to another database. What stays behind is a closed book: nothing is planned or sent from it, so
-- that no ledger is kept twice.

ALTER TABLE events ADD COLUMN moved_to TEXT;

-- The weddings that are arriving at this moment, inside one transaction: their ledger comes as it is, with its log.
CREATE TABLE arrivals (
  event_id TEXT PRIMARY KEY
) STRICT;

CREATE TRIGGER events_moved BEFORE UPDATE ON events
WHEN OLD.moved_to IS NOT NULL AND NEW.moved_to IS NOT NULL
BEGIN
  SELECT RAISE (ABORT, 'this wedding has moved');
END;

CREATE TRIGGER campaigns_moved BEFORE INSERT ON campaigns
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.event_id AND moved_to IS NOT NULL)
BEGIN
  SELECT RAISE (ABORT, 'this wedding has moved');
END;

CREATE TRIGGER messages_moved BEFORE UPDATE ON messages
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.event_id AND moved_to IS NOT NULL)
BEGIN
  SELECT RAISE (ABORT, 'this wedding has moved');
END;

DROP TRIGGER messages_insert;
CREATE TRIGGER messages_insert BEFORE INSERT ON messages
WHEN (NEW.state NOT IN ('planned', 'skipped')
      AND NOT EXISTS (SELECT 1 FROM arrivals WHERE event_id = NEW.event_id))
  OR NOT EXISTS (SELECT 1 FROM campaigns c JOIN events e ON e.id = c.event_id
                 WHERE c.id = NEW.campaign_id AND c.kind = NEW.kind AND c.purpose = NEW.purpose
                 AND c.event_id = NEW.event_id AND e.moved_to IS NULL)
BEGIN
  SELECT RAISE (ABORT, 'a message begins planned or skipped, as its campaign is');
END;

DROP TRIGGER messages_log_insert;
CREATE TRIGGER messages_log_insert AFTER INSERT ON messages
WHEN NOT EXISTS (SELECT 1 FROM arrivals WHERE event_id = NEW.event_id)
BEGIN
  INSERT INTO message_log (message_id, logged_at, state, source, detail)
  VALUES (NEW.id, CAST (unixepoch ('subsec') * 1000 AS INTEGER), NEW.state, NEW.state_source, NEW.skip_reason);
END;

DROP TRIGGER messages_log_update;
CREATE TRIGGER messages_log_update AFTER UPDATE OF state ON messages
WHEN OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM arrivals WHERE event_id = NEW.event_id)
BEGIN
  INSERT INTO message_log (message_id, logged_at, state, source, detail)
  VALUES (NEW.id, CAST (unixepoch ('subsec') * 1000 AS INTEGER), NEW.state, NEW.state_source,
          coalesce (NEW.skip_reason, NEW.error_detail));
END;
