-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may what. Each person has a role of the server's; the members of a wedding are its owners, editors and viewers.
-- The database itself keeps everybody else out, whatever program they use: what stands here is all there is to it.
--
-- Everything belongs to invy_owner, who cannot log in. Row-level security binds that role, too, so that nobody who
-- belongs to it sees a wedding by accident: only the functions below that run as invy_owner itself see everything, and
-- each of them looks at who calls it.

UPDATE meta SET value = '3' WHERE key = 'oldest_writer';

REVOKE ALL ON ALL TABLES IN SCHEMA invy FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA invy FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA invy TO PUBLIC;

-- === Who asks ===

-- The role that somebody logged in as, or chose by SET ROLE, inside the functions of invy_owner, too. Its body is
-- understood when it is made: no search path of a caller's can put something else in its place.
CREATE FUNCTION person () RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE current_setting ('role') WHEN 'none' THEN session_user::text ELSE current_setting ('role') END;

CREATE INDEX members_by_role ON members (role);

-- The weddings of the person who asks.
CREATE FUNCTION readable () RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = invy, pg_temp
BEGIN ATOMIC
  SELECT event_id FROM members WHERE role = person ();
END;

CREATE FUNCTION editable () RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = invy, pg_temp
BEGIN ATOMIC
  SELECT event_id FROM members WHERE role = person () AND access IN ('owner', 'editor');
END;

CREATE FUNCTION owned () RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = invy, pg_temp
BEGIN ATOMIC
  SELECT event_id FROM members WHERE role = person () AND access = 'owner';
END;

GRANT EXECUTE ON FUNCTION person (), readable (), editable (), owned (), refuse (text) TO PUBLIC;

-- What SQLSTATE 42501 stands for, said by a function of ours.
CREATE FUNCTION forbid () RETURNS void LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not a member with this right';
END $$;
GRANT EXECUTE ON FUNCTION forbid () TO PUBLIC;

-- === What belongs to an account and not to a wedding ===

-- What a person last read from an account or uploaded to it is that person's own: nobody can foist a template on
-- somebody else.
ALTER TABLE templates ADD COLUMN saved_by text NOT NULL DEFAULT person ();
ALTER TABLE templates DROP CONSTRAINT templates_pkey;
ALTER TABLE templates ADD PRIMARY KEY (saved_by, waba_id, name, language);
ALTER TABLE media ADD COLUMN saved_by text NOT NULL DEFAULT person ();
ALTER TABLE media DROP CONSTRAINT media_pkey;
ALTER TABLE media ADD PRIMARY KEY (saved_by, hash, phone_number_id);

-- So is what the account said of a number's limit. The pace alone is everybody's.
ALTER TABLE senders DROP COLUMN recipient_limit;
CREATE TABLE recipient_limits (
  saved_by text NOT NULL DEFAULT person (),
  phone_number_id text NOT NULL,
  recipient_limit integer NOT NULL,
  PRIMARY KEY (saved_by, phone_number_id)
);

-- === The rows of one wedding stay together ===

ALTER TABLE households ADD UNIQUE (id, event_id);
ALTER TABLE guests ADD UNIQUE (id, event_id);
ALTER TABLE guests DROP CONSTRAINT guests_household_id_fkey;
ALTER TABLE guests ADD FOREIGN KEY (household_id, event_id) REFERENCES households (id, event_id);
ALTER TABLE guests DROP CONSTRAINT guests_merged_into_fkey;
ALTER TABLE guests ADD FOREIGN KEY (merged_into, event_id) REFERENCES guests (id, event_id);

-- A message to a guest of somebody else's wedding would keep that guest from being invited.
CREATE FUNCTION messages_belong () RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM guests WHERE id = NEW.guest_id AND event_id <> NEW.event_id)
     OR (NEW.replaces IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM messages WHERE id = NEW.replaces AND campaign_id = NEW.campaign_id)) THEN
    PERFORM refuse ('a message goes to a guest of its wedding');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER messages_belong BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION messages_belong ();

-- But for a wedding that arrives with its log, only this writes it.
ALTER FUNCTION messages_log () SECURITY DEFINER;

