# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast it goes, and how long it waits when Meta asks for it: by the emulator's clock."""

import datetime
import email.utils
import json
import signal
import time

from outside import PATIENCE_S, equal, run, test, timely, wait_until

FIRST = "+15555550000"
SECOND = "+15555550001"

NO_PACE = ("--interval-ms", "0")

# How much later than planned things may be on a busy computer, in milliseconds.
LATE = 700

# invyctl's exit statuses
DONE, STOPPED = 0, 4


def times(emulator, to=None):
    return [request["time_ms"] for request in emulator.requests() if to in (None, request["to"])]


def gaps(moments):
    return [later - earlier for earlier, later in zip(moments, moments[1:])]


def check_between(found, least, most):
    equal(least <= found, True, f"{found} ms, which should be {least} to {most}")
    timely(found <= most + LATE, f"{found} ms, which should be {least} to {most}")


def check_pace(moments, interval_ms):
    """However they are spread over programs, no stretch of time has more messages than the pace allows."""
    for i, begin in enumerate(moments):
        for j in range(i + 1, len(moments)):
            # A request may reach the emulator late, and the one after it in time.
            least = (j - i) * interval_ms - interval_ms / 2
            timely(moments[j] - begin >= least, f"{moments} at {interval_ms} ms")


def refused_once(place, make_order):
    """Sends to two guests, the first of whom is refused once; returns how long that was waited for. The order is made as
    late as can be."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 2)
    emulator.behave({"times": 1} | make_order())
    document = place.ask("invite", event, "--all", *NO_PACE)
    equal((document["state"], document["succeeded"]), ("finished", 2))
    moments = times(emulator)
    equal(len(moments), 3)
    return moments[1] - moments[0]


@test
def retry_after_in_seconds(place):
    check_between(refused_once(place, lambda: {"do": "rate-limit", "retry_after": 3}), 3000, 3000)


@test
def retry_after_as_a_date(place):
    """It counts in whole seconds, so that up to one is lost, and from when it was asked for."""
    asked = []

    def make_order():
        asked.append(time.monotonic())
        when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=6)
        return {"do": "rate-limit", "headers": {"Retry-After": email.utils.format_datetime(when, usegmt=True)}}
    waited = refused_once(place, make_order)
    equal(time.monotonic() - asked[0] >= 5, True)
    # Longer than without a word from Meta, unless it began so late that little was left.
    timely(waited >= 1500, waited)


@test
def retry_after_nothing(place):
    """No time at all is not what counts: whoever is refused for ever would ask for ever."""
    check_between(refused_once(place, lambda: {"do": "refuse", "code": 133004, "retry_after": 0}), 750, 1250)


@test
def usage_header(place):
    """Minutes; without a word on when access comes back the wait is our own."""
    usage = {"1": [{"type": "messages", "call_count": 100, "estimated_time_to_regain_access": 0}]}
    headers = {"X-Business-Use-Case-Usage": json.dumps(usage)}
    check_between(refused_once(place, lambda: {"do": "rate-limit", "headers": headers}), 750, 1250)


@test
def usage_header_that_asks_for_longer_than_allowed(place):
    """The longest of its estimates; a campaign that may wait for half a minute pauses at once."""
    emulator = place.start_emulator()
    usage = {"1": [{"estimated_time_to_regain_access": 0}, {"estimated_time_to_regain_access": 1}], "2": []}
    emulator.behave({"do": "rate-limit", "times": 1, "headers": {"X-Business-Use-Case-Usage": json.dumps(usage)}})
    event = place.add_event()
    place.add_guests(event, 2)
    began = time.monotonic()
    document = place.ask("invite", event, "--all", *NO_PACE, "--wait", "59", status=STOPPED)
    equal((document["state"], document["stop_reason"], document["waiting"]), ("paused", "waited-too-long", 2))
    timely(time.monotonic() - began < 30)
    equal(len(times(emulator)), 1)


@test
def waiting_is_told(place):
    """Until when and why, by whoever sends and by whoever looks; the number waits, so a restart does not get around."""
    emulator = place.start_emulator()
    usage = {"1": [{"type": "messages", "estimated_time_to_regain_access": 2}]}
    emulator.behave({"do": "rate-limit", "times": 1, "headers": {"X-Business-Use-Case-Usage": json.dumps(usage)}})
    event, other = place.add_event(), place.add_event()
    for each in (event, other):
        place.add_guests(each, 2)
    asked = time.time()
    process = place.start("invite", event, "--all", *NO_PACE, "--wait", "150")
    wait_until(lambda: place.campaigns(event) and place.campaigns(event)[0]["waiting_until"])
    shown = place.campaigns(event)[0]
    until = datetime.datetime.fromisoformat(shown["waiting_until"])
    equal(118 <= until.timestamp() - asked <= time.time() - asked + 120, True, shown)
    equal((shown["state"], shown["waiting_reason"]), ("running", "code:130429"))
    equal(place.ask("campaign", "show", shown["campaign_id"])["waiting_until"], shown["waiting_until"])
    process.send_signal(signal.SIGINT)
    errors = process.communicate(timeout=PATIENCE_S)[1].decode()
    equal(f"Waiting until {until.astimezone():%H:%M}" in errors and "fewer messages" in errors, True, errors)

    for words in (["campaign", "resume", shown["campaign_id"]], ["invite", other, "--all"]):
        document = place.ask(*words, *NO_PACE, "--wait", "60", status=STOPPED)
        equal((document["stop_reason"], document["waiting"]), ("waited-too-long", 2))
    equal(len(times(emulator)), 1)


@test
def doubling(place):
    """With up to a quarter more or less."""
    emulator = place.start_emulator()
    emulator.behave({"do": "rate-limit", "times": 3})
    event = place.add_event()
    place.add_guests(event, 1)
    equal(place.ask("invite", event, "--all", *NO_PACE)["succeeded"], 1)
    found = gaps(times(emulator))
    equal(len(found), 3)
    for gap, middle in zip(found, (1000, 2000, 4000)):
        check_between(gap, 0.75 * middle, 1.25 * middle)


@test
def refused_together(place):
    """Many that were in flight together were refused for one reason: that is one wait, not a doubling for each."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 10}, {"do": "rate-limit", "times": 10, "delay_ms": 200})
    event = place.add_event()
    place.add_guests(event, 40)
    equal(place.ask("invite", event, "--all", *NO_PACE, "--wait", "20")["succeeded"], 40)
    # Some of the ten may be left for the one that goes ahead after the wait.
    timely(max(gaps(times(emulator))) < 2500 + LATE, gaps(times(emulator)))
    equal(emulator.memory()["duplicate_recipients"], [])


