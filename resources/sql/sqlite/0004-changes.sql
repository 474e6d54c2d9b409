-- SPDX-License-Identifier: GPL-3.0-or-later
-- What changed since somebody looked: of a hundred thousand guests on the screen, a few are read again.

CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  guest_id TEXT NOT NULL
) STRICT;

-- Who did not look for so long reads everything.
CREATE TRIGGER changes_forget AFTER INSERT ON changes WHEN NEW.number % 1000 = 0
BEGIN
  DELETE FROM changes WHERE number <= NEW.number - 10000;
END;

-- New guests are known by their row ids, which rise, as guests are never deleted: a trigger would make an import four
-- times as slow.
CREATE TRIGGER guests_change AFTER UPDATE ON guests
BEGIN
  INSERT INTO changes (event_id, guest_id) VALUES (NEW.event_id, NEW.id);
END;

CREATE TRIGGER messages_change_insert AFTER INSERT ON messages
BEGIN
  INSERT INTO changes (event_id, guest_id) VALUES (NEW.event_id, NEW.guest_id);
END;

CREATE TRIGGER messages_change_update AFTER UPDATE ON messages
BEGIN
  INSERT INTO changes (event_id, guest_id) VALUES (NEW.event_id, NEW.guest_id);
END;

CREATE INDEX messages_held ON messages (event_id, held_at) WHERE state = 'held';