-- A wedding arrives for its owner, or where there is none of that id.
CREATE FUNCTION may_arrive (event text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = invy, pg_temp
BEGIN ATOMIC
  SELECT event IN (SELECT owned ()) OR NOT EXISTS (SELECT 1 FROM events WHERE id = event);
END;
GRANT EXECUTE ON FUNCTION may_arrive (text), is_arriving (text), has_moved (text), refuse_moved () TO PUBLIC;

-- === Members ===

-- Whoever makes a wedding is its first member.
CREATE FUNCTION events_first_member () RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  INSERT INTO members (event_id, role, access) VALUES (NEW.id, person (), 'owner');
  RETURN NULL;
END $$;
CREATE TRIGGER events_first_member AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_first_member ();

-- To remove a wedding or to bring it back, and to move it to another database, is for its owners.
CREATE FUNCTION events_remove () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  IF (NEW.deleted_at, NEW.moved_to) IS DISTINCT FROM (OLD.deleted_at, OLD.moved_to)
     AND row_security_active ('invy.events')
     AND OLD.id NOT IN (SELECT owned ()) THEN
    PERFORM forbid ();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER events_remove BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_remove ();

-- IV003: somebody has to be the owner. IV004: no such role. IV005: no such wedding, as far as the caller may know.
CREATE FUNCTION members_begin (event text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM 1 FROM members WHERE event_id = event FOR UPDATE;
  IF event NOT IN (SELECT readable ()) THEN
    RAISE EXCEPTION USING ERRCODE = 'IV005', MESSAGE = 'no such wedding';
  END IF;
END $$;

CREATE FUNCTION members_end (event text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members WHERE event_id = event AND access = 'owner') THEN
    RAISE EXCEPTION USING ERRCODE = 'IV003', MESSAGE = 'a wedding has an owner';
  END IF;
END $$;

-- Gives a role access, or another one than it had.
CREATE FUNCTION member_add (event text, member text, new_access text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM members_begin (event);
  IF event NOT IN (SELECT owned ()) THEN
    PERFORM forbid ();
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = member AND rolname <> 'invy_owner'
                 AND NOT starts_with (rolname, 'pg_')) THEN
    RAISE EXCEPTION USING ERRCODE = 'IV004', MESSAGE = 'no such role';
  END IF;
  INSERT INTO members (event_id, role, access) VALUES (event, member, new_access)
    ON CONFLICT (event_id, role) DO UPDATE SET access = excluded.access;
  PERFORM members_end (event);
END $$;

-- An owner removes anybody; anybody may leave.
CREATE FUNCTION member_remove (event text, member text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM members_begin (event);
  IF member <> person () AND event NOT IN (SELECT owned ()) THEN
    PERFORM forbid ();
  END IF;
  DELETE FROM members WHERE event_id = event AND role = member;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'IV004', MESSAGE = 'no such member';
  END IF;
  PERFORM members_end (event);
END $$;

GRANT EXECUTE ON FUNCTION member_add (text, text, text), member_remove (text, text) TO PUBLIC;

-- === Pace and limit, which hold for a number whoever sends from it ===

CREATE FUNCTION now_ms () RETURNS bigint LANGUAGE sql VOLATILE
  RETURN (extract (epoch FROM clock_timestamp ()) * 1000)::bigint;

-- Only who sends a campaign from a number has a say in its pace.
CREATE FUNCTION sender_check (number text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = invy, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM campaigns WHERE coalesce (phone_number_id, 'practice') = number
                 AND event_id IN (SELECT editable ())) THEN
    PERFORM forbid ();
  END IF;
END $$;

-- Keeps the next moments of a number, counted from now by the server's clock.
CREATE FUNCTION sender_reserve (number text, n_messages bigint, new_interval_us bigint) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM sender_check (number);
  IF n_messages NOT BETWEEN 1 AND 1000 OR new_interval_us NOT BETWEEN 0 AND 3600000000 THEN
    PERFORM refuse ('no such pace');
  END IF;
  INSERT INTO senders (phone_number_id, next_send_at, interval_us)
    VALUES (number, now_ms () + (n_messages * new_interval_us + 999) / 1000, new_interval_us)
    ON CONFLICT (phone_number_id) DO UPDATE SET next_send_at = excluded.next_send_at,
      interval_us = excluded.interval_us;
END $$;

-- Nothing is sent from a number for a while, an hour at most. A shorter wait does not end a longer one.
CREATE FUNCTION sender_hold (number text, wait_ms bigint, reason text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = invy, pg_temp AS $$
DECLARE
  now_at bigint := now_ms ();
  longest_ms bigint := 60 * 60 * 1000;
BEGIN
  PERFORM sender_check (number);
  INSERT INTO senders (phone_number_id, next_send_at, waiting_until, waiting_reason)
    VALUES (number, now_at, now_at + least (greatest (wait_ms, 0), longest_ms), reason)
    ON CONFLICT (phone_number_id) DO UPDATE SET waiting_until = excluded.waiting_until,
      waiting_reason = excluded.waiting_reason
    WHERE coalesce (senders.waiting_until, 0) < excluded.waiting_until
       OR senders.waiting_until > now_at + longest_ms;
END $$;

-- How many people an account wrote to since then, in anybody's wedding: how many, and when, but not who.
CREATE FUNCTION count_recipients (since bigint, account text, OUT n bigint, OUT oldest_at bigint, OUT newest_at bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = invy, pg_temp
BEGIN ATOMIC
  SELECT count (*), min (last_at), max (last_at) FROM (
    SELECT phone_e164, max (posting_at) AS last_at FROM messages
    WHERE posting_at > since AND kind <> 'practice' AND state NOT IN ('planned', 'failed', 'skipped', 'cancelled')
      AND campaign_id IN (SELECT id FROM campaigns WHERE coalesce (waba_id, '') = coalesce (account, ''))
      AND EXISTS (SELECT editable ())
    GROUP BY phone_e164) AS recipients;
END;

GRANT EXECUTE ON FUNCTION sender_reserve (text, bigint, bigint), sender_hold (text, bigint, text),
  count_recipients (bigint, text) TO PUBLIC;

-- === Verbs and columns ===

-- A verb or a column that is not named here is nobody's. What the triggers keep as it was is named for those weddings
-- that arrive from another database where they were before.
GRANT SELECT ON ALL TABLES IN SCHEMA invy TO PUBLIC;
GRANT INSERT ON events, households, guests, guest_tags, campaigns, messages, templates, media, recipient_limits,
  opt_outs, arrivals TO PUBLIC;
GRANT INSERT (message_id, logged_at, state, source, detail) ON message_log TO PUBLIC;
GRANT DELETE ON guest_tags, templates, arrivals TO PUBLIC;
GRANT UPDATE (title, partner1_name, partner2_name, venue, date, event_time, guest_link, timezone, country, language,
              template_name, parameter_mapping, practice_only, archived_at, moved_to, version, deleted_at)
  ON events TO PUBLIC;
GRANT UPDATE (event_id, name, version, deleted_at) ON households TO PUBLIC;
GRANT UPDATE (event_id, first_name, last_name, phone_number, phone, email, language, side, group_name, household_id,
              party_size, rsvp_status, rsvp_count, rsvp_at, meal, notes, bsuid, rsvp_token, merged_into, version,
              deleted_at) ON guests TO PUBLIC;
GRANT UPDATE (event_id, purpose, kind, template_name, phone_number_id, waba_id, settings, state, stop_reason,
              lease_owner, lease_epoch, lease_until, created_by, created_at) ON campaigns TO PUBLIC;
GRANT UPDATE (campaign_id, event_id, guest_id, guest_name, purpose, round, kind, position, replaces, phone_e164,
              template_name, language, parameters, phone_number_id, state, state_source, skip_reason, error_code,
              error_detail, fbtrace_id, wamid, attempt, next_attempt_at, planned_at, posting_at, accepted_at, held_at,
              sent_at, delivered_at, read_at, failed_at, unknown_at, skipped_at, cancelled_at, resent_at)
  ON messages TO PUBLIC;
GRANT UPDATE (status, category, parameter_format, components, quality, synced_at) ON templates TO PUBLIC;
GRANT UPDATE (media_id, uploaded_at) ON media TO PUBLIC;
GRANT UPDATE (recipient_limit) ON recipient_limits TO PUBLIC;

-- A guest and a household stay in their wedding, whoever may edit both.
CREATE FUNCTION keep_event () RETURNS trigger LANGUAGE plpgsql SET search_path = invy, pg_temp AS $$
BEGIN
  PERFORM refuse ('a row keeps its wedding');
  RETURN NULL;
END $$;
CREATE TRIGGER guests_keep_event BEFORE UPDATE ON guests FOR EACH ROW
  WHEN (NEW.event_id <> OLD.event_id) EXECUTE FUNCTION keep_event ();
CREATE TRIGGER households_keep_event BEFORE UPDATE ON households FOR EACH ROW
  WHEN (NEW.event_id <> OLD.event_id) EXECUTE FUNCTION keep_event ();

-- === Rows ===

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'invy'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format ('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format ('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- The functions and the migrations, not those who belong to the role.
    EXECUTE format ('CREATE POLICY house ON %I TO invy_owner USING (current_user = ''invy_owner'')', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['households', 'guests', 'campaigns', 'messages'] LOOP
    EXECUTE format ('CREATE POLICY read ON %I FOR SELECT USING (event_id IN (SELECT readable ()))', name);
    EXECUTE format ('CREATE POLICY add ON %I FOR INSERT WITH CHECK (event_id IN (SELECT editable ()))', name);
    EXECUTE format ('CREATE POLICY change ON %I FOR UPDATE USING (event_id IN (SELECT editable ()))', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['templates', 'media', 'recipient_limits'] LOOP
    EXECUTE format ('CREATE POLICY own ON %I USING (saved_by = person ())', name);
  END LOOP;
END $$;

CREATE POLICY read ON meta FOR SELECT USING (true);

-- readable () reads this table: without the first branch it would ask itself.
CREATE POLICY read ON members FOR SELECT USING (
  CASE WHEN current_user = 'invy_owner' THEN true
       ELSE role = person () OR event_id IN (SELECT readable ()) END);

-- One that arrives is looked for before it has its first member.
CREATE POLICY read ON events FOR SELECT USING (
  id IN (SELECT readable ()) OR id IN (SELECT event_id FROM arrivals));
CREATE POLICY add ON events FOR INSERT WITH CHECK (true);
CREATE POLICY change ON events FOR UPDATE USING (id IN (SELECT editable ()));

CREATE POLICY read ON guest_tags FOR SELECT USING (
  EXISTS (SELECT 1 FROM guests g WHERE g.id = guest_id));
CREATE POLICY add ON guest_tags FOR INSERT WITH CHECK (
  EXISTS (SELECT 1 FROM guests g WHERE g.id = guest_id AND g.event_id IN (SELECT editable ())));
CREATE POLICY remove ON guest_tags FOR DELETE USING (
  EXISTS (SELECT 1 FROM guests g WHERE g.id = guest_id AND g.event_id IN (SELECT editable ())));

CREATE POLICY read ON message_log FOR SELECT USING (
  EXISTS (SELECT 1 FROM messages m WHERE m.id = message_id));

CREATE POLICY arrive ON message_log FOR INSERT WITH CHECK (
  EXISTS (SELECT 1 FROM messages m JOIN arrivals a ON a.event_id = m.event_id WHERE m.id = message_id));

CREATE POLICY arrive ON arrivals USING (may_arrive (event_id));

CREATE POLICY read ON senders FOR SELECT USING (
  EXISTS (SELECT 1 FROM campaigns c WHERE coalesce (c.phone_number_id, 'practice') = senders.phone_number_id));

-- Somebody else's guest who opted out is known only to whoever has a guest or a message with that number, too. Numbers
-- are kept as they were typed: their last digits find all that may be meant, and the program looks closer.
CREATE FUNCTION last_digits (number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN right (regexp_replace (translate (number, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'), '[^0-9]', '',
                                'g'), 7);
GRANT EXECUTE ON FUNCTION last_digits (text) TO PUBLIC;
CREATE POLICY read ON opt_outs FOR SELECT USING (
  phone_e164 IN (SELECT m.phone_e164 FROM messages m)
  OR last_digits (phone_e164) IN (SELECT last_digits (coalesce (g.phone_number, g.phone)) FROM guests g)
  OR bsuid IN (SELECT g.bsuid FROM guests g));
-- Whoever plans may add somebody; nobody takes anybody away.
CREATE POLICY add ON opt_outs FOR INSERT WITH CHECK (EXISTS (SELECT editable ()));
