#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-benches.py BUILD [--json FILE]: runs the benchmarks of a build folder and prints one table.

A benchmark measures something and its yardstick in pairs, several times, and prints a line of JSON for each pair: what,
unit, value, yardstick, reach, is_least. The pair with the middle ratio stands in the table: what else the machine does
meanwhile slows both, or is an outlier. A line with a note is printed as it is.

The exit status is 1 when a figure does not reach what it has to, or could not be measured.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

# For one program; the slowest takes two minutes on a machine with nothing else to do.
LIMIT_S = 1200


def list_programs(build):
    """What meson knows as benchmarks: name, command and environment."""
    return json.loads(subprocess.check_output(["meson", "introspect", "--benchmarks", build]))


def clean_environment():
    """The environment without what is the caller's: language, account and database."""
    return {key: value for key, value in os.environ.items()
            if not key.startswith(("LC_", "WHATSAPP_", "INVY_STORE", "INVY_RSVP")) and key != "LANGUAGE"}


def run_program(program, build):
    """Yields the lines of one program as they come. Its command is written as seen from the build folder."""
    print(f"Measuring: {program['name']}…", file=sys.stderr, flush=True)
    environment = clean_environment() | program["env"]
    with subprocess.Popen(["timeout", str(LIMIT_S), *program["cmd"]], cwd=build, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          text=True) as process:
        for line in process.stdout:
            # A program that uses parts of GLib's tests says what it does, and writes all of it as comments.
            if (figure := line.removeprefix("# ")).startswith("{"):
                yield json.loads(figure)
    if process.returncode != 0:
        yield {"failure": f"The benchmark {program['name']} failed (exit status {process.returncode})."}


def ratio(pair):
    return pair["value"] / pair["yardstick"]


def describe_reach(line):
    return f"{'≥' if line['is_least'] else '≤'} {line['reach']:g}"


def missing_row(line):
    """The row of a figure that could not be measured."""
    return {"what": f"{line['what']}: {line['missing']}", "value": None, "unit": line["unit"], "yardstick": None, "ratio": None,
            "reach": describe_reach(line), "ok": False}


def judge(pairs):
    """A row of the table from the pairs of one figure."""
    if "missing" in pairs[0]:
        return missing_row(pairs[0])
    middle = sorted(pairs, key=ratio)[len(pairs) // 2]
    reach = middle["reach"]
    is_least = middle["is_least"]
    # Nothing is promised of a figure without a reach: it is there to be watched.
    promised = reach > 0
    return {
        "what": middle["what"],
        "value": round(middle["value"], 2),
        "unit": middle["unit"],
        "yardstick": round(middle["yardstick"], 2),
        "ratio": round(ratio(middle), 3),
        "reach": describe_reach(middle) if promised else None,
        "ok": (ratio(middle) >= reach if is_least else ratio(middle) <= reach) if promised else None,
    }


def measure(build):
    """Runs all benchmarks; returns the rows of the table, the notes below it, and which could not be run."""
    pairs = {}
    notes = []
    failures = []
    for program in list_programs(build):
        for line in run_program(program, build):
            if "failure" in line:
                failures.append(line["failure"])
            elif "note" in line:
                notes.append(line["note"])
            else:
                pairs.setdefault(line["what"], []).append(line)
    return [judge(found) for found in pairs.values()], notes, failures


def show(number, digits):
    return "–" if number is None else f"{number:.{digits}f}"


def print_table(rows):
    heads = ("what", "value", "unit", "yardstick", "ratio", "reach", "ok")
    table = [heads] + [(row["what"], show(row["value"], 1), row["unit"], show(row["yardstick"], 1), show(row["ratio"], 2),
                        row["reach"] or "–", {True: "yes", False: "NO", None: "–"}[row["ok"]]) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table)]
    for number, line in enumerate(table):
        print("| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def main():
    parser = argparse.ArgumentParser(description="Runs the benchmarks and prints one table.")
    parser.add_argument("build", type=pathlib.Path, metavar="BUILD")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="also write the table as a list of objects")
    arguments = parser.parse_args()

    rows, notes, failures = measure(arguments.build)
    print_table(rows)
    print(*notes, *failures, sep="\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.exit(0 if not failures and all(row["ok"] is not False for row in rows) else 1)


main()
