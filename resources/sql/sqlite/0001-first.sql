-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. Ids are random UUIDs, times are milliseconds since 1970 in UTC.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO meta VALUES ('oldest_writer', '1');

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  title TEXT,
  partner1_name TEXT,
  partner2_name TEXT,
  venue TEXT,
  date TEXT,
  event_time TEXT,
  guest_link TEXT,
  timezone TEXT,
  country TEXT,
  language TEXT,
  template_name TEXT,
  parameter_mapping TEXT,
  practice_only INTEGER NOT NULL DEFAULT 0,
  archived_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

CREATE TABLE households (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  name TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

CREATE TABLE guests (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  first_name TEXT,
  last_name TEXT,
  phone_number TEXT,
  phone TEXT, -- legacy: read when phone_number is empty, never written
  email TEXT,
  language TEXT,
  side TEXT,
  group_name TEXT,
  household_id TEXT REFERENCES households (id),
  party_size INTEGER NOT NULL DEFAULT 1,
  rsvp_status TEXT NOT NULL DEFAULT 'none' CHECK (rsvp_status IN ('none', 'yes', 'no', 'maybe')),
  rsvp_count INTEGER NOT NULL DEFAULT 0,
  rsvp_at INTEGER,
  meal TEXT,
  notes TEXT,
  bsuid TEXT,
  rsvp_token TEXT NOT NULL UNIQUE,
  merged_into TEXT REFERENCES guests (id),
  version INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX guests_by_event ON guests (event_id);
CREATE INDEX guests_by_merged ON guests (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE guest_tags (
  guest_id TEXT NOT NULL REFERENCES guests (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (guest_id, tag)
) STRICT;

-- Outlives guests, imports and weddings.
CREATE TABLE opt_outs (
  id TEXT PRIMARY KEY,
  phone_e164 TEXT UNIQUE,
  bsuid TEXT UNIQUE,
  source TEXT NOT NULL,
  opted_out_at INTEGER NOT NULL,
  CHECK (phone_e164 IS NOT NULL OR bsuid IS NOT NULL)
) STRICT;

CREATE TABLE templates (
  waba_id TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  status TEXT,
  category TEXT,
  parameter_format TEXT,
  components TEXT,
  quality TEXT,
  synced_at INTEGER,
  PRIMARY KEY (waba_id, name, language)
) STRICT;

CREATE TABLE media (
  hash TEXT NOT NULL,
  media_id TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  PRIMARY KEY (hash, phone_number_id)
) STRICT;

CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reminder', 'update', 'thanks')),
  kind TEXT NOT NULL CHECK (kind IN ('real', 'practice', 'override', 'test')),
  template_name TEXT,
  phone_number_id TEXT,
  waba_id TEXT,
  settings TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'paused', 'finished', 'cancelled')),
  stop_reason TEXT,
  lease_owner TEXT,
  lease_epoch INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  created_by TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX campaigns_by_event ON campaigns (event_id);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  event_id TEXT NOT NULL,
  guest_id TEXT NOT NULL, -- no reference: a removed guest leaves the ledger as it is
  guest_name TEXT,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reminder', 'update', 'thanks')),
  round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('real', 'practice', 'override', 'test')),
  position INTEGER NOT NULL,
  replaces TEXT REFERENCES messages (id), -- the row that this one was made for
  phone_e164 TEXT,
  template_name TEXT,
  language TEXT,
  parameters TEXT,
  phone_number_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'posting', 'accepted', 'held', 'sent', 'delivered', 'read',
                                       'failed', 'unknown', 'skipped', 'cancelled', 'resent')),
  state_source TEXT NOT NULL DEFAULT 'app' CHECK (state_source IN ('app', 'webhook', 'planner')),
  skip_reason TEXT,
  error_code INTEGER,
  error_detail TEXT,
  fbtrace_id TEXT,
  wamid TEXT,
  attempt INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  planned_at INTEGER,
  posting_at INTEGER,
  accepted_at INTEGER,
  held_at INTEGER,
  sent_at INTEGER,
  delivered_at INTEGER,
  read_at INTEGER,
  failed_at INTEGER,
  unknown_at INTEGER,
  skipped_at INTEGER,
  cancelled_at INTEGER,
  resent_at INTEGER
) STRICT;

-- The first promise: one message of a purpose and round to a guest, whoever sends from wherever.
CREATE UNIQUE INDEX messages_once ON messages (guest_id, purpose, round)
  WHERE kind = 'real' AND state NOT IN ('failed', 'skipped', 'cancelled', 'resent');
CREATE UNIQUE INDEX messages_wamid ON messages (wamid) WHERE wamid IS NOT NULL;
CREATE UNIQUE INDEX messages_position ON messages (campaign_id, position);
CREATE INDEX messages_to_send ON messages (campaign_id, state, position);
CREATE INDEX messages_by_event ON messages (event_id, purpose, kind);
CREATE INDEX messages_by_guest ON messages (guest_id);

CREATE TABLE message_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL REFERENCES messages (id),
  logged_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX message_log_by_message ON message_log (message_id);

-- The pace of a sending number, shared by everyone who sends from it.
CREATE TABLE senders (
  phone_number_id TEXT PRIMARY KEY,
  next_send_at INTEGER NOT NULL,
  waiting_reason TEXT
) STRICT;

