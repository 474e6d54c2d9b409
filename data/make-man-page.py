#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-man-page.py TEMPLATE VERSION INVYCTL: prints invyctl's man page.

The commands are what invyctl itself says of them, so that the page cannot miss one.
"""

import os
import pathlib
import re
import subprocess
import sys

template, version, invyctl = sys.argv[1:]

COMMAND = re.compile(r"^  ([a-z]+(?: [a-z]+)?) ", re.MULTILINE)


def help_of(*words):
    environment = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    return subprocess.run([invyctl, *words, "--help"], env=environment, check=True, stdout=subprocess.PIPE,
                          encoding="utf-8").stdout


def escape(text):
    """Hyphens that can be copied, and nothing that roff would take for a request."""
    return text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...").replace('"', r"\(dq")


def entry(command):
    usage, summary, *details = help_of(*command.split()).strip().split("\n\n")
    rest = usage.removeprefix(f"invyctl {command}")
    return "\n".join([f'.TP\n.BR "{escape(command)}" "{escape(rest)}"\n{escape(summary)}.',
                      *(f".IP\n{escape(detail)}" for detail in details)])


page = pathlib.Path(template).read_text(encoding="utf-8")
print(page.replace("@VERSION@", escape(version))
      .replace("@COMMANDS@", "\n".join(map(entry, COMMAND.findall(help_of())))), end="")
