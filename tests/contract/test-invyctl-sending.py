# SPDX-License-Identifier: GPL-3.0-or-later
"""invyctl sends to the emulator: who got it, who did not, and what a script sees of it."""

import csv
import json
import signal

from outside import PATIENCE_S, PHONE_NUMBER_ID, equal, run, test, timely, wait_until

BUSINESS_ACCOUNT_ID = "102290129340398"

NO_PACE = ("--interval-ms", "0")

# Slow enough for what is done meanwhile, however busy the computer is.
SLOW_PACE_MS = "300"

# Numbers from ranges that nobody has.
FIRST = "+15555550101"
SECOND = "+15555550102"
THIRD = "+15555550103"


def counts(document):
    return tuple(document[name] for name in ("total", "succeeded", "failed", "skipped", "unknown"))


def statuses(document):
    return [entry["status"] for entry in document["results"]]


@test
def three_guests(place):
    """One impossible number, one that is not on WhatsApp: two requests, at the pace of the settings."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131026, "to": SECOND})
    event = place.add_event()
    good = place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "Not on WhatsApp", SECOND)
    place.add_guest(event, "Impossible", "12")

    document = place.ask("invite", event, "--all", status=3)
    equal(counts(document), (3, 1, 1, 1, 0))
    equal(document["state"], "finished")
    by_name = {entry["guest_name"]: entry for entry in document["results"]}
    equal(by_name["נועה"]["status"], "sent")
    equal(by_name["נועה"]["phone"], FIRST)
    equal(by_name["נועה"]["message_id"].startswith("wamid."), True)
    equal(by_name["Not on WhatsApp"]["status"], "failed")
    equal(by_name["Not on WhatsApp"]["error_code"], 131026)
    equal(len(by_name["Not on WhatsApp"]["error"]) > 10, True)
    equal((by_name["Impossible"]["status"], by_name["Impossible"]["reason"]), ("skipped", "phone-too-short"))

    requests = emulator.requests()
    equal(sorted(request["to"] for request in requests), [FIRST, SECOND])
    equal({request["callback"] for request in requests},
          {by_name["נועה"]["id"], by_name["Not on WhatsApp"]["id"]})
    for request in requests:
        equal(request["path"], f"/v25.0/{PHONE_NUMBER_ID}/messages")
        equal((request["template"], request["language"]), ("wedding_invitation", "he"))
        equal(request["parameters"][1:], ["דביר", "ורד", "גן האלה", "25/02", "19:30", "https://rsvp.example/d-v"])
    equal([request["error_code"] for request in requests if request["to"] == FIRST], [0])
    gap = requests[1]["time_ms"] - requests[0]["time_ms"]
    timely(450 <= gap <= 550, gap)

    equal({guest["guest_id"]: guest["state"] for guest in place.ask("guest", "list", event)}[good], "sent")
    shown = place.ask("campaign", "show", document["campaign_id"])
    equal(shown["results"], document["results"])
    listed = place.campaigns(event)
    equal([campaign["campaign_id"] for campaign in listed], [document["campaign_id"]])
    equal(counts(listed[0]), (3, 1, 1, 1, 0))


@test
def report(place):
    """A file for a spreadsheet, with a line for each guest and WhatsApp's code."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131026, "to": SECOND})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "Not on WhatsApp", SECOND)
    campaign = place.ask("invite", event, "--all", status=3)["campaign_id"]

    path = place.folder / "report.csv"
    equal(place.ask("campaign", "report", campaign, str(path))["rows"], 2)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    equal((rows["נועה"]["State"], rows["נועה"]["Error Code"]), ("sent", ""))
    equal(rows["נועה"]["WhatsApp Message ID"].startswith("wamid."), True)
    equal((rows["Not on WhatsApp"]["State"], rows["Not on WhatsApp"]["Error Code"]), ("failed", "131026"))


@test
def nobody_twice(place):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.ask("invite", event, "--all")
    again = place.ask("invite", event, "--all")
    equal((again["campaign_id"], statuses(again)), (None, ["skipped"]))
    equal(again["results"][0]["reason"], "already-invited")
    equal(place.ask("invite", event, "--not-invited")["total"], 0)

    place.add_guest(event, "Late", SECOND)
    late = place.ask("invite", event, "--all", "--interval-ms", "0")
    equal(counts(late), (2, 1, 0, 1, 0))
    equal([request["to"] for request in emulator.requests()], [FIRST, SECOND])
    equal([guest["state"] for guest in place.ask("guest", "list", event)], ["sent", "sent"])


