# SPDX-License-Identifier: GPL-3.0-or-later
"""The database server dies in the middle of sending: nobody gets the invitation twice, nobody is forgotten."""

import json
import os
import pathlib
import random
import signal
import subprocess
import time

from ledger import MOST_IN_FLIGHT, Ledger, check_endings, check_requests
from outside import PATIENCE_S, equal, run, test, wait_until

N_GUESTS = 60
N_DEATHS = 6
# Far more than the deaths need: a sender may find the server still starting.
MOST_RESUMES = 40


def find_server():
    return int(pathlib.Path(os.environ["INVY_TEST_POSTMASTER"]).read_text().splitlines()[0])


def answers():
    server = os.environ["INVY_TEST_POSTGRES"].replace("DATABASE", "postgres", 1)
    return subprocess.run(["psql", "-Xq", server, "-c", "SELECT 1"], capture_output=True, check=False).returncode == 0


def kill_server(how):
    """Kills it and waits until another one has come up in its place."""
    before = find_server()
    os.kill(before, how)
    wait_until(lambda: has_another(before) and answers())


def has_another(before):
    try:
        return find_server() != before
    except (OSError, ValueError, IndexError):
        return False


def send_through_deaths(place, how):
    # It is said aloud when an answer cannot be kept.
    place.environment["G_DEBUG"] = "gc-friendly"
    chance = random.Random()
    emulator = place.start_emulator()
    emulator.behave(*({"do": "slow", "delay_ms": chance.randrange(200)} for _ in range(4 * N_GUESTS)))
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    in_flight = set()
    n_deaths = 0
    for _ in range(MOST_RESUMES):
        campaigns = Ledger(place.database).campaigns
        if "finished" in campaigns.values():
            break
        words = ["campaign", "resume", *campaigns] if campaigns else ["invite", event, "--all"]
        process = place.start(*words, "--interval-ms", "40")
        if n_deaths < N_DEATHS:
            time.sleep(chance.uniform(0.05, 1))
            kill_server(how)
            n_deaths += 1
        output, errors = process.communicate(timeout=PATIENCE_S)
        equal(process.returncode in (0, 3, 4), True, (process.returncode, output, errors))
        equal("error" in (document := json.loads(output)) or document["total"] == N_GUESTS, True, document)
        posting = Ledger(place.database).ids("posting")
        equal(len(posting) <= MOST_IN_FLIGHT, True, posting)
        in_flight |= posting
    ledger = Ledger(place.database)
    equal((list(ledger.campaigns.values()), len(ledger.messages)), (["finished"], N_GUESTS))
    check_requests(emulator.requests())
    check_endings(ledger, emulator.requests(), in_flight)
    print(f"# {n_deaths} deaths, {len(ledger.ids('unknown'))} unknown", flush=True)


@test
def killed(place):
    send_through_deaths(place, signal.SIGKILL)


@test
def shut_down_at_once(place):
    """What pg_ctl calls an immediate shutdown."""
    send_through_deaths(place, signal.SIGQUIT)


run()
