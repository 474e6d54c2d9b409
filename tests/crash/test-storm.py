# SPDX-License-Identifier: GPL-3.0-or-later
"""Senders that are killed at any moment, over and over, while WhatsApp answers badly: nobody gets the invitation twice,
nobody is forgotten, and what the ledger says is true.

Each run tries other moments and other answers. INVY_TEST_SEED=N tries those of an earlier one again, as far as the
machine's own timing allows. With INVY_TEST_FULL the storms last ten times as long.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import time

from ledger import BEFORE_IT_ENDS, MOST_IN_FLIGHT, NEW_CODE, Ledger, check_endings, check_requests
from outside import PATIENCE_S, Place, equal, run, test

N_GUESTS = 200
N_KILLS = 1000 if "INVY_TEST_FULL" in os.environ else 100
# A campaign that is asked to wait for longer pauses, and is resumed: the storm never waits for one sender as long as it
# waits for one that hangs.
WAIT_S = 20
# More senders than this that ended for another reason than waiting, and something does not move.
MOST_SENDERS = 400

SEED = int(os.environ.get("INVY_TEST_SEED", random.SystemRandom().randrange(1_000_000)))

# Too many messages to one guest, who waits four times as long each time.
PAIR_RATE = 131056

# What the emulator does with a request, and how many of a hundred get it.
ANSWERS = (
    (63, {"do": "accept"}),
    (6, {"do": "slow", "delay_ms": 300}),
    (2, {"do": "slow", "delay_ms": 1500}),
    (1, {"do": "held"}),
    (1, {"do": "paused"}),
    (3, {"do": "refuse", "code": 131026}),
    (1, {"do": "refuse", "code": 131030}),
    (1, {"do": "refuse", "code": NEW_CODE}),
    (3, {"do": "rate-limit", "retry_after": 0}),
    (3, {"do": "refuse", "code": PAIR_RATE, "retry_after": 0}),
    (1, {"do": "refuse", "code": 131016, "retry_after": 1}),
    (1, {"do": "refuse", "code": 190}),
    (1, {"do": "refuse", "code": 132015}),
    (2, {"do": "cut-before"}),
    (2, {"do": "cut-after"}),
    (1, {"do": "cut-after", "taken": False}),
    (1, {"do": "stall", "seconds": 1}),
    (1, {"do": "stall", "seconds": 2, "taken": False}),
    (1, {"do": "garbage"}),
    (1, {"do": "garbage", "body": "{}", "taken": False}),
    (1, {"do": "no-id"}),
    (1, {"do": "answer", "http_status": 500, "taken": True}),
    (1, {"do": "answer", "http_status": 503, "body": "<html>Bad gateway</html>"}),
    (1, {"do": "redirect"}),
)
# Troubles seldom come alone.
TIMES = (1, 1, 1, 1, 1, 1, 1, 1, 1, 6)


def draw_answers(chance, n_answers):
    weights, answers = zip(*ANSWERS)
    drawn = [answer | {"times": chance.choice(TIMES)} for answer in chance.choices(answers, weights, k=n_answers)]
    # Six times would be minutes of waiting for the last guest.
    return [answer | {"times": 1} if answer.get("code") == PAIR_RATE else answer for answer in drawn]


class Storm:
    """One campaign of a wedding of its own, from the invitation to its end."""

    def __init__(self, chance, n_kills):
        self.chance = chance
        self.n_kills = n_kills
        self.n_killed = 0
        self.in_flight = set()

    def rage(self, place):
        emulator = place.start_emulator()
        emulator.behave(*draw_answers(self.chance, 4 * N_GUESTS))
        event = place.add_event()
        place.add_guests(event, N_GUESTS)
        n_senders = 0
        while "finished" not in (ledger := Ledger(place.database)).campaigns.values():
            n_senders += not self.send(place, event, ledger.campaigns)
            equal(n_senders <= MOST_SENDERS, True, (ledger.campaigns, ledger.waits))
        self.check(ledger, emulator.requests())

    def send(self, place, event, campaigns):
        """Sends as a planner would who sees that it stopped; more often than not, something kills the sender.

        Returns whether there is nothing to do but to wait."""
        words = ["campaign", "resume", *campaigns] if campaigns else ["invite", event, "--all"]
        process = place.start(*words, "--interval-ms", "0", "--wait", WAIT_S)
        if self.n_killed < self.n_kills:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self.chance.uniform(0.02, 0.6))
            process.kill()
        try:
            output, errors = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired as failure:
            ledger = Ledger(place.database)
            left = [message for message in ledger.messages if message.state in BEFORE_IT_ENDS]
            raise AssertionError(("it hangs", time.time(), ledger.waits, ledger.campaigns, left)) from failure
        if process.returncode == -signal.SIGKILL:
            self.n_killed += 1
            self.look_at_the_dead(place)
            return False
        equal(process.returncode in (0, 3, 4), True, (process.returncode, output, errors))
        equal(Ledger(place.database).ids("posting"), set(), output)
        waits = json.loads(output).get("stop_reason") == "waited-too-long"
        if waits:
            time.sleep(1)
        return waits

    def look_at_the_dead(self, place):
        ledger = Ledger(place.database)
        equal((ledger.damage, len(ledger.campaigns) <= 1), ([], True))
        posting = ledger.ids("posting")
        equal(len(posting) <= MOST_IN_FLIGHT, True, posting)
        self.in_flight |= posting

    def check(self, ledger, requests):
        equal((list(ledger.campaigns.values()), ledger.damage), (["finished"], []))
        equal(len({message.number for message in ledger.messages}), N_GUESTS)
        equal((len(ledger.messages), ledger.ids(*BEFORE_IT_ENDS)), (N_GUESTS, set()))
        check_requests(requests)
        check_endings(ledger, requests, self.in_flight)


def storm(number):
    chance = random.Random(f"{SEED} {number}")
    n_left = N_KILLS
    while n_left > 0:
        with Place() as place:
            campaign = Storm(chance, min(n_left, 25))
            campaign.rage(place)
            n_left -= campaign.n_killed
            print(f"# storm {number}: {campaign.n_killed} kills, {len(campaign.in_flight)} in flight", flush=True)


@test
def storm_one(_place):
    storm(1)


@test
def storm_two(_place):
    storm(2)


print(f"# INVY_TEST_SEED={SEED}")
run(n_at_once=2)
