# SPDX-License-Identifier: GPL-3.0-or-later
"""Campaigns that stop in the middle, with several messages in flight: what it costs, and how the rest goes out."""

from outside import PATIENCE_S, TOKEN, equal, run, test, timely, wait_until

NEW_TOKEN = TOKEN[::-1]
N_GUESTS = 300

# As many as are ever in flight at once.
MOST_IN_FLIGHT = 32

NO_PACE = ("--interval-ms", "0")

# invyctl's exit statuses
DONE, PARTLY, STOPPED = 0, 3, 4


def states(document):
    """How many guests are in each state."""
    found = [entry["status"] for entry in document["results"]]
    return {state: found.count(state) for state in set(found)}


def check_everybody_once(emulator, n_guests):
    memory = emulator.memory()
    equal((memory["n_taken"], memory["duplicate_recipients"], memory["duplicate_callbacks"]), (n_guests, [], []))


@test
def token_replaced_in_the_middle(place):
    """Nobody is lost: those who met with the dead token are sent to as well, with a new one."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    emulator.behave({"do": "accept", "times": N_GUESTS // 3}, {"do": "slow", "delay_ms": 1000})
    process = place.start("invite", event, "--all", *NO_PACE)
    wait_until(lambda: emulator.memory()["n_taken"] >= N_GUESTS // 3)
    emulator.call("account", {"token": NEW_TOKEN})
    process.communicate(timeout=PATIENCE_S)
    equal(process.returncode, STOPPED)

    campaign = place.campaigns(event)[0]["campaign_id"]
    document = place.ask("campaign", "show", campaign)
    equal((document["state"], document["stop_reason"]), ("paused", "code:190"))
    n_taken = emulator.memory()["n_taken"]
    equal(states(document), {"sent": n_taken, "planned": N_GUESTS - n_taken})
    n_refused = len([request for request in emulator.requests() if request["error_code"] == 190])
    refused = [entry["error"] for entry in document["results"] if entry["error_code"] == 190]
    equal((1 <= n_refused <= MOST_IN_FLIGHT, len(refused)), (True, n_refused))
    equal(all("token has run out" in sentence for sentence in refused), True, refused)

    document = place.ask("campaign", "resume", campaign, *NO_PACE, environment={"WHATSAPP_ACCESS_TOKEN": NEW_TOKEN})
    equal((document["state"], states(document)), ("finished", {"sent": N_GUESTS}))
    check_everybody_once(emulator, N_GUESTS)


@test
def all_in_flight_meet_the_dead_token(place):
    """It costs no guest however many were under way, and whoever was is the first after the pause."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    emulator.behave({"do": "accept", "times": N_GUESTS // 2},
                    {"do": "refuse", "code": 190, "delay_ms": 1000, "times": MOST_IN_FLIGHT})
    document = place.ask("invite", event, "--all", *NO_PACE, status=STOPPED)
    equal(document["stop_reason"], "code:190")
    refused = {request["callback"] for request in emulator.requests() if request["error_code"] == 190}
    # The answers in flight are waited for; nothing is posted after the first of them.
    equal(2 <= len(refused) <= MOST_IN_FLIGHT, True, refused)
    equal(states(document), {"sent": N_GUESTS // 2, "planned": N_GUESTS - N_GUESTS // 2})
    equal({entry["id"] for entry in document["results"] if entry["error_code"] == 190}, refused)

    # Some of the order may be left.
    emulator.call("reset", {})
    document = place.ask("campaign", "resume", document["campaign_id"], *NO_PACE)
    equal((document["state"], states(document)), ("finished", {"sent": N_GUESTS}))
    # Those in flight together may overtake each other.
    first = emulator.requests()[:len(refused) + MOST_IN_FLIGHT]
    equal(refused <= {request["callback"] for request in first}, True, refused)
    check_everybody_once(emulator, N_GUESTS - N_GUESTS // 2)


@test
def nothing_was_mended(place):
    """The guest whose message meets the same code again fails; the next one, for whom it is new, pauses it again."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 3})
    event = place.add_event()
    place.add_guests(event, 3)
    campaign = place.ask("invite", event, "--all", *NO_PACE, status=STOPPED)["campaign_id"]
    document = place.ask("campaign", "resume", campaign, "--interval-ms", "1000", status=STOPPED)
    equal((document["stop_reason"], [entry["status"] for entry in document["results"]]),
          ("code:190", ["failed", "planned", "planned"]))
    equal([entry["error_code"] for entry in document["results"]], [190, 190, None])

    place.ask("campaign", "resume", campaign, *NO_PACE, status=PARTLY)
    equal(place.ask("campaign", "retry", campaign, *NO_PACE)["succeeded"], 3)
    check_everybody_once(emulator, 3)


@test
def another_code_than_before(place):
    """Pauses again, and costs nobody: something was mended, and now something else is wrong."""
    emulator = place.start_emulator()
    codes = (190, 131042, 132001, 190)
    emulator.behave(*({"do": "refuse", "code": code, "times": 1} for code in codes))
    event = place.add_event()
    place.add_guests(event, 2)
    words = ["invite", event, "--all"]
    for code in codes:
        document = place.ask(*words, *NO_PACE, status=STOPPED)
        equal((document["stop_reason"], states(document)), (f"code:{code}", {"planned": 2}))
        words = ["campaign", "resume", document["campaign_id"]]
    equal(states(place.ask(*words, *NO_PACE)), {"sent": 2})
    check_everybody_once(emulator, 2)


@test
def template_that_is_paused(place):
    """Meta takes the message and keeps it: held, with a word about the first one."""
    emulator = place.start_emulator()
    emulator.behave({"do": "paused"})
    event = place.add_event()
    place.add_guests(event, 3)
    result = place.run("invite", event, "--all", *NO_PACE)
    equal((result.status, result.json["state"], states(result.json), result.json["held"]),
          (DONE, "finished", {"held": 3}, 3))
    equal(all(entry["message_id"] for entry in result.json["results"]), True)
    equal(result.errors.count(result.json["results"][0]["error"]), 1, result.errors)
    # Taken is taken.
    equal(place.ask("invite", event, "--all")["results"][0]["reason"], "already-invited")
    check_everybody_once(emulator, 3)


@test
def five_failures_of_one_code(place):
    """Whatever comes between them in flight; a wait, which ends nothing, does not count."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131026, "times": 3}, {"do": "rate-limit", "times": 1},
                    {"do": "refuse", "code": 131026, "times": 2})
    event = place.add_event()
    place.add_guests(event, 40)
    document = place.ask("invite", event, "--all", "--interval-ms", "20", status=None)
    # One that succeeded and overtook the fifth comes between them.
    timely(document["stop_reason"] == "same-error", document)
    equal((document["failed"], document["unknown"]), (5, 0))
    equal("five" in document["error"]["message"], True, document["error"])
    equal(document["waiting"] >= 40 - 5 - MOST_IN_FLIGHT, True, document["waiting"])

    equal(states(place.ask("campaign", "resume", document["campaign_id"], *NO_PACE, status=PARTLY)),
          {"sent": 35, "failed": 5})
    equal(place.ask("campaign", "retry", document["campaign_id"], *NO_PACE)["succeeded"], 40)
    check_everybody_once(emulator, 40)


@test
def failures_that_are_not_alike(place):
    """Four of one code, and again four: neither another code nor a success lets the five come together."""
    emulator = place.start_emulator()
    four = {"do": "refuse", "code": 131026, "times": 4}
    emulator.behave(four, {"do": "refuse", "code": 131021, "times": 1}, four, {"do": "accept", "times": 1}, four)
    event = place.add_event()
    place.add_guests(event, 20)
    document = place.ask("invite", event, "--all", "--interval-ms", "60", status=None)
    # As long as no answer overtakes another.
    timely((document["state"], states(document)) == ("finished", {"failed": 13, "sent": 7}), document)


@test
def three_unknown(place):
    """However the answer went missing, and codes that leave it open are among them."""
    emulator = place.start_emulator()
    emulator.behave({"do": "cut-after", "times": 1}, {"do": "garbage", "times": 1},
                    {"do": "refuse", "code": 131000, "times": 1})
    event = place.add_event()
    place.add_guests(event, 40)
    document = place.ask("invite", event, "--all", "--interval-ms", "20", status=None)
    # One that succeeded and overtook the third comes between them.
    timely(document["stop_reason"] == "unknowns", document)
    equal((document["failed"], document["unknown"]), (0, 3))
    equal(document["waiting"] >= 40 - 3 - MOST_IN_FLIGHT, True, document["waiting"])
    equal(states(place.ask("campaign", "resume", document["campaign_id"], *NO_PACE, status=PARTLY)),
          {"sent": 37, "unknown": 3})
    # Never again by themselves.
    callbacks = [request["callback"] for request in emulator.requests()]
    equal(len(set(callbacks)), len(callbacks))


@test
def unknown_now_and_then(place):
    emulator = place.start_emulator()
    two, taken = {"do": "no-id", "times": 2}, {"do": "accept", "times": 1}
    emulator.behave(two, taken, two, {"do": "refuse", "code": 131026, "times": 1}, two)
    event = place.add_event()
    place.add_guests(event, 12)
    document = place.ask("invite", event, "--all", "--interval-ms", "60", status=None)
    timely((document["state"], states(document)) == ("finished", {"unknown": 6, "failed": 1, "sent": 5}), document)


run()
