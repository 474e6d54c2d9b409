# SPDX-License-Identifier: GPL-3.0-or-later
"""How invyctl speaks, whatever it is asked: help, one document, what is said when it is interrupted."""

import json
import os
import pathlib
import signal
import subprocess

from outside import PATIENCE_S, equal, run, test, wait_until


def shell_out(place, *arguments):
    """Runs invyctl for people."""
    return place.run(*arguments, is_json=False)


@test
def help_is_a_document_too(place):
    for words in (["--help"], ["-h"], ["event", "--help"], ["guest", "import", "--help"]):
        text = shell_out(place, *words)
        equal(text.status, 0, words)
        equal(place.ask(*words), {"help": text.output})
    equal("guest" in shell_out(place, "event", "--help").output, False)
    equal("--country" in shell_out(place, "guest", "import", "--help").output, True)


@test
def half_a_command(place):
    """What may follow is listed, and nothing is repeated that could be a secret pasted too early."""
    for words in (["account"], ["account", "EAAGsecret"]):
        sentence = place.refuse(*words, status=2, code="usage")
        equal("set, check" in sentence and "EAAG" not in sentence, True, sentence)
    for words in (["event", "show"], ["event", "list", "x"], ["event", "nothing"], ["nothing"], []):
        sentence = place.refuse(*words, status=2, code="usage")
        equal(sentence, sentence.strip())


@test
def escape_sequences_stay_out_of_the_terminal(place):
    event = place.add_event()
    place.add_guest(event, "Noa", "+15555550101", "--meal", "\x1b]0;title\x07\x1b[2J")
    path = place.write("guests.csv", "name,phone,meal\nNoa,+15555550101,fish\n")
    result = shell_out(place, "guest", "import", event, path)
    equal(("title" in result.errors, "\x1b" in result.output + result.errors), (True, False), result)


@test
def what_keeps_a_wedding_back_is_shown(place):
    event = place.add_event()
    equal("archived_at" in shell_out(place, "event", "show", event).output, False)
    archived_at = place.ask("event", "archive", event)["archived_at"]
    equal(archived_at in shell_out(place, "event", "show", event).output, True)


@test
def result_that_nobody_got(place):
    """Also when only a part of what was asked for was done."""
    event = place.add_event()
    place.add_guest(event, "Noa", "no number")
    command = place.command("--json", "invite", event, "--all", "--practice", "--dry-run")
    for path, status in ((os.devnull, 3), ("/dev/full", 1)):
        with open(path, "wb") as output:
            done = subprocess.run(command, env=place.environment, stdout=output, stderr=subprocess.PIPE,
                                  timeout=PATIENCE_S, check=False)
        equal(done.returncode, status, done.stderr)


def is_pending(process):
    """Whether a signal was sent to a process that has not got it yet."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return any(int(line.split()[1], 16) for line in status.splitlines() if line.startswith(("SigPnd", "ShdPnd")))


@test
def interrupted_when_all_is_said(place):
    """Who got the whole result is not told that there is none."""
    event = place.add_event()
    place.add_guests(event, 500)
    process = place.start("guest", "list", event)
    first = os.read(process.stdout.fileno(), 1)  # it is more than a pipe holds, so the rest waits for us
    process.send_signal(signal.SIGINT)
    wait_until(lambda: not is_pending(process))
    output, errors = process.communicate(timeout=PATIENCE_S)
    equal((process.returncode, b"Interrupted" in errors, len(json.loads(first + output))), (0, False, 500))


@test
def interrupted_while_it_waits(place):
    """Nothing is half done: one document that says so."""
    process = subprocess.Popen(place.command("--json", "account", "set"), env=place.environment, cwd=place.folder,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    place.cleanup.callback(process.kill)
    wait_until(lambda: catches_interrupts(process))
    process.send_signal(signal.SIGINT)
    process.wait(PATIENCE_S)  # its input stays open until then
    output, _errors = process.communicate(timeout=PATIENCE_S)
    equal((process.returncode, json.loads(output)["error"]["code"]), (130, "interrupted"))


def catches_interrupts(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    caught = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(caught >> (signal.SIGINT - 1) & 1)


run()
