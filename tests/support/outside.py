# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs invyctl and the emulator from outside, as a script would; results are printed as TAP.

A test is a function that takes a Place and is marked with @test; run () runs all of them, each in a Place of its own.
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

# Of this run alone: wherever it appears, it came from here.
TOKEN = "EAAG" + secrets.token_hex(24)
PHONE_NUMBER_ID = "106540352242922"

# Long enough for a slow machine under a sanitizer; whoever waits for its end has failed.
PATIENCE_S = 120

# How often a test is tried that may have failed because the computer was busy.
MOST_TRIES = 5

NOBODY = 65534

tests = []


def test(function):
    tests.append(function)
    return function


def run_one(number, function, in_file):
    """Runs one test; returns whether it passed, and the lines that say so."""
    name = function.__name__.replace("_", "-")

    def try_it():
        with Place(in_file) as place:
            function(place)
    try:
        patiently(try_it)
    except Exception:  # a test may fail in any way
        return False, [f"not ok {number} - {name}", *(f"# {line}" for line in traceback.format_exc().splitlines())]
    return True, [f"ok {number} - {name}"]


def run(n_at_once=1, in_file=False):
    """Runs all tests, so many at a time: more than one where they wait most of the time. Their lines come in order.

    The weddings are kept in a file if @in_file says so, whatever server there is."""
    print(f"1..{len(tests)}", flush=True)
    n_failed = 0
    with concurrent.futures.ThreadPoolExecutor(n_at_once) as pool:
        for passed, lines in pool.map(run_one, range(1, len(tests) + 1), tests,
                                      [in_file] * len(tests)):
            n_failed += not passed
            print(*lines, sep="\n", flush=True)
    sys.exit(1 if n_failed else 0)


def equal(found, expected, what=""):
    if found != expected:
        raise AssertionError(f"{what}: {found!r} instead of {expected!r}")


class Untimely(AssertionError):
    """Something came later than it should, which a busy computer explains as well as a bug does."""


def timely(condition, what=""):
    """Asserts what holds whenever the computer keeps up: a test that depends on more than the program says so here."""
    if not condition:
        raise Untimely(what)


def patiently(function):
    """Calls function (), and again when it was untimely; a bug makes it untimely each time."""
    for _ in range(MOST_TRIES - 1):
        with contextlib.suppress(Untimely):
            return function()
    return function()


