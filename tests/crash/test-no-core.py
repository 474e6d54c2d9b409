# SPDX-License-Identifier: GPL-3.0-or-later
"""A crash while the access token is in the memory leaves no core, whatever the caller's limit says."""

import signal
import subprocess

from autopsy import allow_cores, are_cores_files, check_no_core, crash
from outside import TOKEN, run, test, wait_until
from witness import Witness


@test
def other_programs_leave_one(place):
    """Where cores are files, a program that takes no care leaves one with its memory, and it is found."""
    place.use_account("http://127.0.0.1:1")
    other = subprocess.Popen(["sleep", "60"], env=place.environment, cwd=place.folder, preexec_fn=allow_cores)
    has_core = crash(other, signal.SIGSEGV)
    witness = Witness(TOKEN)
    witness.look_into(place.folder)
    if are_cores_files() and not (has_core and witness.seen):
        raise AssertionError("the core of another program was not found")


def crash_while_sending(place, signal_number):
    emulator = place.start_emulator()
    emulator.behave({"do": "stall", "seconds": 0})
    event = place.add_event()
    place.add_guest(event, "נועה", "+15555550101")
    with place.start("invite", event, "--all", preexec_fn=allow_cores) as sending:
        wait_until(emulator.requests)
        check_no_core(sending, signal_number, Witness(TOKEN), place.folder)


@test
def segmentation_fault(place):
    crash_while_sending(place, signal.SIGSEGV)


@test
def abort(place):
    crash_while_sending(place, signal.SIGABRT)


run()
