# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the ledger beside Invy and holds it against what the emulator remembers.

The rules here are those of the ledger, written down a second time on purpose: a test that asked the program for them
would believe whatever it says.
"""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import tempfile

from outside import PATIENCE_S, equal

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
    """What a database says, whoever is writing to it."""

    def __init__(self, database):
        is_server = str(database).startswith("postgresql:")
        with (Server if is_server else Files)(database) as source:
            self.damage = source.find_damage()
            self.waits = source.read("SELECT next_send_at, waiting_until, waiting_reason FROM senders")
            self.campaigns = dict(source.read("SELECT id, state FROM campaigns"))
            # The log after the messages, or one of them could be further than its log.
            rows = source.read("SELECT id, campaign_id, guest_id, phone_e164, state, error_code, attempt FROM messages"
                               " ORDER BY campaign_id, position")
            log = {}
            for message, state in source.read("SELECT message_id, state FROM message_log ORDER BY id"):
                log.setdefault(message, []).append(state)
            self.messages = [Message(row, log.get(row[0], [])) for row in rows]

    def ids(self, *states):
        return {message.id for message in self.messages if message.state in states}


class Files:
    """Those of SQLite. They are copied first, so that a log that a dead program left behind is still there for the next
    one to mend."""

    def __init__(self, database):
        self.cleanup = contextlib.ExitStack()
        folder = self.cleanup.enter_context(tempfile.TemporaryDirectory())
        for suffix in ("-wal", ""):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(f"{database}{suffix}", f"{folder}/copy{suffix}")
        self.copy = self.cleanup.enter_context(contextlib.closing(sqlite3.connect(f"{folder}/copy")))

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.cleanup.close()

    def read(self, sql):
        return self.copy.execute(sql).fetchall()

    def find_damage(self):
        return [row[0] for row in self.read("PRAGMA integrity_check") if row[0] != "ok"]


class Server:
    """A database of PostgreSQL, as its administrator sees it."""

    def __init__(self, database):
        self.address = database.replace("://planner@", "://invy@", 1)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        pass

    def read(self, sql):
        command = ["psql", "-XqAt", self.address, "-c", "SET search_path = invy",
                   "-c", f"SELECT coalesce (json_agg (row_to_json (r)), '[]') FROM ({sql}) r"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        return [tuple(row.values()) for row in json.loads(done.stdout)]

    def find_damage(self):
        """It looks after its files itself."""
        return []


def change(database, sql, patience_s=PATIENCE_S):
    """Changes something past the program, as an administrator can; in SQLite when whoever writes there has done so."""
    if str(database).startswith("postgresql:"):
        subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", Server(database).address,
                        "-c", "SET search_path = invy", "-c", sql], check=True)
        return
    with contextlib.closing(sqlite3.connect(database, timeout=patience_s, isolation_level=None)) as connection:
        connection.execute(sql)


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
