# SPDX-License-Identifier: GPL-3.0-or-later
"""What the database itself keeps people from, whatever program they use: every table, every verb and every function
that runs with the owner's rights, tried by raw SQL. Runs with a server.

The tables and functions are those that the database lists, so that a new one cannot be forgotten.
"""

import json

from office import Office
from outside import PHONE_NUMBER_ID, equal, run, test, wait_until

# Eli looks at the wedding; Dana plans another one; the stranger has none.
VIEWER, ELSEWHERE, STRANGER = "eli", "dana", "stranger"
ATTACKERS = (VIEWER, ELSEWHERE, STRANGER)
PEOPLE = ("planner", *ATTACKERS)

# There is a row in it only inside a transaction.
ALWAYS_EMPTY = {"arrivals"}
# What a person saved is that person's own.
OWN = {"templates", "media", "recipient_limits"}
# What everybody may read.
PUBLIC = {"meta"}

SECRETS = ("Gilgamesh", "0547654321", "rsvp.example/secret")


def quote(text):
    return "'" + text.replace("'", "''") + "'"


class Wedding:
    """The planner's, with something in every table, and what the administrator sees of it."""

    def __init__(self, place, name):
        self.office = office = Office(place, name, *PEOPLE)
        place.start_emulator()
        self.event, self.guest = self.plan("planner", "Gilgamesh", "0547654321", "https://rsvp.example/secret")
        office.ask("planner", "member", "add", self.event, VIEWER, "viewer")
        self.campaign = office.ask("planner", "campaign", "list", self.event)[0]["campaign_id"]
        self.message = office.ask("planner", "message", "list", self.campaign)[0]["id"]
        office.sql("INSERT INTO invy.opt_outs VALUES ('o1', '+972547654321', NULL, 'guest', 1)")
        office.sql("INSERT INTO invy.templates (waba_id, name, language) VALUES ('w1', 't1', 'he');"
                   "INSERT INTO invy.media VALUES ('h1', 'm1', 'p1', 1);"
                   f"INSERT INTO invy.recipient_limits (phone_number_id, recipient_limit) VALUES ('{PHONE_NUMBER_ID}', 250)",
                   "planner")
        self.tables = office.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'invy'"
                                 " ORDER BY 1").splitlines()
        self.before = self.look()
        for table in self.tables:
            if table not in ALWAYS_EMPTY and not self.before[table]:
                raise AssertionError(f"there is nothing in {table} that could be stolen")

        self.plan(ELSEWHERE, "Ann", "0541111111", "https://rsvp.example/ann")
        # The pace of the number that both send from is everybody's.
        self.before["senders"] = self.look()["senders"]
        self.own = {table: self.count(table) - len(self.before[table]) for table in self.tables}

    def plan(self, person, guest, phone, link):
        """A wedding with one guest, who is invited."""
        ask = self.office.ask
        event = ask(person, "event", "add", "--partner1", "A", "--partner2", "B", "--venue", "V", "--country", "IL",
                    "--date", "2027-02-25", "--time", "19:30", "--link", link)["event_id"]
        guest_id = ask(person, "guest", "add", event, "--first-name", guest, "--phone", phone, "--household", "Family",
                       "--tags", "table 1")["guest_id"]
        ask(person, "invite", event, "--all", "--interval-ms", "0")
        return event, guest_id

    def count(self, table):
        return int(self.office.sql(f"SELECT count(*) FROM invy.{table}"))

    def look(self):
        """Every row with the transaction that wrote it: to write the same once more is seen, too."""
        return {table: {line for line in self.office.sql(
                    f"SELECT xmin || ' ' || to_jsonb (t)::text FROM invy.{table} t").splitlines()}
                for table in self.tables}

    def check_untouched(self, what):
        """The planner's rows are as they were, and nobody added one to them."""
        for table, now in self.look().items():
            if not self.before[table] <= now:
                raise AssertionError(f"{what}: {table} is not what it was: {self.before[table] - now}")
            for line in now - self.before[table]:
                for word in (self.event, self.guest, self.campaign, self.message):
                    if f'"{word}"' in line and not self.is_old(table, line):
                        raise AssertionError(f"{what}: {table} has more than before: {line}")

    def is_old(self, table, line):
        return line.split(" ", 1)[1] in {old.split(" ", 1)[1] for old in self.before[table]}

    def columns(self, table):
        return self.office.sql("SELECT column_name FROM information_schema.columns WHERE table_schema = 'invy'"
                               f" AND table_name = '{table}' ORDER BY ordinal_position").splitlines()