@test
def again_is_the_next_round(place):
    emulator = place.start_emulator()
    event = place.add_event()
    guest = place.add_guest(event, "נועה", FIRST)
    place.ask("invite", event, "--guest", guest)
    place.ask("invite", event, "--guest", guest, "--guest", guest, "--again")
    equal([request["to"] for request in emulator.requests()], [FIRST, FIRST])
    equal(len(place.campaigns(event)), 2)


@test
def wedding_without_a_country(place):
    """The country of the preferences counts, from the dry run to the last look before sending."""
    emulator = place.start_emulator()
    event = place.add_event(country="")
    place.add_guest(event, "נועה", "054-123-4567")
    equal(place.ask("invite", event, "--all")["succeeded"], 1)
    equal(emulator.requests()[0]["to"], "+972541234567")


@test
def number_changed_while_paused(place):
    """Who got another number since the plan is left out, and can be sent to with a retry."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = place.add_event()
    guest = place.add_guest(event, "נועה", FIRST)
    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]
    place.ask("guest", "set", guest, "--phone", SECOND)
    document = place.ask("campaign", "resume", campaign, status=3)
    equal([entry["reason"] for entry in document["results"]], ["phone-changed"])
    equal(place.ask("campaign", "retry", campaign)["succeeded"], 1)
    equal([request["to"] for request in emulator.requests() if request["taken"]], [SECOND])


@test
def failed_after_a_wait(place):
    """Who had to wait and then cannot be reached has failed: the wait is over, and nothing is planned for later."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131056, "times": 1}, {"do": "refuse", "code": 131026})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    document = place.ask("invite", event, "--all", "--interval-ms", "0", status=3)
    equal((document["state"], statuses(document)), ("finished", ["failed"]))
    equal(len(place.ask("message", "list", document["campaign_id"])), 1)
    equal(len(emulator.requests()), 2)


@test
def shared_number(place):
    """A family has one phone; each still gets a message, and the dry run says so."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "דן", FIRST)
    warnings = [entry["warning"] for entry in place.ask("invite", event, "--all", "--dry-run")["results"]]
    equal(all("2" in warning for warning in warnings), True, warnings)
    document = place.ask("invite", event, "--all", "--interval-ms", "10")
    equal(document["succeeded"], 2)
    equal(all("2" in entry["warning"] for entry in document["results"]), True, document)
    equal(place.ask("campaign", "show", document["campaign_id"])["results"], document["results"])
    equal(emulator.memory()["n_taken"], 2)


@test
def held(place):
    """What waits for Meta is no failure, and the first one is told at once."""
    emulator = place.start_emulator()
    emulator.behave({"do": "held"})
    event = place.add_event()
    place.add_guests(event, 3)
    result = place.run("invite", event, "--all", "--interval-ms", "10")
    equal((result.status, statuses(result.json), result.json["held"]), (0, ["held"] * 3, 3))
    equal(result.errors.count(result.json["results"][0]["error"]), 1, result.errors)


@test
def odd_lists_of_guests(place):
    """Who is named twice is invited once; a name that is wrong stops everything before anything is done."""
    emulator = place.start_emulator()
    event, other = place.add_event(), place.add_event()
    guest = place.add_guest(event, "נועה", FIRST)
    removed = place.add_guest(event, "Removed", SECOND)
    place.ask("guest", "remove", removed)
    stranger = place.add_guest(other, "Of another wedding", THIRD)
    for wrong in removed, stranger, "nobody", "":
        for is_dry in (), ("--dry-run",):
            sentence = place.refuse("invite", event, "--guest", guest, "--guest", wrong, *is_dry, status=2,
                                    code="not-found")
            equal(wrong in sentence, True)
    place.refuse("invite", event, status=2, code="usage")
    place.refuse("invite", event, "--guest", guest, "--all", status=2, code="usage")
    place.refuse("invite", event, "--all", "--not-invited", status=2, code="usage")
    equal((emulator.requests(), place.campaigns(event)), ([], []))

    document = place.ask("invite", event, "--guest", guest, "--guest", guest)
    equal((counts(document), [request["to"] for request in emulator.requests()]), ((1, 1, 0, 0, 0), [FIRST]))


@test
def ten_thousand_named_guests(place):
    """Each by id, as a script would: all are checked, and nobody is asked."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 10000)
    ids = [guest["guest_id"] for guest in place.ask("guest", "list", event)]
    document = place.ask("invite", event, "--dry-run", *[word for each in ids for word in ("--guest", each)])
    equal((document["total"], document["ready"]), (10000, 10000))
    equal([entry["guest_id"] for entry in document["results"]], ids)
    equal(emulator.requests(), [])


