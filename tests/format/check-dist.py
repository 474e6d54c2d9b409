# SPDX-License-Identifier: GPL-3.0-or-later
"""check-dist.py SOURCE-ROOT BUILD-ROOT: the archive that a release is builds, and passes its tests, by itself.

Only what is committed is in the archive. It is unpacked elsewhere, configured and built like any stranger's, and its
suites run that need no display.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

import tap

SUITES = ("format", "displayless")

root, build = map(pathlib.Path, sys.argv[1:])
environment = dict(os.environ)
# Git does not read what belongs to others, and the tests may run as somebody else.
environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}


def run(*command, cwd=None):
    """Runs one step; what it said when it failed, or an empty text."""
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    return what_matters(done.stdout) or "failed" if done.returncode else ""


def what_matters(output):
    """The end of what a step said, without the tests that passed: what went wrong stands in the first lines."""
    lines = [line for line in output.splitlines() if not re.search(r"^ *\d+/\d+ .* OK +|^ok \d|^\s*$", line)]
    failed = [line for line in lines if re.search(r"^not ok|^ *\d+/\d+ .* (FAIL|TIMEOUT|ERROR) ", line)]
    return "\n".join(failed[:10] + lines[-60:])


def unpack(folder):
    """The archive's only folder, with its contents."""
    archives = list((build / "meson-dist").glob("*.tar.xz"))
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.iterdir()
    return unpacked


def same_options():
    """Configured as this build is, so that what the compiler made of the same files can be used again."""
    options = json.loads((build / "meson-info" / "intro-buildoptions.json").read_text(encoding="utf-8"))
    return [f"-D{option['name']}={option['value']}".replace("=True", "=true").replace("=False", "=false")
            for option in options if option["name"] in ("prefix", "libdir", "werror")]


def steps(folder):
    """The steps one after the other: what each is called, and what went wrong with it."""
    yield "archive", run("meson", "dist", "-C", build, "--no-tests", "--allow-dirty", "--formats", "xztar")
    source = unpack(folder)
    yield "configure", run("meson", "setup", *same_options(), "_build/dist", cwd=source)
    yield "build", run("ninja", "-C", "_build/dist", cwd=source)
    for suite in SUITES:
        yield suite, run("meson", "test", "-C", "_build/dist", "--no-rebuild", "--print-errorlogs", "--suite", suite,
                         cwd=source)


with tempfile.TemporaryDirectory(prefix="invy-dist-") as scratch:
    broken = {}
    for step, wrong in steps(pathlib.Path(scratch)):
        broken[step] = wrong
        if wrong and step not in SUITES:
            break
    tap.report(broken.get, list(broken))