def visible(wedding, person, table):
    return {line for line in wedding.office.sql(
        f"SELECT xmin || ' ' || to_jsonb (t)::text FROM invy.{table} t", person).splitlines()}


@test
def nobody_reads_what_is_not_theirs(place):
    wedding = Wedding(place, "reading")
    for table in wedding.tables:
        seen = {person: visible(wedding, person, table) for person in PEOPLE}
        theirs = wedding.before[table]
        equal(seen["planner"] >= theirs, True, table)
        if table in PUBLIC:
            continue
        equal(seen[STRANGER], set(), table)
        if table != "senders":
            equal(seen[ELSEWHERE] & theirs, set(), table)
        equal(seen[VIEWER], set() if table in OWN else theirs, table)
    for table in wedding.tables:
        for person in ATTACKERS:
            done = wedding.office.psql(person, f"SELECT * FROM invy.{table} FOR UPDATE")
            lines = len(done.stdout.splitlines())
            equal(lines <= (wedding.own[table] if person == ELSEWHERE else 0), True, f"{person} locks {table}")


def copies(wedding, table):
    """Statements that add a row like each of the planner's, and that write over it."""
    columns = wedding.columns(table)
    names = ", ".join(columns)
    for line in sorted(wedding.before[table]):
        row = json.loads(line.split(" ", 1)[1])
        yield (f"INSERT INTO invy.{table} SELECT (jsonb_populate_record (NULL::invy.{table},"
               f" {quote(json.dumps(row))}::jsonb)).*")
        for column in columns:
            yield f"INSERT INTO invy.{table} ({column}) VALUES ({quote(str(row[column]))})"
            yield (f"INSERT INTO invy.{table} SELECT (jsonb_populate_record (NULL::invy.{table},"
                   f" {quote(json.dumps(row))}::jsonb)).* ON CONFLICT DO NOTHING")
            other = row | {column: "another" if isinstance(row[column], str) else 4711}
            yield (f"INSERT INTO invy.{table} SELECT (jsonb_populate_record (NULL::invy.{table},"
                   f" {quote(json.dumps(other))}::jsonb)).*")
            # Only the columns that may be written at all, as the log's number may not.
            given = [name for name in columns if row[name] is not None and name != column]
            chosen = ", ".join(f"(r).{name}" for name in given)
            yield (f"INSERT INTO invy.{table} ({', '.join(given)}) SELECT {chosen} FROM (SELECT jsonb_populate_record"
                   f" (NULL::invy.{table}, {quote(json.dumps(other))}::jsonb) AS r) s")
        for key in wedding.office.sql(
                "SELECT string_agg (a.attname, ', ') FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                f" AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 'invy.{table}'::regclass AND i.indisunique"
                " AND i.indpred IS NULL GROUP BY i.indexrelid").splitlines():
            for column in columns:
                yield (f"INSERT INTO invy.{table} ({names}) SELECT (jsonb_populate_record (NULL::invy.{table},"
                       f" {quote(json.dumps(row))}::jsonb)).* ON CONFLICT ({key}) DO UPDATE SET {column} ="
                       f" excluded.{column}")


def changes(wedding, table):
    for column in wedding.columns(table):
        yield f"UPDATE invy.{table} SET {column} = {column}"
        yield f"UPDATE invy.{table} SET {column} = DEFAULT"
        yield f"UPDATE invy.{table} SET {column} = NULL"
    yield f"DELETE FROM invy.{table}"
    yield f"TRUNCATE invy.{table} CASCADE"
    yield f"ALTER TABLE invy.{table} DISABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY mine ON invy.{table} USING (true)"
    yield f"CREATE TRIGGER mine BEFORE UPDATE ON invy.{table} EXECUTE FUNCTION invy.never ()"
    yield f"DROP TABLE invy.{table} CASCADE"


@test
def nobody_writes_what_is_not_theirs(place):
    wedding = Wedding(place, "writing")
    for person in ATTACKERS:
        for table in wedding.tables:
            # Each statement as it is, and once more by the way that weddings arrive.
            statements = [*copies(wedding, table), *changes(wedding, table)]
            script = ";\n".join(statements)
            arriving = ";\n".join(f"BEGIN; INSERT INTO invy.arrivals VALUES ('{wedding.event}'); COMMIT; {statement}"
                                  for statement in statements[:3])
            wedding.office.psql(person, f"{script};\n{arriving};\n")
        wedding.check_untouched(person)