@test
def dry_run_changes_nothing(place):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    document = place.ask("invite", event, "--all", "--dry-run")
    equal((document["campaign_id"], statuses(document)), (None, ["ready"]))
    equal((emulator.requests(), place.campaigns(event)), ([], []))


@test
def practice(place):
    """Needs no account, and nothing leaves the computer."""
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "Not on WhatsApp", "+15555550199")
    document = place.ask("invite", event, "--all", "--practice", "--interval-ms", "1", status=3,
                         environment={"WHATSAPP_API_BASE_URL": "http://192.0.2.1"})
    equal((document["kind"], counts(document)), ("practice", (2, 1, 1, 0, 0)))
    equal({guest["state"] for guest in place.ask("guest", "list", event)}, {"not-invited"})
    equal(place.ask("invite", event, "--all", "--practice", "--interval-ms", "1", status=3)["total"], 2)


@test
def override(place):
    """Everything goes to one number; nobody counts as invited."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "Bad number", "12")
    place.refuse("invite", event, "--all", "--phone-override", "12", status=2, code="bad-phone-override")
    document = place.ask("invite", event, "--all", "--phone-override", "054-123-4567", "--interval-ms", "5")
    equal((document["kind"], document["succeeded"]), ("override", 2))
    equal({request["to"] for request in emulator.requests()}, {"+972541234567"})
    equal({guest["state"] for guest in place.ask("guest", "list", event)}, {"not-invited"})


@test
def personal_links(place):
    emulator = place.start_emulator()
    event = place.add_event(link=None)
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "דן", SECOND)
    place.ask("invite", event, "--all", "--interval-ms", "5",
              environment={"INVY_RSVP_BASE_URL": "https://rsvp.example/g"})
    links = [request["parameters"][6] for request in emulator.requests()]
    equal(len(set(links)), 2)
    equal(all(link.startswith("https://rsvp.example/g/") and len(link) > 40 for link in links), True, links)


@test
def token_that_has_run_out(place):
    """Pauses at once, and resumes with a new one where it stopped."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "http_status": 401, "times": 1})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.add_guest(event, "דן", SECOND)
    document = place.ask("invite", event, "--all", "--interval-ms", "5", status=4)
    equal((document["state"], document["stop_reason"]), ("paused", "code:190"))
    equal(document["error"]["code"], "code:190")
    equal(len(document["error"]["message"]) > 10, True)
    equal(document["waiting"], 2)

    resumed = place.ask("campaign", "resume", document["campaign_id"], "--interval-ms", "5")
    equal((resumed["state"], counts(resumed)), ("finished", (2, 2, 0, 0, 0)))
    equal(emulator.memory()["duplicate_recipients"], [])


@test
def no_network(place):
    place.use_account("http://127.0.0.1:1")
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    document = place.ask("invite", event, "--all", "--wait", "0", status=4)
    equal((document["state"], document["stop_reason"]), ("paused", "no-network"))
    equal((document["waiting"], document["unknown"]), (1, 0))

    emulator = place.start_emulator()
    equal(place.ask("campaign", "resume", document["campaign_id"])["succeeded"], 1)
    equal(emulator.memory()["n_taken"], 1)


@test
def unknown_is_never_sent_again_by_itself(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "cut-after", "times": 1})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    document = place.ask("invite", event, "--all", status=3)
    equal(counts(document), (1, 0, 0, 0, 1))
    campaign = document["campaign_id"]
    place.ask("campaign", "resume", campaign, status=3)
    place.refuse("campaign", "retry", campaign, status=2, code="nothing-to-retry")
    equal(place.ask("invite", event, "--all")["results"][0]["reason"], "already-invited")
    equal(emulator.memory()["n_requests"], 1)

    message = document["results"][0]["id"]
    shown = place.ask("message", "show", message)
    equal(shown | document["results"][0], shown)
    equal(place.ask("message", "settle", message, "--arrived")["status"], "sent")
    equal(place.ask("guest", "list", event)[0]["state"], "sent")
    place.refuse("message", "settle", message, "--send-again", status=2, code="wrong-state")


