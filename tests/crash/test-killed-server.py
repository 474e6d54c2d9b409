# SPDX-License-Identifier: GPL-3.0-or-later
"""The database server dies in the middle of sending, again and again: the sender waits for it and goes on by itself, nobody
gets the invitation twice, nobody is forgotten."""

import os
import pathlib
import random
import signal
import subprocess
import time

from ledger import Ledger, check_endings, check_requests
from outside import PATIENCE_S, equal, run, test, wait_until

N_GUESTS = 60
N_DEATHS = 4
# A sender that does not hear that it has its lease again leaves it to the next one.
MOST_RUNS = N_DEATHS + 1


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


def kill_while_it_sends(emulator, process, how, n_deaths):
    """Kills the server whenever something was sent since the last time; returns how often."""
    chance = random.Random()
    for n in range(n_deaths):
        before = emulator.memory()["n_requests"]
        wait_until(lambda: emulator.memory()["n_requests"] > before or process.poll() is not None)
        time.sleep(chance.uniform(0, 0.3))
        if process.poll() is not None:
            return n
        kill_server(how)
    return n_deaths


def send_through_deaths(place, how):
    chance = random.Random()
    emulator = place.start_emulator()
    emulator.behave(*({"do": "slow", "delay_ms": chance.randrange(200)} for _ in range(4 * N_GUESTS)))
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    words = ["invite", event, "--all"]
    n_deaths = 0
    for _ in range(MOST_RUNS):
        process = place.start(*words, "--interval-ms", "100")
        n_deaths += kill_while_it_sends(emulator, process, how, N_DEATHS - n_deaths)
        output, errors = process.communicate(timeout=PATIENCE_S)
        campaigns = Ledger(place.database).campaigns
        if process.returncode in (0, 3):
            break
        # What it was going to say got lost with the server, or it does not know that it may go on.
        equal(process.returncode, 4, (output, errors))
        words = ["campaign", "resume", *campaigns] if campaigns else words
    ledger = Ledger(place.database)
    equal((list(ledger.campaigns.values()), len(ledger.messages)), (["finished"], N_GUESTS))
    requests = emulator.requests()
    # Every answer is written down in the end: unknown is only what was claimed, and nobody heard of it.
    unheard = ledger.ids("unknown") - {request["callback"] for request in requests}
    check_requests(requests)
    check_endings(ledger, requests, unheard)
    print(f"# {n_deaths} deaths, {len(ledger.ids('unknown'))} unknown", flush=True)


@test
def killed(place):
    send_through_deaths(place, signal.SIGKILL)


@test
def shut_down_at_once(place):
    """What pg_ctl calls an immediate shutdown."""
    send_through_deaths(place, signal.SIGQUIT)


run()
