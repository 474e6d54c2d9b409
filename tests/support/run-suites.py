#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-suites.py [--builds] [SUITE…]: runs the suites that ./dev test knows and counts their tests.

They run in the build folders that --builds names, which must be up to date. Each single test of a program counts (a
program prints them as TAP). A program that crashes, hangs or runs no test at all counts as one failed test.
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

# Suite of ./dev test: build folder, and the suites of meson that it runs there. The Flatpak's needs root's powers: it
# has run already, and left what its programs printed in _build/flatpak.
SUITES = {
    "format": ("debug", ["format"]),
    "displayless": ("debug", ["displayless"]),
    "contract": ("debug", ["contract"]),
    "display": ("debug", ["display"]),
    "journeys": ("debug", ["journeys"]),
    "crash": ("debug", ["crash"]),
    "fuzz": ("asan", ["fuzz"]),
    "sanitizers": ("asan", ["displayless", "contract", "display"]),
    "flatpak": (None, []),
}

BUILDS = pathlib.Path(__file__).resolve().parents[2] / "_build"

TAP_LINE = re.compile(r"^(?P<failed>not )?ok\b(?P<rest>.*)$", re.MULTILINE)
TAP_SKIP = re.compile(r"#\s*skip", re.IGNORECASE)


@dataclasses.dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def count_program(entry):
    """Counts the tests of one entry of meson's log."""
    counts = Counts()
    for line in TAP_LINE.finditer(entry.get("stdout") or ""):
        if line["failed"]:
            counts.failed += 1
        elif TAP_SKIP.search(line["rest"]):
            counts.skipped += 1
        else:
            counts.passed += 1
    ended_well = entry["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    if not ended_well and counts.failed == 0:
        counts.failed = 1
    if ended_well and counts == Counts():
        counts.failed = 1
    return counts


def print_failure(entry):
    print(f"\n=== {entry['name']}: {entry['result']} (exit status {entry['returncode']})")
    for stream in ("stdout", "stderr"):
        text = (entry.get(stream) or "").rstrip()
        if text:
            print(text)
    print(f"=== end of {entry['name']}\n", flush=True)


def has_tests(build, suites):
    tests = json.loads(subprocess.check_output(["meson", "introspect", "--tests", build]))
    # meson names suites PROJECT:SUITE
    return any(suite.split(":")[-1] in suites for test in tests for suite in test["suite"])


def run_meson(build, suites, environment):
    """Runs suites in a build folder, showing a line for each program, and returns the entries of meson's log."""
    log = build / "meson-logs" / "testlog.json"
    log.unlink(missing_ok=True)
    command = ["meson", "test", "-C", build, "--no-rebuild"]
    command += [argument for suite in suites for argument in ("--suite", suite)]
    if "INVY_TEST_FULL" in environment:
        command += ["--timeout-multiplier", "10"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace") as meson:
        output = []
        for line in meson.stdout:
            # Its summary at the end repeats the lines of failed programs.
            if re.match(r"\s*\d+/\d+ ", line) and line not in output:
                print("  " + line.strip(), flush=True)
            output.append(line)
    if not log.exists():
        print("".join(output))
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]


def read_results(folder):
    """The results of programs that have run already, in the form of meson's log, and how long they took."""
    entries = []
    for path in sorted(folder.glob("*.tap")):
        text = path.read_text(encoding="utf-8", errors="replace")
        complete = len(TAP_LINE.findall(text)) == int((re.search(r"^1\.\.(\d+)", text, re.MULTILINE) or [0, 1])[1])
        entries.append({"name": path.stem, "stdout": text, "result": "OK" if complete else "ERROR", "returncode": ""})
    seconds = folder / "seconds"
    return entries, int(seconds.read_text()) if seconds.exists() else 0


def run_suite(name, environment):
    folder, suites = SUITES[name]
    started = time.monotonic()
    print(f"{name}:", flush=True)
    counts = Counts()
    if folder is None:
        entries, seconds = read_results(BUILDS / name)
        started -= seconds
    else:
        entries = run_meson(BUILDS / folder, suites, environment)
    for entry in entries:
        program = count_program(entry)
        counts += program
        if program.failed:
            print_failure(entry)
    if counts == Counts():
        print(f"The suite {name} ran no test.")
        counts.failed = 1
    print(f"{name}: {counts}, {time.monotonic() - started:.0f} s\n", flush=True)
    return counts


def clean_environment(home):
    """The environment without what is the caller's: home folder, language, display, account and database."""
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith(("LC_", "XDG_", "WHATSAPP_", "INVY_STORE", "INVY_RSVP", "DBUS_"))
                   and key not in ("LANGUAGE", "DISPLAY", "WAYLAND_DISPLAY")}
    return environment | {"HOME": home, "TMPDIR": home, "XDG_DATA_DIRS": os.environ.get("XDG_DATA_DIRS", "")}


def main():
    wanted = [argument for argument in sys.argv[1:] if argument != "--builds"]
    unknown = [name for name in wanted if name not in SUITES]
    if unknown:
        sys.exit(f"There is no suite {unknown[0]}. There are: {' '.join(SUITES)}")
    if "--builds" in sys.argv:
        print(*sorted({"debug"} | {SUITES[name][0] for name in wanted or SUITES} - {None}, reverse=True))
        return

    total = Counts()
    home = tempfile.mkdtemp(prefix="invy-test-")
    try:
        environment = clean_environment(home)
        # Without a word from the caller: the suites that there are.
        for name in wanted or [name for name, (folder, suites) in SUITES.items()
                               if folder is None or has_tests(BUILDS / folder, suites)]:
            total += run_suite(name, environment)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if total == Counts():
        total.failed = 1
    print(total)
    sys.exit(1 if total.failed else 0)


main()