@test
def settled_to_be_sent_again(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "cut-before", "times": 1})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    document = place.ask("invite", event, "--all", status=3)
    campaign = document["campaign_id"]
    place.ask("message", "settle", document["results"][0]["id"], "--send-again")
    resumed = place.ask("campaign", "resume", campaign)
    equal((resumed["total"], statuses(resumed)), (1, ["sent"]))
    equal([message["state"] for message in place.ask("message", "list", campaign)], ["resent", "accepted"])
    equal(emulator.memory()["n_taken"], 1)


@test
def retry_of_those_that_failed(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131026, "to": SECOND})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    wrong = place.add_guest(event, "Wrong number", SECOND)
    place.add_guest(event, "Still impossible", "12")
    document = place.ask("invite", event, "--all", "--interval-ms", "5", status=3)
    campaign = document["campaign_id"]

    place.ask("guest", "set", wrong, "--phone", THIRD)
    retried = place.ask("campaign", "retry", campaign, "--interval-ms", "5", status=3)
    equal(counts(retried), (3, 2, 0, 1, 0))
    equal([request["to"] for request in emulator.requests() if request["taken"]], [FIRST, THIRD])
    place.refuse("campaign", "retry", campaign, status=2, code="nothing-to-retry")


@test
def changed_details(place):
    """What is left of a paused campaign is not sent with another venue than the rest, or not unasked."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]

    place.ask("event", "set", event, "--venue", "אולם אחר")
    sentence = place.refuse("campaign", "resume", campaign, status=4, code="details-changed")
    equal("venue" in sentence, True, sentence)
    place.refuse("campaign", "resume", campaign, status=4, code="other-number",
                 environment={"WHATSAPP_PHONE_NUMBER_ID": "999"})
    place.ask("campaign", "resume", campaign, "--as-planned")
    equal([request["parameters"][3] for request in emulator.requests() if request["taken"]], ["גן האלה"])


@test
def rendered_again(place):
    """Those who are left get the new details, and a guest whose number went bad meanwhile is left out."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = place.add_event()
    first = place.add_guest(event, "נועה", FIRST)
    second = place.add_guest(event, "Dan", SECOND)
    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]

    place.ask("event", "set", event, "--venue", "אולם אחר")
    place.ask("guest", "set", first, "--first-name", "נועם")
    place.ask("guest", "set", second, "--phone", "12")
    document = place.ask("campaign", "resume", campaign, "--render-again", status=3)
    equal(sorted(statuses(document)), ["sent", "skipped"])
    taken = [request["parameters"] for request in emulator.requests() if request["taken"]]
    equal([(parameters[0], parameters[3]) for parameters in taken], [("נועם", "אולם אחר")])
    place.refuse("campaign", "resume", campaign, "--as-planned", "--render-again", status=2, code="usage")


@test
def cancelled(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]
    document = place.ask("campaign", "cancel", campaign)
    equal((document["state"], statuses(document)), ("cancelled", ["cancelled"]))
    place.refuse("campaign", "resume", campaign, status=2, code="wrong-state")
    place.refuse("campaign", "retry", campaign, status=2, code="wrong-state")

    # Not invited, so the next campaign has the guest.
    equal(place.ask("invite", event, "--not-invited")["succeeded"], 1)
    equal(emulator.memory()["n_taken"], 1)


@test
def paused_from_elsewhere(place):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 40)
    process = place.start("invite", event, "--all", "--interval-ms", SLOW_PACE_MS)
    wait_until(lambda: emulator.memory()["n_requests"] >= 3)
    campaign = place.campaigns(event)[0]["campaign_id"]
    place.refuse("campaign", "resume", campaign, status=4, code="already-sending")
    place.ask("campaign", "pause", campaign)
    process.communicate(timeout=PATIENCE_S)
    equal(process.returncode, 4)
    equal(place.ask("campaign", "show", campaign)["state"], "paused")

    equal(place.ask("campaign", "resume", campaign, "--interval-ms", "5")["succeeded"], 40)
    memory = emulator.memory()
    equal((memory["n_taken"], memory["duplicate_recipients"]), (40, []))


