# SPDX-License-Identifier: GPL-3.0-or-later
"""Weddings on the move, from outside: to a server, back, and from the earlier web system. Runs with a server."""

from office import ADMINISTRATOR, Office
from outside import equal, run, test

WEB = """
CREATE TABLE events (id serial PRIMARY KEY, partner1_name text, partner2_name text, venue text, date timestamptz,
                     event_time time);
CREATE TABLE guests (id serial PRIMARY KEY, event_id int REFERENCES events (id), first_name text, last_name text,
                     phone_number text, phone text, group_name text, party_size int, rsvp_status text, colour text);
INSERT INTO events (partner1_name, partner2_name, venue, date, event_time)
  VALUES ('דביר', 'ורד', 'גן האלה', '2027-02-25 00:00+00', '19:30:00'), (NULL, NULL, NULL, NULL, NULL);
INSERT INTO guests (event_id, first_name, last_name, phone_number, phone, group_name, party_size, rsvp_status)
  VALUES (1, 'נועה', 'כהן', NULL, '0501234567', 'עבודה', 2, 'yes'), (1, 'Dan', NULL, '0501234568', '03', NULL, NULL, 'perhaps'),
         (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (NULL, 'Nobody''s', NULL, NULL, NULL, NULL, NULL, NULL);
"""


def book(place, uri, event):
    """All that can be asked about a wedding."""
    return {what: place.ask("--store", uri, *what.split(), event, store=False)
            for what in ("guest list", "campaign list")}


@test
def there_and_back(place):
    place.start_emulator()
    office = Office(place, "office", "planner").uri("planner")
    event = place.add_event()
    for i, name in enumerate(("Noa", "Dan", "Tal")):
        place.add_guest(event, name, f"+1555555000{i}")
    place.ask("invite", event, "--not-invited", "--interval-ms", "0")
    late = place.add_guest(event, "Late", "+15555550009")
    here = f"sqlite:{place.database}"
    before = book(place, here, event)

    moved = place.ask("db", "copy", "--to", office)["events"][0]
    equal((moved["guests"], moved["messages"], moved["cancelled"], moved["was_there"]), (4, 3, 0, False))
    equal(book(place, office, event), before)
    equal(place.ask("db", "copy", "--to", office)["events"][0]["was_there"], True)

    # Here it is a closed book, and says where it went.
    equal(place.ask("event", "show", event)["moved_to"].endswith("/office"), True)
    place.refuse("guest", "set", late, "--first-name", "Later", status=4, code="moved")
    place.refuse("invite", event, "--not-invited", status=4, code="moved")

    # There it goes on where it was left.
    sent = place.ask("--store", office, "invite", event, "--not-invited", "--interval-ms", "0", store=False)
    equal((sent["total"], sent["succeeded"]), (1, 1))

    place.ask("--store", office, "db", "copy", "--to", here, store=False)
    equal(len(place.campaigns(event)), 2)
    place.ask("guest", "set", late, "--first-name", "Later")
    place.refuse("--store", office, "guest", "set", late, "--notes", "x", status=4, code="moved", store=False)


@test
def one_wedding_alone(place):
    office = Office(place, "one", "planner").uri("planner")
    event, other = place.add_event(), place.add_event(partner1="Ann")
    place.ask("db", "copy", "--to", office, "--event", event)
    equal([found["event_id"] for found in place.ask("--store", office, "event", "list", store=False)], [event])
    equal(place.ask("event", "show", other)["moved_to"], None)
    place.refuse("db", "copy", "--to", office, "--event", "no-such", status=2, code="not-found")


@test
def bad_addresses(place):
    place.add_event()
    place.refuse("db", "copy", status=2, code="usage")
    place.refuse("db", "copy", "--to", "nowhere", status=2, code="bad-store")
    place.refuse("db", "copy", "--to", "postgresql://dana:geheim@127.0.0.1/x", status=2, code="usage")
    place.refuse("db", "copy", "--to", "postgresql:///x?host=127.0.0.1&port=1", status=4, code="store-unreachable")
    place.refuse("db", "copy", "--from-web", f"sqlite:{place.database}", status=2, code="bad-store")


@test
def the_earlier_web_system(place):
    office = Office(place, "beside")
    web = office.uri(ADMINISTRATOR, "web")
    office.sql("CREATE DATABASE web", database="postgres")
    office.sql(WEB, database="web")
    before = office.sql("SELECT * FROM events; SELECT * FROM guests;", database="web")

    events = place.ask("db", "copy", "--from-web", web)["events"]
    equal([(event["guests"], event["was_there"], event["not_understood"]) for event in events],
          [(2, False, 0), (0, False, 0)])
    event = place.ask("event", "show", events[0]["event_id"])
    equal((event["partner1_name"], event["date"], event["event_time"]), ("דביר", "2027-02-25", "19:30"))
    guests = {guest["first_name"]: guest for guest in place.ask("guest", "list", events[0]["event_id"])}
    equal(set(guests), {"נועה", "Dan"})
    equal((guests["נועה"]["phone_number"], guests["Dan"]["phone_number"]), ("0501234567", "0501234568"))
    equal((guests["נועה"]["party_size"], guests["נועה"]["rsvp_status"]), (2, "yes"))

    # The same again adds nothing, and nothing there was changed.
    equal([event["was_there"] for event in place.ask("db", "copy", "--from-web", web)["events"]], [True, True])
    equal(len(place.ask("event", "list")), 2)
    equal(office.sql("SELECT * FROM events; SELECT * FROM guests;", database="web"), before)


run(in_file=True)
