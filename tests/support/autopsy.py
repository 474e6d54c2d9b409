# SPDX-License-Identifier: GPL-3.0-or-later
"""Crashes a program on purpose, and looks for what it leaves behind.

Where cores go is the machine's affair: a file beside the program, or a program that takes them through a pipe and need
not care for limits (core(5)). So a core must not be there, and would have nothing of the memory in it.
"""

import os
import pathlib
import resource

from outside import equal


def allow_cores():
    """For the child between fork and exec: a caller who wants cores."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def are_cores_files():
    """Whether this machine would keep a core in the folder of the program that crashed."""
    pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text()
    return pattern[0] not in "|/@" and resource.getrlimit(resource.RLIMIT_CORE)[1] != 0


def crash(process, signal_number):
    """Crashes a program and returns whether the kernel says that it left a core."""
    process.send_signal(signal_number)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    equal(process.returncode, -signal_number)
    return os.WCOREDUMP(status)


def check_no_core(process, signal_number, witness, folder):
    """Crashes a program that runs in folder and knows a secret."""
    equal(resource.prlimit(process.pid, resource.RLIMIT_CORE), (0, 0))
    equal(int(pathlib.Path(f"/proc/{process.pid}/coredump_filter").read_text(), 16), 0)
    before = set(pathlib.Path(folder).rglob("*"))
    has_core = crash(process, signal_number)
    if are_cores_files():
        equal(has_core, False)
    equal([path for path in set(pathlib.Path(folder).rglob("*")) - before if "core" in path.name], [])
    witness.look_into(folder)
    witness.check()
