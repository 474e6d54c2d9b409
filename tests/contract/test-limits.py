# SPDX-License-Identifier: GPL-3.0-or-later
"""How many people Meta lets a business write to in 24 hours: said before sending, kept to, and nobody twice."""

import contextlib
import sqlite3
import time

from outside import equal, run, test

BUSINESS_ACCOUNT_ID = "102290129340398"
DAY_S = 24 * 60 * 60

DONE, STOPPED = 0, 4


def start(place, limit="TIER_250"):
    emulator = place.start_emulator()
    emulator.call("account", {"number": {"whatsapp_business_manager_messaging_limit": limit}})
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    return emulator


def pass_hours(place, hours):
    """As if everything had been sent so much earlier."""
    with contextlib.closing(sqlite3.connect(place.database)) as database:
        database.execute("UPDATE messages SET posting_at = posting_at - ? WHERE posting_at IS NOT NULL",
                         (hours * 3600 * 1000,))
        database.commit()


def check_times(document, *days):
    """When each wave may begin: None for now, else in so many days, some minutes more or less."""
    now = time.time()
    for text, day in zip(document["wave_times"], days, strict=True):
        if day is None:
            equal(text, None)
            continue
        at = time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
        equal(abs(time.mktime(at) - time.timezone - now - day * DAY_S) < 600, True, text)


@test
def six_hundred_guests(place):
    """At no pace at all: the first 250 go, the others wait, a day at a time, and nobody gets it twice."""
    emulator = start(place)
    event = place.add_event()
    place.add_guests(event, 600)

    document = place.ask("invite", event, "--all", "--interval-ms", "0", status=STOPPED)
    campaign = document["campaign_id"]
    equal((document["state"], document["stop_reason"], document["error"]["code"]), ("paused", "limit", "limit"))
    equal((document["total"], document["succeeded"], document["waiting"]), (600, 250, 350))
    equal(document["waves"], [250, 250, 100])
    check_times(document, None, 1, 2)
    equal(emulator.memory()["n_requests"], 250)

    # Too soon: nothing goes.
    document = place.ask("campaign", "resume", campaign, "--interval-ms", "0", status=STOPPED)
    equal((document["stop_reason"], document["succeeded"], document["waves"]), ("limit", 250, [250, 100]))
    check_times(document, 1, 2)
    equal(emulator.memory()["n_requests"], 250)

    for n_sent, status in ((500, STOPPED), (600, DONE)):
        pass_hours(place, 24)
        document = place.ask("campaign", "resume", campaign, "--interval-ms", "0", status=status)
        equal(document["succeeded"], n_sent)
    equal((document["state"], document["stop_reason"], document["waves"]), ("finished", None, [100]))

    memory = emulator.memory()
    equal((memory["n_requests"], memory["n_taken"]), (600, 600))
    equal((memory["duplicate_callbacks"], memory["duplicate_recipients"]), ([], []))


@test
def the_window_rolls(place):
    """Whoever was written to by an earlier campaign counts, until a day has passed."""
    emulator = start(place)
    first, second = place.add_event(), place.add_event()
    place.add_guests(first, 100)
    equal(place.ask("invite", first, "--all", "--interval-ms", "0")["waves"], [100])
    pass_hours(place, 1)
    place.add_guests(second, 260)

    document = place.ask("invite", second, "--all", "--interval-ms", "0", "--dry-run")
    equal((document["ready"], document["waves"]), (260, [150, 110]))
    check_times(document, None, 1)
    # A hundred of them are the same people, who are counted once.
    document = place.ask("invite", second, "--all", "--interval-ms", "0", status=STOPPED)
    equal((document["waves"], document["stop_reason"]), ([150, 110], "limit"))
    n_sent, n_left = document["succeeded"], document["waiting"]
    equal((150 <= n_sent <= 250, n_sent + n_left), (True, 260), n_sent)

    # The first campaign is a day old now, the second is not.
    pass_hours(place, 23)
    document = place.ask("campaign", "resume", document["campaign_id"], "--interval-ms", "0", status=STOPPED)
    equal((document["waves"], document["succeeded"]), ([250 - n_sent, 10], 250))
    check_times(document, None, 1)
    pass_hours(place, 1)
    document = place.ask("campaign", "resume", document["campaign_id"], "--interval-ms", "0")
    equal((document["state"], document["succeeded"]), ("finished", 260))
    equal(emulator.memory()["n_requests"], 360)


