-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema, the same as SQLite's. Ids are random UUIDs, times are milliseconds since 1970 in UTC: the statements
-- of the store are written once for both. The schema and its owner, invy_owner, are there already; who may do what comes
-- with 0002-rights.sql.

CREATE TABLE meta (
  key text PRIMARY KEY,
  value text NOT NULL
);
INSERT INTO meta VALUES ('oldest_writer', '1');

CREATE TABLE events (
  id text PRIMARY KEY,
  title text,
  partner1_name text,
  partner2_name text,
  venue text,
  date text,
  event_time text,
  guest_link text,
  timezone text,
  country text,
  language text,
  template_name text,
  parameter_mapping text,
  practice_only integer NOT NULL DEFAULT 0,
  archived_at bigint,
  version bigint NOT NULL DEFAULT 1,
  deleted_at bigint
);

CREATE TABLE households (
  id text PRIMARY KEY,
  event_id text NOT NULL REFERENCES events (id),
  name text,
  version bigint NOT NULL DEFAULT 1,
  deleted_at bigint
);

CREATE TABLE guests (
  id text PRIMARY KEY,
  event_id text NOT NULL REFERENCES events (id),
  first_name text,
  last_name text,
  phone_number text,
  phone text, -- legacy: read when phone_number is empty, never written
  email text,
  language text,
  side text,
  group_name text,
  household_id text REFERENCES households (id),
  party_size integer NOT NULL DEFAULT 1,
  rsvp_status text NOT NULL DEFAULT 'none' CHECK (rsvp_status IN ('none', 'yes', 'no', 'maybe')),
  rsvp_count integer NOT NULL DEFAULT 0,
  rsvp_at bigint,
  meal text,
  notes text,
  bsuid text,
  rsvp_token text NOT NULL UNIQUE,
  merged_into text REFERENCES guests (id),
  version bigint NOT NULL DEFAULT 1,
  deleted_at bigint
);
CREATE INDEX guests_by_event ON guests (event_id);
CREATE INDEX guests_by_merged ON guests (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE guest_tags (
  guest_id text NOT NULL REFERENCES guests (id),
  tag text NOT NULL,
  PRIMARY KEY (guest_id, tag)
);

-- Outlives guests, imports and weddings.
CREATE TABLE opt_outs (
  id text PRIMARY KEY,
  phone_e164 text UNIQUE,
  bsuid text UNIQUE,
  source text NOT NULL,
  opted_out_at bigint NOT NULL,
  CHECK (phone_e164 IS NOT NULL OR bsuid IS NOT NULL)
);

CREATE TABLE templates (
  waba_id text NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  status text,
  category text,
  parameter_format text,
  components text,
  quality text,
  synced_at bigint,
  PRIMARY KEY (waba_id, name, language)
);

CREATE TABLE media (
  hash text NOT NULL,
  media_id text NOT NULL,
  phone_number_id text NOT NULL,
  uploaded_at bigint NOT NULL,
  PRIMARY KEY (hash, phone_number_id)
);

CREATE TABLE campaigns (
  id text PRIMARY KEY,
  event_id text NOT NULL REFERENCES events (id),
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'reminder', 'update', 'thanks')),
  kind text NOT NULL CHECK (kind IN ('real', 'practice', 'override', 'test')),
  template_name text,
  phone_number_id text,
  waba_id text,
  settings text,
  state text NOT NULL CHECK (state IN ('planned', 'running', 'paused', 'finished', 'cancelled')),
  stop_reason text,
  lease_owner text,
  lease_epoch bigint NOT NULL DEFAULT 0,
  lease_until bigint,
  created_by text,
  created_at bigint NOT NULL
);
CREATE INDEX campaigns_by_event ON campaigns (event_id);