@test
def an_editor_takes_nothing_along(place):
    """What somebody with a wedding of their own could try to do to another by way of it."""
    wedding = Wedding(place, "along")
    office = wedding.office
    own = office.sql("SELECT id FROM invy.events", ELSEWHERE)
    own_guest = office.sql("SELECT id FROM invy.guests", ELSEWHERE)
    own_campaign = office.sql("SELECT id FROM invy.campaigns", ELSEWHERE)
    theirs_household = office.sql(f"SELECT household_id FROM invy.guests WHERE id = '{wedding.guest}'")
    message = ("INSERT INTO invy.messages (id, campaign_id, event_id, guest_id, purpose, kind, position, state)"
               " VALUES ('x', {}, {}, {}, 'invitation', 'real', 99, 'planned')")
    for statement in (
            f"UPDATE invy.guests SET event_id = '{wedding.event}' WHERE id = '{own_guest}'",
            f"UPDATE invy.guests SET household_id = '{theirs_household}' WHERE id = '{own_guest}'",
            f"UPDATE invy.guests SET merged_into = '{wedding.guest}' WHERE id = '{own_guest}'",
            f"INSERT INTO invy.guest_tags VALUES ('{wedding.guest}', 'x')",
            # Their guest would count as invited, and would never be.
            message.format(quote(own_campaign), quote(own), quote(wedding.guest)),
            message.format(quote(own_campaign), quote(wedding.event), quote(wedding.guest)),
            message.format(quote(wedding.campaign), quote(own), quote(own_guest)),
            message.format(quote(wedding.campaign), quote(wedding.event), quote(wedding.guest)),
            f"UPDATE invy.campaigns SET event_id = '{wedding.event}'",
            f"UPDATE invy.messages SET event_id = '{wedding.event}'",
            f"UPDATE invy.messages SET guest_id = '{wedding.guest}'",
            f"INSERT INTO invy.arrivals VALUES ('{wedding.event}')",
            f"BEGIN; INSERT INTO invy.arrivals VALUES ('{own}'); COMMIT",
            f"INSERT INTO invy.message_log (message_id, logged_at, state, source) VALUES ('{wedding.message}', 1, 'read', 'app')",
            "INSERT INTO invy.message_log (message_id, logged_at, state, source)"
            " SELECT id, 1, 'read', 'app' FROM invy.messages LIMIT 1",
            "UPDATE invy.message_log SET state = 'read'",
            "DELETE FROM invy.messages", "DELETE FROM invy.guests", "DELETE FROM invy.opt_outs",
            "UPDATE invy.members SET access = 'owner'", "UPDATE invy.senders SET next_send_at = 0",
            f"INSERT INTO invy.members VALUES ('{wedding.event}', '{ELSEWHERE}', 'owner')",
            "INSERT INTO invy.templates (waba_id, name, language, saved_by) VALUES ('w1', 't2', 'he', 'planner')",
            "UPDATE invy.templates SET saved_by = 'planner'"):
        office.refused(ELSEWHERE, statement)
    wedding.check_untouched(ELSEWHERE)


# How somebody would misuse a function that runs with the owner's rights, and what comes of it: a SQLSTATE, or what it
# says. None stands for those that only triggers call.
def calls(wedding, person):
    number = f"'{PHONE_NUMBER_ID}'"
    event = f"'{wedding.event}'"
    member = "42501" if person == VIEWER else "IV005"
    sends = person == ELSEWHERE  # from the same number
    return {
        "readable": [(f"SELECT count(*) FROM invy.readable () r WHERE r = {event}", "1" if person == VIEWER else "0")],
        "editable": [(f"SELECT count(*) FROM invy.editable () r WHERE r = {event}", "0")],
        "owned": [(f"SELECT count(*) FROM invy.owned () r WHERE r = {event}", "0")],
        "may_arrive": [(f"SELECT invy.may_arrive ({event})", "f")],
        "member_add": [(f"SELECT invy.member_add ({event}, '{person}', 'owner')", member),
                       (f"SELECT invy.member_add ({event}, 'planner', 'viewer')", member)],
        "member_remove": [(f"SELECT invy.member_remove ({event}, 'planner')", member)],
        "members_begin": [(f"SELECT invy.members_begin ({event})", "42501")],
        "members_end": [(f"SELECT invy.members_end ({event})", "42501")],
        "sender_check": [(f"SELECT invy.sender_check ({number})", "42501")],
        "sender_reserve": [(f"SELECT invy.sender_reserve ({number}, 1, 0)", "" if sends else "42501"),
                           (f"SELECT invy.sender_reserve ({number}, 1000000, 0)", "IV001" if sends else "42501"),
                           ("SELECT invy.sender_reserve ('another', 1, 0)", "42501")],
        "sender_hold": [("SELECT invy.sender_hold ('another', 1, 'x')", "42501")],
        "count_recipients": [("SELECT n FROM invy.count_recipients (0, 'another')", "0"),
                             *([] if sends else [("SELECT n FROM invy.count_recipients (0, NULL)", "0")])],
        "events_first_member": None,
        "messages_belong": None,
        "messages_log": None,
    }