CREATE TABLE members (
  event_id TEXT NOT NULL REFERENCES events (id),
  role TEXT NOT NULL,
  access TEXT NOT NULL CHECK (access IN ('owner', 'editor', 'viewer')),
  PRIMARY KEY (event_id, role)
) STRICT;

-- A campaign keeps what it was planned with; a wedding for practice is never sent to in earnest.
CREATE TRIGGER campaigns_insert BEFORE INSERT ON campaigns
WHEN NEW.kind NOT IN ('practice') AND EXISTS (SELECT 1 FROM events WHERE id = NEW.event_id AND practice_only = 1)
BEGIN
  SELECT RAISE (ABORT, 'practice only');
END;

CREATE TRIGGER campaigns_frozen BEFORE UPDATE ON campaigns
WHEN OLD.id IS NOT NEW.id OR OLD.event_id IS NOT NEW.event_id OR OLD.purpose IS NOT NEW.purpose
  OR OLD.kind IS NOT NEW.kind OR OLD.phone_number_id IS NOT NEW.phone_number_id
  OR OLD.created_at IS NOT NEW.created_at OR NEW.lease_epoch < OLD.lease_epoch
BEGIN
  SELECT RAISE (ABORT, 'a campaign keeps what it was planned with');
END;

CREATE TRIGGER campaigns_states BEFORE UPDATE OF state ON campaigns
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
BEGIN
  SELECT RAISE (ABORT, 'a cancelled campaign stays cancelled');
END;

CREATE TRIGGER campaigns_keep BEFORE DELETE ON campaigns
BEGIN
  SELECT RAISE (ABORT, 'campaigns are never deleted');
END;

CREATE TRIGGER messages_insert BEFORE INSERT ON messages
WHEN NEW.state NOT IN ('planned', 'skipped')
  OR NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.id = NEW.campaign_id AND c.kind = NEW.kind
                 AND c.purpose = NEW.purpose AND c.event_id = NEW.event_id)
BEGIN
  SELECT RAISE (ABORT, 'a message begins planned or skipped, as its campaign is');
END;

CREATE TRIGGER messages_identity BEFORE UPDATE ON messages
WHEN OLD.id IS NOT NEW.id OR OLD.campaign_id IS NOT NEW.campaign_id OR OLD.event_id IS NOT NEW.event_id
  OR OLD.guest_id IS NOT NEW.guest_id OR OLD.purpose IS NOT NEW.purpose OR OLD.round IS NOT NEW.round
  OR OLD.kind IS NOT NEW.kind OR OLD.position IS NOT NEW.position OR OLD.replaces IS NOT NEW.replaces
  OR OLD.phone_number_id IS NOT NEW.phone_number_id
  OR (OLD.wamid IS NOT NULL AND OLD.wamid IS NOT NEW.wamid)
BEGIN
  SELECT RAISE (ABORT, 'a message keeps its guest, campaign and ids');
END;

-- What is sent may be rendered again only while the message waits.
CREATE TRIGGER messages_frozen BEFORE UPDATE ON messages
WHEN NOT (OLD.state = 'planned' AND NEW.state = 'planned')
  AND (OLD.phone_e164 IS NOT NEW.phone_e164 OR OLD.parameters IS NOT NEW.parameters
       OR OLD.template_name IS NOT NEW.template_name OR OLD.language IS NOT NEW.language)
BEGIN
  SELECT RAISE (ABORT, 'what was sent stays as it was');
END;

CREATE TRIGGER messages_transitions BEFORE UPDATE OF state ON messages
WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (
  'planned>posting', 'planned>skipped', 'planned>cancelled',
  'posting>planned', 'posting>accepted', 'posting>held', 'posting>sent', 'posting>delivered', 'posting>read',
  'posting>failed', 'posting>unknown',
  'accepted>sent', 'accepted>delivered', 'accepted>read', 'accepted>failed',
  'held>sent', 'held>delivered', 'held>read', 'held>failed', 'held>resent',
  'sent>delivered', 'sent>read', 'sent>failed',
  'delivered>read',
  'unknown>accepted', 'unknown>held', 'unknown>sent', 'unknown>delivered', 'unknown>read', 'unknown>failed',
  'unknown>resent')
BEGIN
  SELECT RAISE (ABORT, 'the ledger allows no such step');
END;

CREATE TRIGGER messages_keep BEFORE DELETE ON messages
BEGIN
  SELECT RAISE (ABORT, 'messages are never deleted');
END;

-- The log writes itself, so that no code can forget it.
CREATE TRIGGER messages_log_insert AFTER INSERT ON messages
BEGIN
  INSERT INTO message_log (message_id, logged_at, state, source, detail)
  VALUES (NEW.id, CAST (unixepoch ('subsec') * 1000 AS INTEGER), NEW.state, NEW.state_source, NEW.skip_reason);
END;

CREATE TRIGGER messages_log_update AFTER UPDATE OF state ON messages
WHEN OLD.state <> NEW.state
BEGIN
  INSERT INTO message_log (message_id, logged_at, state, source, detail)
  VALUES (NEW.id, CAST (unixepoch ('subsec') * 1000 AS INTEGER), NEW.state, NEW.state_source,
          coalesce (NEW.skip_reason, NEW.error_detail));
END;

CREATE TRIGGER message_log_no_update BEFORE UPDATE ON message_log
BEGIN
  SELECT RAISE (ABORT, 'the log is only added to');
END;

CREATE TRIGGER message_log_no_delete BEFORE DELETE ON message_log
BEGIN
  SELECT RAISE (ABORT, 'the log is only added to');
END;
