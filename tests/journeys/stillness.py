# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells when programs have done all that was asked of them: each of their threads sleeps, and none has run for a moment.

A person looks before the next step; a script that does not is quicker than a program on a busy computer.
"""

import contextlib
import pathlib
import time

# Longer than a frame: what is drawn a frame later wakes its program before that.
MOMENT_S = 0.05

# Some programs never are: while messages are sent, something always moves.
LONGEST_S = 10

PROC = pathlib.Path("/proc")


def _fields(stat):
    """What the kernel says of a process or thread after its name, which may have anything in it: see proc_pid_stat(5)."""
    return stat.read_text().rpartition(")")[2].split()


def _family(process):
    """The ids of a process and of those that it started."""
    parents = {}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone in the meantime
            parents[int(folder.name)] = int(_fields(folder / "stat")[1])
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _runs(processes):
    """How often each of their threads has run so far; None while one runs, is about to, or is gone in the meantime."""
    runs = {}
    try:
        for process in processes:
            for thread in (PROC / str(process) / "task").iterdir():
                if _fields(thread / "stat")[0] in "RD":
                    return None
                runs[thread.name] = (thread / "schedstat").read_text()
    except OSError:
        return None
    return runs


def wait_until_still(*processes):
    """Waits until processes and those that they started have nothing to do, though not for ever."""
    end = time.monotonic() + LONGEST_S
    before = None
    while time.monotonic() < end:
        now = _runs(set().union(*map(_family, processes)))
        if now and now == before:
            return
        before = now
        time.sleep(MOMENT_S)