@test
def no_function_lends_its_rights(place):
    wedding = Wedding(place, "functions")
    office = wedding.office
    wedding.before["senders"] = set()  # who sends from the number, too, has a say in its pace
    names = office.sql("SELECT proname FROM pg_proc WHERE pronamespace = 'invy'::regnamespace AND prosecdef").splitlines()
    for person in ATTACKERS:
        known = calls(wedding, person)
        equal(sorted(names), sorted(known), "the functions with the owner's rights")
        for name, tries in known.items():
            if tries is None:
                office.refused(person, f"SELECT invy.{name} ()")
                equal(office.sql(f"SELECT has_function_privilege ('{person}', 'invy.{name} ()', 'EXECUTE')"), "f", name)
                continue
            for statement, result in tries:
                if len(result) == 5:
                    equal(office.refused(person, statement), result, f"{person}: {statement}")
                else:
                    equal(office.sql(statement, person), result, f"{person}: {statement}")
        wedding.check_untouched(person)


@test
def the_schema_is_closed(place):
    office = Office(place, "closed", *PEOPLE)
    for question in (
            # all of it belongs to a role that nobody logs in as
            "SELECT rolname FROM pg_roles WHERE rolname = 'invy_owner' AND (rolcanlogin OR rolsuper OR rolbypassrls)",
            "SELECT relname FROM pg_class WHERE relnamespace = 'invy'::regnamespace AND relowner <> 'invy_owner'::regrole",
            "SELECT proname FROM pg_proc WHERE pronamespace = 'invy'::regnamespace AND proowner <> 'invy_owner'::regrole",
            # row-level security, for the owner, too
            "SELECT relname FROM pg_class WHERE relnamespace = 'invy'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT (relrowsecurity AND relforcerowsecurity)",
            "SELECT relname FROM pg_class WHERE relnamespace = 'invy'::regnamespace AND relkind IN ('v', 'm', 'f')",
            # what is looked up by name is ours
            "SELECT proname FROM pg_proc WHERE pronamespace = 'invy'::regnamespace AND prosecdef"
            " AND NOT 'search_path=invy, pg_temp' = ANY (coalesce (proconfig, '{}'))",
            "SELECT nspname FROM pg_namespace WHERE nspname = 'invy' AND has_schema_privilege ('stranger', oid, 'CREATE')",
            # nobody may grant on, and no verb is given away but the four
            "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'invy' AND grantee <> 'invy_owner'"
            " AND (is_grantable = 'YES' OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))"):
        equal(office.sql(question), "", question)


