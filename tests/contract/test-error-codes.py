# SPDX-License-Identifier: GPL-3.0-or-later
"""What each of Meta's error codes does to its message, to the campaign and to the planner, through the emulator.

tests/fixtures/graph-errors.json says what is expected of each code; a displayless test compares it with the table in
the sources.
"""

import concurrent.futures
import contextlib
import itertools
import json
import pathlib
import sqlite3
import time

from outside import Emulator, Place, equal, patiently, run, test, timely

FIXTURE = pathlib.Path(__file__).parents[1] / "fixtures" / "graph-errors.json"
ROWS = json.loads(FIXTURE.read_text(encoding="utf-8"))

# Codes that no list has; the last is the highest that fits.
UNLISTED = (5, 300, 131001, 131057 + 1, 2388092, 2147483647)
UNLISTED_SAYS = ("WhatsApp answered with an error that Invy does not know. Look the code up in Meta’s list of errors "
                 "before sending again.")

HTTP_STATUSES = (200, 400, 401, 404, 429, 503)

DETAILS = "what Meta adds"
DAY_S = 24 * 60 * 60

# invyctl's exit statuses
DONE, PARTLY, STOPPED = 0, 3, 4


class Pair:
    """Two guests of a wedding in a database of its own. What happens to the first one's messages is up to the test."""

    def __init__(self, place, emulator, number):
        self.place = place
        self.emulator = emulator
        self.numbers = tuple(f"+1555555{2 * number + i:04}" for i in range(2))
        place.use_account(emulator.url)
        self.event = place.add_event()
        guests = [f"Guest {i},{phone}" for i, phone in enumerate(self.numbers)]
        place.ask("guest", "import", self.event, place.write("guests.csv", "\n".join(["first name,phone", *guests])))
        self.campaign = None

    def behave(self, **order):
        self.emulator.behave({"to": self.numbers[0], "details": DETAILS} | order)

    def invite(self, *options, status):
        document = self.place.ask("invite", self.event, "--all", "--interval-ms", "0", *options, status=status)
        self.campaign = document["campaign_id"]
        return document

    def ask(self, command, *options, status):
        return self.place.ask("campaign", command, self.campaign, "--interval-ms", "0", *options, status=status)

    def messages(self):
        return self.place.ask("message", "list", self.campaign)

    def times(self, i):
        """When the requests for one of the guests came, in milliseconds."""
        return [request["time_ms"] for request in self.emulator.requests() if request["to"] == self.numbers[i]]


def on_each(cases, function):
    """Calls function (pair, case) for all of them, a few at a time; says of each that failed why."""
    emulator = Emulator()
    numbers = itertools.count()

    def try_it(case):
        with Place() as place:
            function(Pair(place, emulator, next(numbers)), case)

    def attempt(case):
        try:
            patiently(lambda: try_it(case))
        except Exception as failure:  # a test may fail in any way
            return f"{case}: {failure}"
        return None

    with contextlib.ExitStack() as stack:
        stack.callback(emulator.stop)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            failures = [found for found in pool.map(attempt, cases) if found is not None]
    if not cases or failures:
        raise AssertionError("\n".join(failures) or "nothing to try")


