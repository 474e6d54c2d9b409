# SPDX-License-Identifier: GPL-3.0-or-later
"""How big the installed Flatpak is, and how long a planner waits for its window: beside the same program outside."""

import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import time

from journey import xdotool
from outside import PATIENCE_S, run, test

APP_ID = os.environ["INVY_FLATPAK"]
MOST_MB = 40
MOST_TIMES_OUTSIDE = 1.3
N_PAIRS = 7

# What the modules of the manifest build; here these libraries are the stand-in's.
MODULES = re.compile("lib(absl|camel|csv|dex|ebook|ebackend|edata|edataserver|freexl|ical|minizip|nspr|nss|phonenumber|plc|plds|pq|"
                     "protobuf|smime|uchardet|xlsxwriter)[^a-z]")


def app_folder():
    return pathlib.Path(subprocess.check_output(["flatpak", "info", "--user", "--show-location", APP_ID],
                                                text=True).strip()) / "files"


def size_of(folder):
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def libraries(folder):
    """The libraries of the modules that the app's programs load."""
    programs = [path for name in ("bin", "libexec") for path in (folder / name).glob("*") if path.is_file()]
    listed = subprocess.run(["ldd", *programs], capture_output=True, text=True, check=False).stdout
    paths = {pathlib.Path(path).resolve() for path in re.findall(r"=> (\S+)", listed)}
    return {path for path in paths if MODULES.match(path.name)}


@test
def size(_place):
    folder = app_folder()
    modules = libraries(folder)
    own, theirs = size_of(folder) / 1e6, sum(path.stat().st_size for path in modules) / 1e6
    print(f"# size: {own:.1f} MB, with the {len(modules)} libraries of its modules {own + theirs:.1f} MB")
    if own + theirs > MOST_MB:
        raise AssertionError(f"{own + theirs:.1f} MB instead of at most {MOST_MB}")


# The program says when it begins: to make the sandbox takes flatpak a time of its own, whatever is in it.
BEGIN = "date +%s.%N; exec "


def is_shown():
    return bool(xdotool("search", "--onlyvisible", "--class", "^invy$"))


def seconds_to_window(command, environment):
    """From the command to the program's begin, and from there to its window on the screen."""
    started = time.time()
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, start_new_session=True) as process:
        begun = float(process.stdout.readline())
        while not is_shown():
            if time.time() - started > PATIENCE_S or process.poll() is not None:
                raise AssertionError("no window")
        shown = time.time()
        os.killpg(process.pid, signal.SIGKILL)
    while is_shown():
        pass
    return begun - started, shown - begun


@test
def first_frame(place):
    folder = app_folder()
    inside = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_DATA", "XDG_CONFIG", "GSETTINGS"))}
    outside = inside | {"XDG_DATA_HOME": str(place.folder / "data"), "XDG_CONFIG_HOME": str(place.folder / "config"),
                        "GSETTINGS_BACKEND": "keyfile", "GSETTINGS_SCHEMA_DIR": str(folder / "share/glib-2.0/schemas")}
    commands = {
        "inside": (["flatpak", "run", "--user", "--command=sh", APP_ID, "-c", BEGIN + "invy"], inside),
        "outside": (["sh", "-c", f"{BEGIN}{folder}/bin/invy"], outside),
    }
    times, launches = {"inside": [], "outside": []}, []
    for pair in range(N_PAIRS + 1):
        for where, command in commands.items():
            launch, seconds = seconds_to_window(*command)
            if pair > 0:  # the first start of each reads the disk
                times[where].append(seconds)
                launches += [launch] if where == "inside" else []
    ratio = statistics.median(a / b for a, b in zip(times["inside"], times["outside"]))
    medians = {where: statistics.median(values) for where, values in times.items()}
    print(f"# first frame: {medians['inside']:.2f} s in the sandbox, {medians['outside']:.2f} s outside: {ratio:.2f} times;"
          f" flatpak took {statistics.median(launches):.2f} s to make the sandbox")
    if ratio > MOST_TIMES_OUTSIDE:
        raise AssertionError(f"{ratio:.2f} times instead of at most {MOST_TIMES_OUTSIDE}: {times}")


shutil.rmtree(pathlib.Path.home() / ".var", ignore_errors=True)
run()