@test
def names_and_tricks(place):
    """A search path, temporary tables, operators and functions of one's own, other roles, and settings."""
    wedding = Wedding(place, "tricks")
    office = wedding.office
    office.sql(f"CREATE SCHEMA evil AUTHORIZATION {STRANGER}")
    office.sql(f"""
        SET search_path = evil, pg_catalog;
        CREATE FUNCTION evil.current_setting (text) RETURNS text LANGUAGE sql AS $$ SELECT 'planner'::text $$;
        CREATE FUNCTION evil.person () RETURNS text LANGUAGE sql AS $$ SELECT 'planner'::text $$;
        CREATE FUNCTION evil.readable () RETURNS SETOF text LANGUAGE sql AS $$ SELECT '{wedding.event}'::text $$;
        CREATE FUNCTION evil.editable () RETURNS SETOF text LANGUAGE sql AS $$ SELECT '{wedding.event}'::text $$;
        CREATE FUNCTION evil.yes (text, text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
        CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.yes);
        CREATE FUNCTION evil.tell (text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
          $$ BEGIN RAISE NOTICE 'told: %', $1; RETURN true; END $$;
        GRANT USAGE ON SCHEMA evil TO PUBLIC;""", STRANGER)
    paths = ("evil, invy, pg_catalog", "pg_temp, evil, pg_catalog, invy", "evil")
    for path in paths:
        done = office.psql(STRANGER, f"""
            CREATE TEMP TABLE members AS SELECT '{wedding.event}'::text AS event_id, 'stranger'::text AS role,
              'owner'::text AS access;
            CREATE TEMP TABLE events AS SELECT '{wedding.event}'::text AS id;
            SET search_path = {path};
            SELECT to_jsonb (g) FROM invy.guests g;
            SELECT to_jsonb (e) FROM invy.events e;
            UPDATE invy.guests SET notes = 'mine';
            SELECT invy.member_add ('{wedding.event}', 'stranger', 'owner');
            SELECT invy.sender_reserve ('{PHONE_NUMBER_ID}', 1, 0);
            SELECT * FROM invy.guests WHERE evil.tell (first_name);
            SELECT * FROM invy.guests WHERE evil.tell (phone_number) OR first_name ~ 'G';
            SELECT first_name::int FROM invy.guests;
            COPY invy.guests TO STDOUT;""")
        for secret in SECRETS:
            equal(secret in done.stdout + done.stderr, False, f"{path}: {done.stdout}{done.stderr}")
        wedding.check_untouched(path)

    for person in ATTACKERS:
        for statement in ("SET ROLE planner", "SET ROLE invy_owner", "SET SESSION AUTHORIZATION planner",
                          "SELECT set_config ('role', 'planner', false)", "SET session_replication_role = replica",
                          "SET row_security = off; SELECT * FROM invy.templates",
                          "CREATE TABLE invy.mine (x int)", "CREATE FUNCTION invy.mine () RETURNS int LANGUAGE sql AS 'SELECT 1'",
                          "CREATE OR REPLACE FUNCTION invy.person () RETURNS text LANGUAGE sql STABLE RETURN 'planner'",
                          "ALTER FUNCTION invy.readable () SECURITY INVOKER", "GRANT invy_owner TO CURRENT_USER",
                          "ALTER ROLE invy_owner LOGIN", "DROP SCHEMA invy CASCADE"):
            office.refused(person, statement)


@test
def the_right_people_may(place):
    """Without this, a database that refuses everything would pass."""
    wedding = Wedding(place, "may")
    office = wedding.office
    equal(office.sql("UPDATE invy.guests SET notes = 'x' RETURNING 1", "planner"), "1")
    office.sql(f"SELECT invy.member_add ('{wedding.event}', '{VIEWER}', 'editor')", "planner")
    equal(office.sql("UPDATE invy.guests SET notes = 'y' RETURNING 1", VIEWER), "1")
    equal(office.sql("SELECT count(*) FROM invy.opt_outs", VIEWER), "1")
    office.refused(VIEWER, "UPDATE invy.events SET deleted_at = 1")
    office.refused(VIEWER, "UPDATE invy.events SET moved_to = 'elsewhere'")
    # Whoever belongs to the owner sees no wedding by that alone.
    office.sql(f"GRANT invy_owner TO {STRANGER}")
    equal(office.sql("SELECT count(*) FROM invy.guests", STRANGER), "0")
    office.sql(f"REVOKE invy_owner FROM {STRANGER}")


@test
def what_is_announced_says_nothing(place):
    wedding = Wedding(place, "announced")
    edit = " ".join(place.command("--store", wedding.office.uri("planner"), "guest", "set", wedding.guest, "--notes",
                                  "Gilgamesh", store=False))
    heard = []

    # The server says it when it gets round to it, which may be after the next statement.
    def hears():
        heard.append(wedding.office.psql(STRANGER, f"LISTEN invy;\n\\! {edit} > /dev/null\nSELECT 1;\n").stdout)
        return "Asynchronous notification" in heard[-1]

    wait_until(hears)
    for word in (*SECRETS, wedding.event, wedding.guest):
        equal(word in heard[-1], False, heard[-1])


run(in_file=True)
