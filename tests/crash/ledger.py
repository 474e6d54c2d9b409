# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the ledger beside Invy and holds it against what the emulator remembers.

The rules here are those of the ledger, written down a second time on purpose: a test that asked the program for them
would believe whatever it says.
"""

import contextlib
import shutil
import sqlite3
import tempfile

from outside import equal

# No more requests than this wait for their answers at any time.
MOST_IN_FLIGHT = 32

STEPS = {
    "planned": {"posting", "skipped", "cancelled"},
    "posting": {"planned", "accepted", "held", "failed", "unknown"},
    "unknown": {"accepted", "held", "failed", "resent"},
    "held": {"failed", "resent"},
}

BEFORE_IT_ENDS = {"planned", "posting"}
TAKEN = {"accepted", "held", "sent", "delivered", "read"}

# Graph codes after which a message may go out again: WhatsApp asks to wait, or somebody mends something.
WAIT = {4, 80007, 130429, 131016, 131056, 131057}
MEND = {190, 131042, 132015}

# A code that Invy cannot know, so that a person has to look.
NEW_CODE = 999999


class Message:
    def __init__(self, row, log):
        self.id, self.campaign, self.guest, self.number, self.state, self.code, self.attempts = row
        self.log = log  # of states, oldest first

    def __repr__(self):
        return f"{self.id} {self.number} {self.state} {self.code} {'>'.join(self.log)}"


class Ledger:
    """What the files of a database say, whoever is writing to them. They are copied first, so that a log that a dead
    program left behind is still there for the next one to mend."""

    def __init__(self, database):
        with tempfile.TemporaryDirectory() as folder:
            for suffix in ("-wal", ""):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{database}{suffix}", f"{folder}/copy{suffix}")
            with contextlib.closing(sqlite3.connect(f"{folder}/copy")) as copy:
                self.damage = [row[0] for row in copy.execute("PRAGMA integrity_check") if row[0] != "ok"]
                self.waits = copy.execute("SELECT next_send_at, waiting_until, waiting_reason FROM senders").fetchall()
                self.campaigns = dict(copy.execute("SELECT id, state FROM campaigns"))
                log = {}
                for message, state in copy.execute("SELECT message_id, state FROM message_log ORDER BY id"):
                    log.setdefault(message, []).append(state)
                self.messages = [Message(row, log.get(row[0], [])) for row in copy.execute(
                    "SELECT id, campaign_id, guest_id, phone_e164, state, error_code, attempt FROM messages"
                    " ORDER BY campaign_id, position")]

    def ids(self, *states):
        return {message.id for message in self.messages if message.state in states}


def check_log(message):
    """Everything that became of a message is in its log, and each step is one that there is."""
    equal(message.log[0], "planned", message)
    equal(message.log[-1], message.state, message)
    for before, after in zip(message.log, message.log[1:]):
        equal(after in STEPS.get(before, ()), True, message)
    equal(message.log.count("posting"), message.attempts, message)


def is_usable(request):
    """Whether the answer says what became of the message."""
    return request["did"] in ("accept", "held", "paused", "refuse") and request["error_code"] != NEW_CODE


def check_requests(requests):
    """Nobody was sent to again, unless the answer before was a refusal that asks to wait or to mend something."""
    by_number = {}
    for request in requests:
        if request["to"] is not None:
            by_number.setdefault(request["to"], []).append(request)
    for number, sent in by_number.items():
        for request in sent[:-1]:
            equal((request["taken"], request["error_code"] in WAIT | MEND), (False, True), (number, sent))
        equal(len({request["callback"] for request in sent}), 1, (number, sent))


def check_endings(ledger, requests, in_flight=()):
    """Each row says what became of its message, or that this is not known; in_flight were the ids of those that a
    sender was about to send, or sent, when it died."""
    last = {request["callback"]: request for request in requests if request["callback"]}
    n_cut = sum(request["callback"] is None for request in requests)
    unexplained = []
    for message in ledger.messages:
        check_log(message)
        request = last.get(message.id)
        what = (message, request)
        if message.state in TAKEN:
            equal((request["taken"], is_usable(request)), (True, True), what)
        elif message.state == "failed" and request is None:
            equal((message.id in in_flight, message.code or 0), (True, 0), what)
        elif message.state == "failed":
            equal((request["taken"], request["error_code"]), (False, message.code), what)
        elif message.state == "unknown" and message.id not in in_flight:
            # The connection was cut before its message was read: whose it was, the emulator cannot say.
            if request is None or is_usable(request) and request["error_code"] in WAIT | MEND:
                unexplained.append(what)
            else:
                equal(is_usable(request), False, what)
        elif message.state in ("planned", "skipped", "cancelled") and request is not None:
            equal(request["taken"], False, what)
    equal(len(unexplained) <= n_cut, True, unexplained)