CREATE TABLE messages (
  id text PRIMARY KEY,
  campaign_id text NOT NULL REFERENCES campaigns (id),
  event_id text NOT NULL,
  guest_id text NOT NULL, -- no reference: a removed guest leaves the ledger as it is
  guest_name text,
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'reminder', 'update', 'thanks')),
  round integer NOT NULL DEFAULT 1 CHECK (round >= 1),
  kind text NOT NULL CHECK (kind IN ('real', 'practice', 'override', 'test')),
  position integer NOT NULL,
  replaces text REFERENCES messages (id), -- the row that this one was made for
  phone_e164 text,
  template_name text,
  language text,
  parameters text,
  phone_number_id text,
  state text NOT NULL CHECK (state IN ('planned', 'posting', 'accepted', 'held', 'sent', 'delivered', 'read',
                                       'failed', 'unknown', 'skipped', 'cancelled', 'resent')),
  state_source text NOT NULL DEFAULT 'app' CHECK (state_source IN ('app', 'webhook', 'planner')),
  skip_reason text,
  error_code integer,
  error_detail text,
  fbtrace_id text,
  wamid text,
  attempt integer NOT NULL DEFAULT 0,
  next_attempt_at bigint,
  planned_at bigint,
  posting_at bigint,
  accepted_at bigint,
  held_at bigint,
  sent_at bigint,
  delivered_at bigint,
  read_at bigint,
  failed_at bigint,
  unknown_at bigint,
  skipped_at bigint,
  cancelled_at bigint,
  resent_at bigint
);

-- The first promise: one message of a purpose and round to a guest, whoever sends from wherever.
CREATE UNIQUE INDEX messages_once ON messages (guest_id, purpose, round)
  WHERE kind = 'real' AND state NOT IN ('failed', 'skipped', 'cancelled', 'resent');
CREATE UNIQUE INDEX messages_wamid ON messages (wamid) WHERE wamid IS NOT NULL;
CREATE UNIQUE INDEX messages_position ON messages (campaign_id, position);
CREATE INDEX messages_to_send ON messages (campaign_id, state, position);
CREATE INDEX messages_by_event ON messages (event_id, purpose, kind);
CREATE INDEX messages_by_posting ON messages (posting_at) WHERE posting_at IS NOT NULL;
CREATE INDEX messages_by_guest ON messages (guest_id);

CREATE TABLE message_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id text NOT NULL REFERENCES messages (id),
  logged_at bigint NOT NULL,
  state text NOT NULL,
  source text NOT NULL,
  detail text
);
CREATE INDEX message_log_by_message ON message_log (message_id);

-- The pace of a sending number, shared by everyone who sends from it.
CREATE TABLE senders (
  phone_number_id text PRIMARY KEY,
  next_send_at bigint NOT NULL,
  waiting_reason text,
  waiting_until bigint,
  interval_us bigint NOT NULL DEFAULT 0,
  recipient_limit integer -- how many people Meta lets the number's business write to in 24 hours
);

CREATE TABLE members (
  event_id text NOT NULL REFERENCES events (id),
  role text NOT NULL,
  access text NOT NULL CHECK (access IN ('owner', 'editor', 'viewer')),
  PRIMARY KEY (event_id, role)
);

-- What SQLSTATE IV001 stands for: a step that the records do not allow.
CREATE FUNCTION refuse (reason text) RETURNS void LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'IV001', MESSAGE = reason;
END $$;

-- A campaign keeps what it was planned with; a wedding for practice is never sent to in earnest.
CREATE FUNCTION campaigns_insert () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF NEW.kind <> 'practice' AND EXISTS (SELECT 1 FROM events WHERE id = NEW.event_id AND practice_only = 1) THEN
    PERFORM refuse ('practice only');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER campaigns_insert BEFORE INSERT ON campaigns FOR EACH ROW EXECUTE FUNCTION campaigns_insert ();

CREATE FUNCTION campaigns_update () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF (OLD.id, OLD.event_id, OLD.purpose, OLD.kind, OLD.phone_number_id, OLD.created_at) IS DISTINCT FROM
     (NEW.id, NEW.event_id, NEW.purpose, NEW.kind, NEW.phone_number_id, NEW.created_at)
     OR NEW.lease_epoch < OLD.lease_epoch THEN
    PERFORM refuse ('a campaign keeps what it was planned with');
  END IF;
  IF OLD.state = 'cancelled' AND NEW.state <> 'cancelled' THEN
    PERFORM refuse ('a cancelled campaign stays cancelled');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER campaigns_update BEFORE UPDATE ON campaigns FOR EACH ROW EXECUTE FUNCTION campaigns_update ();

CREATE FUNCTION never () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM refuse (TG_TABLE_NAME || ' is only added to');
  RETURN NULL;
END $$;
CREATE TRIGGER campaigns_keep BEFORE DELETE OR TRUNCATE ON campaigns EXECUTE FUNCTION never ();
CREATE TRIGGER messages_keep BEFORE DELETE OR TRUNCATE ON messages EXECUTE FUNCTION never ();
CREATE TRIGGER message_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON message_log EXECUTE FUNCTION never ();