@test
def terminal_that_goes_away(place):
    """Pauses as an interrupt does, unless nohup said that it must go on."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 20)
    for disposition, status in ((signal.SIG_DFL, 130), (signal.SIG_IGN, 0)):
        seen = emulator.memory()["n_requests"]
        words = ["campaign", "resume", place.campaigns(event)[0]["campaign_id"]] if seen else ["invite", event, "--all"]
        process = place.start(*words, "--interval-ms", SLOW_PACE_MS,
                              preexec_fn=lambda how=disposition: signal.signal(signal.SIGHUP, how))
        wait_until(lambda already=seen: emulator.memory()["n_requests"] >= already + 3)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=PATIENCE_S)
        equal(process.returncode, status)
        equal(place.campaigns(event)[0]["unknown"], 0)
    equal(emulator.memory()["n_taken"], 20)


@test
def interrupted(place):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 40)
    for sent_signal in (signal.SIGINT, signal.SIGTERM):
        seen = emulator.memory()["n_requests"]
        words = ["campaign", "resume", place.campaigns(event)[0]["campaign_id"]] if seen else ["invite", event, "--all"]
        process = place.start(*words, "--interval-ms", SLOW_PACE_MS)
        wait_until(lambda already=seen: emulator.memory()["n_requests"] >= already + 3)
        process.send_signal(sent_signal)
        process.communicate(timeout=PATIENCE_S)
        equal(process.returncode, 130)
        campaign = place.campaigns(event)[0]
        equal((campaign["state"], campaign["stop_reason"], campaign["unknown"]), ("paused", "interrupted", 0))

    equal(place.ask("campaign", "resume", campaign["campaign_id"], "--interval-ms", "5")["succeeded"], 40)
    memory = emulator.memory()
    equal((memory["n_taken"], memory["duplicate_recipients"]), (40, []))


@test
def interrupted_before_the_first_message(place):
    """While the account is read again: at once, and the campaign waits."""
    emulator = place.start_emulator()
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    event = place.add_event()
    place.add_guests(event, 3)
    # Once for planning, and once just before sending.
    emulator.behave({"do": "accept", "path": "message_templates", "times": 1},
                    {"do": "stall", "path": "message_templates", "seconds": 0})
    process = place.start("invite", event, "--all", *NO_PACE)
    wait_until(lambda: place.campaigns(event))
    process.send_signal(signal.SIGINT)
    output, _errors = process.communicate(timeout=PATIENCE_S)
    equal(process.returncode, 130)
    document = json.loads(output)
    equal((document["state"], document["stop_reason"]), ("paused", "interrupted"))
    equal(emulator.memory()["n_requests"], 0)

    emulator.forget()
    equal(place.ask("campaign", "resume", document["campaign_id"], *NO_PACE)["succeeded"], 3)


@test
def template_changed_before_the_first_message(place):
    """Nothing is sent, and whoever reads the refusal can go on with what was planned."""
    emulator = place.start_emulator()
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    event = place.add_event()
    place.add_guests(event, 3)
    changed = {"name": "wedding_invitation", "language": "he", "status": "APPROVED", "category": "UTILITY", "id": "1",
               "components": [{"type": "BODY", "text": "{{1}} {{2}} {{3}} {{4}} {{5}} {{6}} {{7}} changed"}]}
    emulator.behave({"do": "accept", "path": "message_templates", "times": 1},
                    {"do": "answer", "path": "message_templates", "http_status": 200, "times": 1,
                     "body": json.dumps({"data": [changed]})})
    sentence = place.refuse("invite", event, "--all", *NO_PACE, status=4, code="details-changed")
    campaign = place.campaigns(event)[0]
    equal((campaign["state"], campaign["stop_reason"], campaign["waiting"]), ("paused", "template", 3))
    equal(sentence.endswith(f"invyctl campaign resume {campaign['campaign_id']}"), True, sentence)
    equal(place.ask("campaign", "resume", campaign["campaign_id"], "--as-planned", *NO_PACE)["succeeded"], 3)


@test
def logs_hide_numbers_and_tokens(place):
    emulator = place.start_emulator()
    event = place.add_event()
    guest = place.add_guest(event, "נועה", FIRST)
    result = place.run("invite", event, "--all", environment={"G_MESSAGES_DEBUG": "invy"})
    equal(result.status, 0)
    equal(f"Sending WhatsApp to guest: {guest} -> 0101" in result.errors, True, result.errors)
    equal("WhatsApp sent successfully: wamid." in result.errors, True, result.errors)
    equal(FIRST in result.errors, False)
    equal(place.environment["WHATSAPP_ACCESS_TOKEN"] in result.errors + result.output, False)

    emulator.behave({"do": "refuse", "code": 131026, "details": f"{FIRST[1:]} cannot get it ({FIRST})"})
    result = place.run("invite", event, "--all", "--again", *NO_PACE, environment={"G_MESSAGES_DEBUG": "invy"})
    equal((result.status, "0101 cannot get it" in result.errors), (3, True), result.errors)
    equal(FIRST[1:] in result.errors, False)


run()
