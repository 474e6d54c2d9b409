-- SPDX-License-Identifier: GPL-3.0-or-later
-- What changed since somebody looked. A program far away, with all the guests on its screen, reads a few of them again.

-- SQLite's name for the order that both keep lists in.
CREATE COLLATION "binary" FROM "C";

-- The transaction that wrote the row last. Rows from before this schema have none; they are read with all the rest.
ALTER TABLE guests ADD COLUMN changed_in bigint;
ALTER TABLE messages ADD COLUMN changed_in bigint;

CREATE FUNCTION note_change () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id ()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER guests_note_change BEFORE INSERT OR UPDATE ON guests FOR EACH ROW EXECUTE FUNCTION note_change ();
CREATE TRIGGER messages_note_change BEFORE INSERT OR UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION note_change ();

CREATE INDEX guests_by_change ON guests (event_id, changed_in) WHERE changed_in IS NOT NULL;
CREATE INDEX messages_by_change ON messages (event_id, changed_in) WHERE changed_in IS NOT NULL;
CREATE INDEX messages_held ON messages (event_id, held_at) WHERE state = 'held';