CREATE FUNCTION messages_insert () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF NEW.state NOT IN ('planned', 'skipped')
     OR NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.id = NEW.campaign_id AND c.kind = NEW.kind
                    AND c.purpose = NEW.purpose AND c.event_id = NEW.event_id) THEN
    PERFORM refuse ('a message begins planned or skipped, as its campaign is');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER messages_insert BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION messages_insert ();

CREATE FUNCTION messages_update () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF (OLD.id, OLD.campaign_id, OLD.event_id, OLD.guest_id, OLD.purpose, OLD.round, OLD.kind, OLD.position,
      OLD.replaces, OLD.phone_number_id) IS DISTINCT FROM
     (NEW.id, NEW.campaign_id, NEW.event_id, NEW.guest_id, NEW.purpose, NEW.round, NEW.kind, NEW.position,
      NEW.replaces, NEW.phone_number_id)
     OR OLD.wamid IS NOT NULL AND OLD.wamid IS DISTINCT FROM NEW.wamid THEN
    PERFORM refuse ('a message keeps its guest, campaign and ids');
  END IF;
  -- What is sent may be rendered again only while the message waits.
  IF NOT (OLD.state = 'planned' AND NEW.state = 'planned')
     AND (OLD.phone_e164, OLD.parameters, OLD.template_name, OLD.language) IS DISTINCT FROM
         (NEW.phone_e164, NEW.parameters, NEW.template_name, NEW.language) THEN
    PERFORM refuse ('what was sent stays as it was');
  END IF;
  IF OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (
    'planned>posting', 'planned>skipped', 'planned>cancelled',
    'posting>planned', 'posting>accepted', 'posting>held', 'posting>sent', 'posting>delivered', 'posting>read',
    'posting>failed', 'posting>unknown',
    'accepted>sent', 'accepted>delivered', 'accepted>read', 'accepted>failed',
    'held>sent', 'held>delivered', 'held>read', 'held>failed', 'held>resent',
    'sent>delivered', 'sent>read', 'sent>failed',
    'delivered>read',
    'unknown>accepted', 'unknown>held', 'unknown>sent', 'unknown>delivered', 'unknown>read', 'unknown>failed',
    'unknown>resent') THEN
    PERFORM refuse ('the ledger allows no such step');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER messages_update BEFORE UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION messages_update ();

-- The log writes itself, so that no code can forget it.
CREATE FUNCTION messages_log () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' OR OLD.state <> NEW.state THEN
    INSERT INTO message_log (message_id, logged_at, state, source, detail)
    VALUES (NEW.id, (extract (epoch FROM clock_timestamp ()) * 1000)::bigint, NEW.state, NEW.state_source,
            coalesce (NEW.skip_reason, CASE TG_OP WHEN 'UPDATE' THEN NEW.error_detail END));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER messages_log AFTER INSERT OR UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION messages_log ();

-- That something changed, and nothing about it: who may not read it hears no more than that.
CREATE FUNCTION announce () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM pg_notify ('invy', '');
  RETURN NULL;
END $$;
CREATE TRIGGER events_announce AFTER INSERT OR UPDATE OR DELETE ON events EXECUTE FUNCTION announce ();
CREATE TRIGGER households_announce AFTER INSERT OR UPDATE OR DELETE ON households EXECUTE FUNCTION announce ();
CREATE TRIGGER guests_announce AFTER INSERT OR UPDATE OR DELETE ON guests EXECUTE FUNCTION announce ();
CREATE TRIGGER guest_tags_announce AFTER INSERT OR UPDATE OR DELETE ON guest_tags EXECUTE FUNCTION announce ();
CREATE TRIGGER campaigns_announce AFTER INSERT OR UPDATE OR DELETE ON campaigns EXECUTE FUNCTION announce ();
CREATE TRIGGER messages_announce AFTER INSERT OR UPDATE OR DELETE ON messages EXECUTE FUNCTION announce ();
CREATE TRIGGER templates_announce AFTER INSERT OR UPDATE OR DELETE ON templates EXECUTE FUNCTION announce ();
CREATE TRIGGER members_announce AFTER INSERT OR UPDATE OR DELETE ON members EXECUTE FUNCTION announce ();
