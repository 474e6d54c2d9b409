# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests from outside: what is kept of them, and what becomes of duplicates."""

from outside import equal, run, test

NO_PACE = ("--interval-ms", "0")

# Numbers from ranges that nobody has.
FIRST = "+15555550101"
SECOND = "+15555550102"


def by_id(place, event):
    return {guest["guest_id"]: guest for guest in place.ask("guest", "list", event)}


@test
def everything_is_kept(place):
    event = place.add_event()
    guest = place.add_guest(event, "נועה", FIRST, "--household", " משפחת כהן ", "--tags", "VIP,bus، VIP", "--meal",
                            "טבעוני", "--side", "כלה", "--group", "עבודה", "--notes", "ליד החלון", "--rsvp", "yes",
                            "--party-size", "3")
    kept = by_id(place, event)[guest]
    equal((kept["household"], kept["tags"], kept["meal"], kept["side"], kept["group_name"], kept["notes"]),
          ("משפחת כהן", "VIP, bus", "טבעוני", "כלה", "עבודה", "ליד החלון"))
    equal((kept["rsvp_status"], kept["rsvp_count"], kept["party_size"]), ("yes", 3, 3))

    changed = place.ask("guest", "set", guest, "--household", "", "--tags", "bus")
    equal((changed["household"], changed["tags"], changed["meal"]), (None, "bus", "טבעוני"))
    equal(by_id(place, event)[guest]["tags"], "bus")


@test
def what_makes_no_sense_is_refused(place):
    event = place.add_event()
    guest = place.add_guest(event, "Noa", FIRST)
    for words, code in ((("--language", "123"), "bad-language"), (("--rsvp", "perhaps"), "usage"),
                        (("--rsvp", "no", "--rsvp-count", "2"), "usage"), (("--rsvp-count", "2"), "usage"),
                        (("--party-size", "0"), "usage"), (("--first-name", "", "--phone", ""), "empty")):
        place.refuse("guest", "set", guest, *words, status=2, code=code)
    equal(by_id(place, event)[guest]["language"], None)
    changed = place.ask("guest", "set", guest, "--language", "EN-us", "--rsvp", "yes", "--rsvp-count", "2")
    equal((changed["language"], changed["rsvp_count"]), ("en_US", 2))
    equal(place.ask("guest", "set", guest, "--rsvp", "none", "--language", "")["language"], None)


@test
def number_that_is_none_is_told_at_once(place):
    """It is kept as typed; whoever typed it is not left to find out when the invitations went."""
    event = place.add_event()
    result = place.run("guest", "add", event, "--first-name", "Noa", "--phone", "05O123", is_json=False)
    equal((result.status, len(result.output.split())), (0, 1), result)
    problem = place.ask("guest", "list", event)[0]["phone_problem"]
    equal(problem in result.errors, True, result)
    result = place.run("guest", "add", event, "--first-name", "Dan", is_json=False)
    equal("phone number" in result.errors, False, result)


@test
def duplicates_are_merged(place):
    event = place.add_event()
    kept = place.add_guest(event, "Noa", FIRST, "--tags", "a")
    gone = place.add_guest(event, "Noa Levi", SECOND, "--tags", "b", "--meal", "fish", "--party-size", "2")
    first = place.add_guest(event, "Noah", FIRST)
    also = place.add_guest(event, "N. Levi", SECOND)
    place.ask("guest", "merge", first, also, first, gone)
    merged = place.ask("guest", "merge", gone, kept)
    equal((merged["guest_id"], merged["phone_number"], merged["tags"], merged["meal"], merged["party_size"]),
          (kept, FIRST, "a, b", "fish", 2))
    equal(list(by_id(place, event)), [kept])

    place.refuse("guest", "merge", gone, kept, status=2, code="not-found")
    place.refuse("guest", "merge", kept, gone, status=2, code="not-found")
    place.refuse("guest", "merge", kept, "nobody", status=2, code="not-found")
    place.refuse("guest", "merge", "nobody", kept, status=2, code="not-found")
    place.refuse("guest", "merge", kept, kept, status=2, code="wrong-state")
    place.refuse("guest", "merge", kept, status=2, code="usage")
    other = place.add_guest(place.add_event(), "Dan", SECOND)
    place.refuse("guest", "merge", kept, other, status=2, code="not-found")


@test
def invited_follows_the_merge(place):
    """Whoever was invited under another row counts as invited, and gets another message only when asked for."""
    emulator = place.start_emulator()
    event = place.add_event()
    gone = place.add_guest(event, "Noa Levi", FIRST)
    place.ask("invite", event, "--all", *NO_PACE)
    kept = place.add_guest(event, "Noa", SECOND)
    equal(by_id(place, event)[kept]["state"], "not-invited")
    place.ask("guest", "merge", gone, kept)
    equal(by_id(place, event)[kept]["state"], "sent")

    dry_run = place.ask("invite", event, "--all", "--dry-run")
    equal([entry["reason"] for entry in dry_run["results"]], ["already-invited"])
    nobody = place.run("invite", event, "--not-invited", *NO_PACE)
    equal((nobody.status, nobody.json["total"], "Everybody was invited" in nobody.errors), (0, 0, True), nobody)
    equal(len(emulator.requests()), 1)

    again = place.ask("invite", event, "--all", "--again", *NO_PACE)
    equal([(entry["guest_id"], entry["status"]) for entry in again["results"]], [(kept, "sent")])
    equal([request["to"] for request in emulator.requests()], [FIRST, SECOND])


run()
