-- SPDX-License-Identifier: GPL-3.0-or-later
-- A wedding may move to another database. What stays behind is a closed book: nothing is planned or sent from it, so
-- that no ledger is kept twice.

ALTER TABLE events ADD COLUMN moved_to text;

-- The weddings that are arriving at this moment: their ledger comes as it is, with its log. None is left when the
-- transaction ends, so that nobody can write into a ledger by the way of it.
CREATE TABLE arrivals (
  event_id text PRIMARY KEY
);

CREATE FUNCTION is_arriving (event text) RETURNS boolean LANGUAGE sql STABLE SET search_path = invy, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM arrivals WHERE event_id = event)
$$;

CREATE FUNCTION has_moved (event text) RETURNS boolean LANGUAGE sql STABLE SET search_path = invy, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM events WHERE id = event AND moved_to IS NOT NULL)
$$;

CREATE FUNCTION arrivals_end () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF is_arriving (NEW.event_id) THEN
    PERFORM refuse ('an arrival ends with its transaction');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER arrivals_end AFTER INSERT OR UPDATE ON arrivals DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION arrivals_end ();

-- What SQLSTATE IV002 stands for.
CREATE FUNCTION refuse_moved () RETURNS void LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'IV002', MESSAGE = 'this wedding has moved';
END $$;

CREATE FUNCTION events_moved () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF OLD.moved_to IS NOT NULL AND NEW.moved_to IS NOT NULL THEN
    PERFORM refuse_moved ();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER events_moved BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_moved ();

CREATE FUNCTION ledger_moved () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF has_moved (NEW.event_id) THEN
    PERFORM refuse_moved ();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER campaigns_moved BEFORE INSERT ON campaigns FOR EACH ROW EXECUTE FUNCTION ledger_moved ();
CREATE TRIGGER messages_moved BEFORE INSERT OR UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION ledger_moved ();

CREATE OR REPLACE FUNCTION messages_insert () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF NEW.state NOT IN ('planned', 'skipped') AND NOT is_arriving (NEW.event_id)
     OR NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.id = NEW.campaign_id AND c.kind = NEW.kind
                    AND c.purpose = NEW.purpose AND c.event_id = NEW.event_id) THEN
    PERFORM refuse ('a message begins planned or skipped, as its campaign is');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION messages_log () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR OLD.state <> NEW.state) AND NOT is_arriving (NEW.event_id) THEN
    INSERT INTO message_log (message_id, logged_at, state, source, detail)
    VALUES (NEW.id, (extract (epoch FROM clock_timestamp ()) * 1000)::bigint, NEW.state, NEW.state_source,
            coalesce (NEW.skip_reason, CASE TG_OP WHEN 'UPDATE' THEN NEW.error_detail END));
  END IF;
  RETURN NULL;
END $$;