def expected(*retries, scopes):
    """The codes of these kinds, each with the sentence for it; of a range the first, the last and one between."""
    found = []
    for row in ROWS:
        if row["retry"] in retries and row["scope"] in scopes:
            first, last = row.get("first", row.get("code")), row.get("last", row.get("code"))
            found += [(code, row["says"]) for code in sorted({first, (first + last) // 2, last})]
    return found


def look(entry):
    return tuple(entry[name] for name in ("status", "error_code", "error"))


def check_stop(document, reason, sentence=None):
    equal((document["state"], document["stop_reason"], document["error"]["code"]), ("paused", reason, reason))
    if sentence is not None:
        equal(document["error"]["message"], sentence)


SENT = ("sent", None, None)
WAITS = ("planned", None, None)


@test
def one_guest_fails_and_the_others_go_on(_place):
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code)
        document = pair.invite(status=PARTLY)
        equal(document["state"], "finished")
        equal([look(entry) for entry in document["results"]], [("failed", code, says), SENT])
        equal((document["results"][0]["error_detail"], document["results"][0]["attempt"]), (DETAILS, 1))

        # Not again by itself.
        pair.ask("resume", status=PARTLY)
        equal((len(pair.times(0)), len(pair.times(1))), (1, 1))

    on_each(expected("never", "after_fix", scopes=["guest"]), check)


@test
def the_campaign_pauses_until_somebody_mends_it(_place):
    """At once and without a cost; unmended, the same code fails its guest, and only that one."""
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code, times=2)
        document = pair.invite(status=STOPPED)
        check_stop(document, f"code:{code}", says)
        equal([look(entry) for entry in document["results"]], [("planned", code, says), WAITS])
        equal((len(pair.times(0)), len(pair.times(1))), (1, 0))

        document = pair.ask("resume", status=PARTLY)
        equal((document["state"], document["stop_reason"]), ("finished", None))
        equal([look(entry) for entry in document["results"]], [("failed", code, says), SENT])
        equal(document["results"][0]["attempt"], 2)

        document = pair.ask("retry", status=DONE)
        equal([look(entry) for entry in document["results"]], [SENT, SENT])
        equal([message["state"] for message in pair.messages()], ["failed", "accepted", "accepted"])
        equal((len(pair.times(0)), len(pair.times(1))), (3, 1))

    on_each(expected("never", "after_fix", scopes=["template", "run"]), check)


@test
def the_campaign_pauses_until_later(_place):
    """As often as it is resumed too soon; nobody fails for that."""
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code, times=2)
        document = pair.invite(status=STOPPED)
        for attempt in (1, 2):
            check_stop(document, f"code:{code}", says)
            equal([look(entry) for entry in document["results"]], [("planned", code, says), WAITS])
            equal((len(pair.times(0)), len(pair.times(1))), (attempt, 0))
            document = pair.ask("resume", status=STOPPED if attempt == 1 else DONE)

        equal([look(entry) for entry in document["results"]], [SENT, SENT])
        equal((len(pair.times(0)), len(pair.times(1))), (3, 1))

    on_each(expected("later", scopes=["template", "run"]), check)


@test
def the_whole_sender_waits(_place):
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code, times=2)
        document = pair.invite("--wait", "0", status=STOPPED)
        check_stop(document, "waited-too-long")
        equal([look(entry) for entry in document["results"]], [("planned", code, says), WAITS])
        equal((len(pair.times(0)), len(pair.times(1))), (1, 0))

        document = pair.ask("resume", status=DONE)
        equal([look(entry) for entry in document["results"]], [SENT, SENT])
        equal([entry["attempt"] for entry in document["results"]], [3, 1])
        equal([message["state"] for message in pair.messages()], ["accepted", "accepted"])
        first, second = pair.times(0), pair.times(1)
        equal(first[2] - first[1] >= 750 and second[0] - first[1] >= 750, True, (first, second))

    on_each(expected("backoff", scopes=["run"]), check)


@test
def only_that_guest_waits(_place):
    """4^n seconds, beginning with one; nobody else is held up."""
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code, times=2)
        document = pair.invite("--wait", "0", status=STOPPED)
        check_stop(document, "waited-too-long")
        equal([look(entry) for entry in document["results"]], [("planned", code, says), SENT])

        document = pair.ask("resume", status=DONE)
        equal([look(entry) for entry in document["results"]], [SENT, SENT])
        equal([entry["attempt"] for entry in document["results"]], [3, 1])
        first, second = pair.times(0), pair.times(1)
        equal((len(first), len(second)), (3, 1))
        equal(1000 <= first[1] - first[0] and 4000 <= first[2] - first[1], True, first)
        timely(first[2] - first[1] < 6000 and second[0] - first[0] < 900, (first, second))

    on_each(expected("backoff", scopes=["guest"]), check)