def wait_until(condition):
    """Waits for a condition that another process brings about."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("nothing happened")
        time.sleep(0.01)


def is_stopped(process):
    """Whether each of its threads has: one that is in the middle of a call may take a lock before it does."""
    states = [path.read_text().rpartition(")")[2].split()[0]
              for path in pathlib.Path(f"/proc/{process.pid}/task").glob("*/stat")]
    return set(states) == {"T"} or process.poll() is not None


class Result:
    """What one run of invyctl left: status, output, and the document if it was asked for."""

    def __init__(self, status, output, errors, is_json):
        self.status = status
        self.output = output
        self.errors = errors
        self.json = json.loads(output) if is_json else None

    def __repr__(self):
        return f"status {self.status}\n{self.output}\n{self.errors}"


class Place:
    """A folder with a database, settings and a home of its own; under with-postgres the database is on that server."""

    def __init__(self, in_file=False):
        self.in_file = in_file
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="invy-outside-"))
        self.database = self.folder / "invy.db"
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("WHATSAPP_", "INVY_STORE", "INVY_RSVP"))}
        self.environment |= {
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "GSETTINGS_BACKEND": "memory",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=" + str(self.folder / "no-bus"),
            "LANG": "C.UTF-8",
        }
        self.cleanup = contextlib.ExitStack()

    def __enter__(self):
        if "INVY_TEST_POSTGRES" in os.environ and not self.in_file:
            self.database = self.make_on_server()
        return self

    def renew_database(self):
        """Goes on with an empty one."""
        if str(self.database).startswith("postgresql:"):
            self.database = self.make_on_server()
        else:
            self.database = self.folder / f"invy-{secrets.token_hex(8)}.db"

    def make_on_server(self):
        """Makes a database as an administrator does; returns its address for somebody without rights of their own."""
        name = f"invy_{secrets.token_hex(8)}"
        administrator = os.environ["INVY_TEST_POSTGRES"].replace("DATABASE", "postgres", 1)
        subprocess.run(["psql", "-Xq", administrator, "-c", f"CREATE DATABASE {name} STRATEGY file_copy"], check=True)
        self.database = administrator.replace("postgres?", f"{name}?", 1)
        self.ask("db", "migrate")
        return self.database.replace("://invy@", "://planner@", 1)

    def __exit__(self, *failure):
        self.cleanup.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def command(self, *arguments, store=True):
        address = self.database if str(self.database).startswith("postgresql:") else f"sqlite:{self.database}"
        own = ["--store", address] if store else []
        return [os.environ["INVYCTL"], *own, *map(str, arguments)]

    def start(self, *arguments, **options):
        """Starts invyctl with --json and does not wait for it; it does not outlive this place."""
        process = subprocess.Popen(self.command("--json", *arguments), env=self.environment, cwd=self.folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.cleanup.callback(process.kill)
        return process

    def run(self, *arguments, is_json=True, given=b"", environment=None, as_nobody=False, store=True):
        """Runs invyctl to its end."""
        command = self.command(*(["--json"] if is_json else []), *arguments, store=store)
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if as_nobody and os.geteuid() == 0 else {}
        done = subprocess.run(command, env=self.environment | (environment or {}), cwd=self.folder, input=given,
                              capture_output=True, timeout=PATIENCE_S, check=False, **options)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode(), is_json)

    def ask(self, *arguments, status=0, **options):
        """Runs invyctl, which has to end with this status unless it is None; returns its document."""
        result = self.run(*arguments, **options)
        if status not in (None, result.status):
            raise AssertionError(f"{arguments} ended with {result}")
        return result.json

    def refuse(self, *arguments, status, code, **options):
        """Runs invyctl, which has to fail with a sentence; returns that."""
        document = self.ask(*arguments, status=status, **options)
        equal(document["error"]["code"], code, arguments)
        if len(document["error"]["message"]) < 10:
            raise AssertionError(f"{arguments}: no sentence")
        return document["error"]["message"]

    def add_event(self, **details):
        details = {"partner1": "דביר", "partner2": "ורד", "venue": "גן האלה", "date": "2027-02-25", "time": "19:30",
                   "link": "https://rsvp.example/d-v", "country": "IL"} | details
        options = [word for name, value in details.items() if value is not None
                   for word in (f"--{name}", value)]
        return self.ask("event", "add", *options)["event_id"]

    def add_guest(self, event, name, phone, *options):
        return self.ask("guest", "add", event, "--first-name", name, "--phone", phone, *options)["guest_id"]

    def add_guests(self, event, n_guests):
        """Adds so many guests at once; their numbers are from a range that nobody has."""
        lines = ["first name,phone"] + [f"Guest {i},+1555555{i:04}" for i in range(n_guests)]
        path = self.write("guests.csv", "\n".join(lines))
        equal(self.ask("guest", "import", event, path)["added"], n_guests)

    def campaigns(self, event):
        return self.ask("campaign", "list", event)

    def start_emulator(self):
        """Starts the emulator and points the account at it."""
        emulator = Emulator()
        self.cleanup.callback(emulator.stop)
        self.use_account(emulator.url)
        return emulator

    def use_account(self, url):
        self.environment |= {
            "WHATSAPP_API_BASE_URL": url,
            "WHATSAPP_ACCESS_TOKEN": TOKEN,
            "WHATSAPP_PHONE_NUMBER_ID": PHONE_NUMBER_ID,
        }


class Emulator:
    """A pretend Graph API in a process of its own."""

    def __init__(self):
        self.process = None
        # Who is bound to a port and does not listen keeps it from all who take any, even while the emulator is stopped.
        self.keeper = socket.socket()
        self.keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.keeper.bind(("127.0.0.1", 0))
        self.port = self.keeper.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        """Listens, also after it was stopped; it remembers nothing of what was before."""
        self.process = subprocess.Popen(
            [os.environ["INVY_EMULATOR"], "--token", TOKEN, "--phone-number-id", PHONE_NUMBER_ID, "--port", str(self.port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        equal(json.loads(self.process.stdout.readline())["port"], self.port)

    def call(self, path, document=None):
        data = None if document is None else json.dumps(document).encode()
        with urllib.request.urlopen(f"{self.url}/__emulator/{path}", data, PATIENCE_S) as answer:
            return json.loads(answer.read() or "null")

    def behave(self, *orders):
        self.call("behaviour", list(orders))

    def memory(self):
        return self.call("requests")

    def requests(self):
        return self.memory()["requests"]

    def wait_until_quiet(self):
        """Waits until nothing comes for a while, from senders that are stopped or have nothing to send."""
        before = None
        while before != (before := self.memory()["n_requests"]):
            time.sleep(0.5)

    def forget(self):
        """Forgets its orders and what it was asked."""
        self.call("reset", {})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()
