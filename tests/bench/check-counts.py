#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-counts.py PROGRAM [--record]: counts the instructions of the paths that are walked most, and compares them.

PROGRAM is count-paths. It runs in callgrind, where a program takes the same instructions each time, however busy the
machine is. A path that needs more than LIMIT times what stands in counts.json fails. --record writes what was counted
there instead: after a path was made faster, or has to do more than before; the commit says which.

The counts belong to the compiler and the libraries of one system. On another one the test is skipped.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

LIMIT = 1.15

RECORDED = pathlib.Path(__file__).with_name("counts.json")

# Nothing of the caller's, and nothing that differs between processors: glibc has several versions of its functions.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "LD_BIND_NOW": "1",
    "G_RANDOM_SEED": "20270225",
    "GIO_USE_VFS": "local",
    "GSETTINGS_BACKEND": "memory",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-BMI2,-ERMS,-FSRM",
}


def name_system():
    release = platform.freedesktop_os_release()
    return f"{release['ID']} {release.get('VERSION_ID', '')} {platform.machine()}"


def read_dumps(folder):
    """Callgrind writes a file before and after each path, which says why and how many instructions there were."""
    counts = {}
    for path in sorted(folder.glob("counts.*.*"), key=lambda path: int(path.suffix[1:])):
        text = path.read_text(encoding="utf-8", errors="replace")
        name = re.search(r"^desc: Trigger: Client Request: (.+)$", text, re.MULTILINE)
        if name and name[1] != "before":
            counts[name[1]] = int(re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)[1])
    return counts


def count(program):
    with tempfile.TemporaryDirectory(prefix="invy-counts-") as scratch:
        folder = pathlib.Path(scratch)
        subprocess.run(["valgrind", "--tool=callgrind", "--quiet", f"--callgrind-out-file={folder}/counts.%p", program],
                       env=ENVIRONMENT | {"TMPDIR": scratch, "HOME": scratch}, stdout=subprocess.DEVNULL, check=True)
        return read_dumps(folder)


def record(counts):
    RECORDED.write_text(json.dumps({"system": name_system(), "instructions": counts}, indent=2) + "\n", encoding="utf-8")
    for path, number in counts.items():
        print(f"{path}: {number:,} instructions")


def compare(counts, recorded):
    """Prints a test for each path; returns whether all of them passed."""
    passed = True
    print(f"1..{len(recorded)}")
    for number, (path, before) in enumerate(recorded.items(), start=1):
        now = counts.get(path, 0)
        is_right = 0 < now <= before * LIMIT
        passed = passed and is_right
        print(f"{'' if is_right else 'not '}ok {number} - {path}: {now:,} instructions, {now / before:.2f} times the {before:,} recorded")
    return passed


def main():
    parser = argparse.ArgumentParser(description="Counts the instructions of the paths that are walked most.")
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("--record", action="store_true", help="write the counts down instead of comparing them")
    arguments = parser.parse_args()

    if arguments.record:
        record(count(arguments.program))
        return
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    if recorded["system"] != name_system() or not shutil.which("valgrind"):
        print(f"1..0 # SKIP counted on {recorded['system']} with valgrind")
        return
    sys.exit(0 if compare(count(arguments.program), recorded["instructions"]) else 1)


main()