@test
def it_may_have_arrived(_place):
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code)
        document = pair.invite(status=PARTLY)
        equal(document["state"], "finished")
        equal([look(entry) for entry in document["results"]], [("unknown", code, says), SENT])
        equal(document["results"][0]["error_detail"], DETAILS)

        pair.ask("resume", status=PARTLY)
        pair.place.refuse("campaign", "retry", pair.campaign, status=2, code="nothing-to-retry")
        equal((len(pair.times(0)), len(pair.times(1))), (1, 1))

    on_each(expected("review", scopes=["guest", "template", "run"]) + [(code, UNLISTED_SAYS) for code in UNLISTED],
            check)


@test
def tomorrow_three_times_at_most(_place):
    """The row failed and stays; another one waits for a day, and after the third of those nothing does."""
    def check(pair, case):
        code, says = case
        pair.behave(do="refuse", code=code)
        document = pair.invite(status=STOPPED)
        for attempt in range(1, 4):
            check_stop(document, "tomorrow")
            equal(look(document["results"][1]), SENT)
            *rows, waiting = [row for row in pair.messages() if row["phone"] == pair.numbers[0]]
            equal([look(row) for row in rows], [("failed", code, says)] * attempt)
            equal((waiting["status"], waiting["error_code"]), ("planned", None))
            equal(len({row["id"] for row in [*rows, waiting]}), attempt + 1)
            check_stop(pair.ask("resume", status=STOPPED), "tomorrow")
            equal(len(pair.times(0)), attempt)

            due = pass_a_day(pair)
            equal(abs(due - time.time() - DAY_S) < 600, True, due)
            document = pair.ask("resume", status=STOPPED if attempt < 3 else PARTLY)

        equal(document["state"], "finished")
        equal([look(entry) for entry in document["results"]], [("failed", code, says), SENT])
        equal((len(pair.times(0)), len(pair.times(1))), (4, 1))

    on_each(expected("wait_24h", scopes=["guest"]), check)


def pass_a_day(pair):
    """Lets what waits be due; returns when it would have been, in seconds since 1970."""
    with contextlib.closing(sqlite3.connect(pair.place.database)) as database:
        (due,), = database.execute("SELECT next_attempt_at FROM messages WHERE state = 'planned'").fetchall()
        database.execute("UPDATE messages SET next_attempt_at = 1 WHERE state = 'planned'")
        database.commit()
    return due / 1000


def summary(pair):
    """What a campaign's first run comes to."""
    result = pair.place.run("invite", pair.event, "--all", "--interval-ms", "0", "--wait", "0")
    entries = [(entry["status"], entry["error_code"]) for entry in result.json["results"]]
    return (result.status, result.json["state"], result.json["stop_reason"], result.json.get("error"), entries,
            len(pair.times(0)), len(pair.times(1)))


@test
def neither_status_nor_wording_decides(_place):
    """Not HTTP's status, not the texts, which may be translated or speak of another code, not the type of the error."""
    errors = {
        "plain": lambda code: {"code": code, "message": "x", "type": "OAuthException"},
        "misleading": lambda code: {"code": code, "type": "GraphMethodException", "is_transient": True,
                                    "message": "(#190) Error validating access token", "error_subcode": 463,
                                    "error_data": {"details": "130429 rate limit hit, 131026 undeliverable"}},
        "translated": lambda code: {"code": code, "message": "Nachricht nicht zustellbar", "error_data": "später"},
        "digits": lambda code: {"code": str(code)},
    }
    seen = {}

    def check(pair, case):
        code, status, wording = case
        pair.behave(do="answer", http_status=status, taken=False,
                    body=json.dumps({"error": errors[wording](code)}, ensure_ascii=False))
        equal(seen.setdefault(code, (found := summary(pair))), found)

    codes = (131026, 190, 131000, 131049, 130429, 131056, 300)
    on_each([(code, status, "plain") for code in codes for status in HTTP_STATUSES]
            + [(code, 400, wording) for code in codes for wording in errors if wording != "plain"], check)
    # They are told apart by what is left: the code.
    equal(len({str(found) for found in seen.values()}), len(codes))


run()