@test
def the_dry_run_says_it_without_asking(place):
    """From what was kept: once the limit was read, and in words too."""
    emulator = start(place)
    event = place.add_event()
    place.add_guests(event, 251)
    equal(place.ask("invite", event, "--all", "--dry-run")["waves"], [251])
    equal(place.ask("invite", event, "--all", "--interval-ms", "0", status=STOPPED)["waves"], [250, 1])
    emulator.stop()

    other = place.add_event()
    place.add_guests(other, 10)
    result = place.run("invite", other, "--all", "--dry-run")
    equal((result.status, result.json["waves"]), (0, [10]))
    check_times(result.json, 1)
    equal("250 people in 24 hours" in result.errors and "10 from " in result.errors, True, result.errors)
    emulator.start()


@test
def without_a_limit(place):
    start(place, "TIER_UNLIMITED")
    event = place.add_event()
    place.add_guests(event, 300)
    result = place.run("invite", event, "--all", "--interval-ms", "0")
    equal((result.status, result.json["waves"], result.json["wave_times"]), (DONE, [300], [None]))
    equal("24 hours" in result.errors, False, result.errors)


@test
def an_answer_that_leaves_the_limit_out(place):
    """What was read before holds until WhatsApp says something else."""
    emulator = start(place)
    event = place.add_event()
    place.add_guests(event, 260)
    campaign = place.ask("invite", event, "--all", "--interval-ms", "0", status=STOPPED)["campaign_id"]
    for limit in (None, "TIER_OF_NEXT_YEAR"):
        emulator.call("account", {"number": {"whatsapp_business_manager_messaging_limit": limit}})
        document = place.ask("campaign", "resume", campaign, "--interval-ms", "0", status=STOPPED)
        equal((document["stop_reason"], document["waves"]), ("limit", [10]))
    emulator.call("account", {"number": {"whatsapp_business_manager_messaging_limit": "TIER_2K"}})
    equal(place.ask("campaign", "resume", campaign, "--interval-ms", "0")["succeeded"], 260)


@test
def what_goes_to_one_number_or_nowhere_has_no_limit(place):
    start(place)
    event = place.add_event()
    place.add_guests(event, 251)
    # A practice has guests for whom it fails.
    equal(place.ask("invite", event, "--all", "--practice", "--interval-ms", "0", status=None)["waves"], [251])
    document = place.ask("invite", event, "--all", "--phone-override", "+15555559999", "--interval-ms", "0")
    equal((document["waves"], document["succeeded"]), ([251], 251))


@test
def marketing_to_the_united_states(place):
    """Warned before sending: WhatsApp does not deliver it. Canada has the same country code."""
    emulator = start(place)
    emulator.call("templates", [
        {"name": name, "language": "en", "category": category, "components": [{"type": "BODY", "text": "Dear guest"}]}
        for name, category in (("offer", "MARKETING"), ("news", "UTILITY"))])
    place.ask("template", "sync")
    event = place.add_event(language="en")
    place.add_guest(event, "New York", "+12125550123")
    place.add_guest(event, "Toronto", "+14165550123")
    place.add_guest(event, "Haifa", "+972502345678")

    for name, words in (("offer", "United States"), ("news", None)):
        for option in ("--dry-run", "--again"):
            document = place.ask("invite", event, "--all", "--template", name, "--interval-ms", "0", "--dry-run", option)
            warnings = {entry["guest_name"]: entry["warning"] for entry in document["results"]}
            equal(words is not None and words in (warnings["New York"] or ""), words is not None, warnings)
            equal((warnings["Toronto"], warnings["Haifa"]), (None, None))


run()