@test
def waited_too_long(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "rate-limit"})
    event = place.add_event()
    place.add_guests(event, 3)
    document = place.ask("invite", event, "--all", *NO_PACE, "--wait", "2", status=STOPPED)
    equal((document["state"], document["stop_reason"], document["error"]["code"]),
          ("paused", "waited-too-long", "waited-too-long"))
    equal((document["waiting"], document["failed"], document["unknown"]), (3, 0, 0))
    equal(2 <= len(times(emulator)) <= 3, True, times(emulator))

    emulator.call("reset", {})
    equal(place.ask("campaign", "resume", document["campaign_id"], *NO_PACE)["succeeded"], 3)
    equal(emulator.memory()["duplicate_recipients"], [])


@test
def one_guest_waits(place):
    """4^n seconds for the one whose number had too many messages, or as long as Meta says; the others go on."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131056, "to": FIRST, "times": 2},
                    {"do": "refuse", "code": 131056, "to": SECOND, "times": 1, "retry_after": 2})
    event = place.add_event()
    place.add_guests(event, 12)
    equal(place.ask("invite", event, "--all", *NO_PACE)["succeeded"], 12)
    first = gaps(times(emulator, FIRST))
    check_between(first[0], 1000, 1000)
    check_between(first[1], 4000, 4000)
    second = gaps(times(emulator, SECOND))
    check_between(second[0], 2000, 2000)
    equal((len(first), len(second)), (2, 1))
    others = [request["time_ms"] for request in emulator.requests() if request["to"] not in (FIRST, SECOND)]
    timely(max(others) - times(emulator)[0] < 900, others)


@test
def one_guest_waits_too_long(place):
    """The others are sent to, and the one who is left waits for a resume."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131056, "to": FIRST})
    event = place.add_event()
    place.add_guests(event, 3)
    document = place.ask("invite", event, "--all", *NO_PACE, "--wait", "3", status=STOPPED)
    equal((document["state"], document["stop_reason"]), ("paused", "waited-too-long"))
    equal([entry["status"] for entry in document["results"]], ["planned", "sent", "sent"])
    equal(len(times(emulator, FIRST)), 2)


@test
def restart_does_not_double_the_pace(place):
    """Killed and started again at once, it goes on at the moment that was left in the database."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, 12)
    words = ["invite", event, "--all"]
    for n_requests in (3, 6, 9):
        process = place.start(*words, "--interval-ms", "300")
        wait_until(lambda already=n_requests: len(times(emulator)) >= already)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE_S)
        words = ["campaign", "resume", place.campaigns(event)[0]["campaign_id"]]
    place.ask(*words, "--interval-ms", "300", status=None)
    check_pace(times(emulator), 300)
    equal(emulator.memory()["duplicate_recipients"], [])


@test
def two_weddings_share_the_pace(place):
    """Two programs that send from the same number are together no faster than one."""
    emulator = place.start_emulator()
    events = [place.add_event(), place.add_event()]
    for event in events:
        place.add_guests(event, 12)
    processes = [place.start("invite", event, "--all", "--interval-ms", "150") for event in events]
    for process in processes:
        process.communicate(timeout=PATIENCE_S)
        equal(process.returncode, DONE)
    check_pace(times(emulator), 150)
    # In turn, not one after the other.
    first = place.ask("campaign", "show", place.campaigns(events[0])[0]["campaign_id"])
    own = {entry["id"] for entry in first["results"]}
    is_own = [request["callback"] in own for request in emulator.requests()]
    timely(set(is_own[:len(is_own) // 2]) == {True, False}, is_own)


run()
