# SPDX-License-Identifier: GPL-3.0-or-later
"""A wedding that several people work on: who may do what, with invyctl. Runs with a server."""

from office import ADMINISTRATOR, Office
from outside import equal, run, test

PEOPLE = ("planner", "dana", "eli", "stranger")


def make_wedding(place, name):
    """Planned by the planner; Dana edits, Eli looks."""
    office = Office(place, name, *PEOPLE)
    event = office.ask("planner", "event", "add", "--partner1", "Noa", "--partner2", "Tal", "--country", "IL",
                       "--venue", "Garden", "--date", "2027-02-25", "--time", "19:30",
                       "--link", "https://rsvp.example/n-t")["event_id"]
    guest = office.ask("planner", "guest", "add", event, "--first-name", "Gil", "--phone", "+15555550001")["guest_id"]
    office.ask("planner", "member", "add", event, "dana", "editor")
    office.ask("planner", "member", "add", event, "eli", "viewer")
    return office, event, guest


@test
def a_rented_server(place):
    """The administrator is no superuser, but may make roles and owns the database. Before all others: the role that
    owns the weddings is the whole server's."""
    office = Office(place, "rented", "host", "planner", owner="host")
    equal(office.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'invy_owner'"), "1")
    equal(office.ask("planner", "event", "list"), [])
    event = office.ask("planner", "event", "add", "--partner1", "Noa")["event_id"]
    office.refuse("host", "event", "show", event, status=2, code="not-found")


@test
def members(place):
    office, event, _ = make_wedding(place, "members")
    equal([(member["role"], member["access"], member["is_me"]) for member in office.ask("eli", "member", "list", event)],
          [("planner", "owner", False), ("dana", "editor", False), ("eli", "viewer", True)])

    office.refuse("planner", "member", "add", event, "nobody", "viewer", status=2, code="not-found")
    office.refuse("planner", "member", "add", event, "invy_owner", "viewer", status=2, code="not-found")
    office.refuse("planner", "member", "add", event, "dana", "guest", status=2, code="usage")
    office.refuse("planner", "member", "remove", event, "planner", status=2, code="wrong-state")
    office.refuse("planner", "member", "add", event, "planner", "editor", status=2, code="wrong-state")

    office.ask("planner", "member", "add", event, "dana", "owner")
    office.ask("dana", "member", "remove", event, "planner")
    office.refuse("planner", "event", "show", event, status=2, code="not-found")
    office.ask("eli", "member", "remove", event, "eli")
    equal([member["role"] for member in office.ask("dana", "member", "list", event)], ["dana"])


@test
def a_viewer_looks(place):
    office, event, guest = make_wedding(place, "viewer")
    place.start_emulator()
    campaign = office.ask("planner", "invite", event, "--all", "--interval-ms", "0")["campaign_id"]
    equal([(found["event_id"], found["access"]) for found in office.ask("eli", "event", "list")], [(event, "viewer")])
    equal([found["first_name"] for found in office.ask("eli", "guest", "list", event)], ["Gil"])
    equal(office.ask("eli", "campaign", "show", campaign)["succeeded"], 1)

    csv = place.write("more.csv", "first name,phone\nAvi,+15555550002\n")
    many = place.write("many.csv", "first name,phone\n" + "".join(f"G{i},+1555556{i:04}\n" for i in range(700)))
    for words in (["event", "set", event, "--venue", "Hall"], ["event", "archive", event], ["event", "remove", event],
                  ["guest", "add", event, "--first-name", "Avi"], ["guest", "set", guest, "--notes", "x"],
                  ["guest", "remove", guest], ["guest", "import", event, csv], ["guest", "import", event, many],
                  ["invite", event, "--all", "--again", "--interval-ms", "0"], ["campaign", "cancel", campaign],
                  ["campaign", "pause", campaign], ["member", "add", event, "eli", "owner"],
                  ["member", "remove", event, "dana"], ["db", "copy", "--to", f"sqlite:{place.database}"]):
        office.refuse("eli", *words, status=5, code="forbidden")
    equal(office.ask("planner", "event", "show", event)["venue"], "Garden")
    equal(len(office.ask("planner", "guest", "list", event)), 1)
    equal(office.ask("planner", "event", "show", event)["moved_to"], None)


@test
def an_editor_plans_and_sends(place):
    office, event, guest = make_wedding(place, "editor")
    place.start_emulator()
    office.ask("dana", "event", "set", event, "--venue", "Hall")
    office.ask("dana", "guest", "set", guest, "--notes", "x")
    equal(office.ask("dana", "invite", event, "--all", "--interval-ms", "0")["succeeded"], 1)
    office.ask("dana", "guest", "remove", guest)
    for words in (["event", "remove", event], ["member", "add", event, "stranger", "viewer"],
                  ["member", "remove", event, "eli"], ["db", "copy", "--to", f"sqlite:{place.database}"]):
        office.refuse("dana", *words, status=5, code="forbidden")


@test
def for_a_stranger_there_is_no_wedding(place):
    office, event, guest = make_wedding(place, "stranger")
    place.start_emulator()
    campaign = office.ask("planner", "invite", event, "--all", "--interval-ms", "0")["campaign_id"]
    equal(office.ask("stranger", "event", "list"), [])
    for words in (["event", "show", event], ["event", "set", event, "--venue", "Hall"], ["event", "remove", event],
                  ["guest", "set", guest, "--notes", "x"], ["guest", "remove", guest], ["invite", event, "--all"],
                  ["campaign", "show", campaign], ["campaign", "cancel", campaign], ["member", "list", event],
                  ["member", "add", event, "stranger", "owner"], ["member", "remove", event, "stranger"]):
        office.refuse("stranger", *words, status=2, code="not-found")


@test
def who_may_migrate(place):
    office = Office(place, "migration", *PEOPLE)
    fresh = office.uri("planner", "fresh")
    office.sql("CREATE DATABASE fresh", database="postgres")
    place.refuse("--store", fresh, "event", "list", status=4, code="store-migration-needed", store=False)
    place.refuse("--store", fresh, "db", "migrate", status=5, code="forbidden", store=False)

    # Who belongs to the owner migrates, where the owner of the database lets them.
    office.sql("GRANT invy_owner TO dana")
    dana = office.uri("dana", "fresh")
    place.refuse("--store", dana, "db", "migrate", status=5, code="forbidden", store=False)
    office.sql("GRANT CREATE ON DATABASE fresh TO dana", database="postgres")
    place.ask("--store", dana, "db", "migrate", store=False)
    office.sql("REVOKE invy_owner FROM dana")
    equal(place.ask("--store", fresh, "event", "list", store=False), [])
    place.ask("--store", fresh, "db", "migrate", store=False)

    # A newer schema serves this program as long as it says so.
    for oldest, status in ((1, 0), (1000, 4)):
        office.sql("UPDATE invy.meta SET value = 1000 WHERE key = 'schema_version';"
                   f"UPDATE invy.meta SET value = {oldest} WHERE key = 'oldest_writer'")
        office.ask("planner", "event", "list", status=status)


@test
def a_schema_of_somebody_else(place):
    office = Office(place, "other", *PEOPLE)
    office.sql("CREATE DATABASE trap", database="postgres")
    office.sql("CREATE SCHEMA invy AUTHORIZATION stranger; CREATE TABLE invy.meta (key text, value text);"
               "INSERT INTO invy.meta VALUES ('schema_version', '1000'), ('oldest_writer', '1')", database="trap")
    for person in ("planner", ADMINISTRATOR):
        for words in (["event", "list"], ["db", "migrate"]):
            place.refuse("--store", office.uri(person, "trap"), *words, status=4, code="store-not-a-database",
                         store=False)


@test
def a_file_has_no_members(place):
    event = place.add_event()
    for words in (["member", "list", event], ["member", "add", event, "dana", "viewer"],
                  ["member", "remove", event, "dana"]):
        place.refuse(*words, status=2, code="wrong-state")


run(in_file=True)
