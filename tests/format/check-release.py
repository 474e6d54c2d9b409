# SPDX-License-Identifier: GPL-3.0-or-later
"""check-release.py SOURCE-ROOT VERSION METAINFO MAN-PAGE INVYCTL: what a release says of itself is true.

The version stands in meson.build; whatever else names it has to agree.
"""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

import tap

root = pathlib.Path(sys.argv[1])
version, metainfo, man_page, invyctl = sys.argv[2:]

COMMAND = re.compile(r"^  ([a-z]+(?: [a-z]+)?) ", re.MULTILINE)
OPTION = re.compile(r"--[a-z0-9-]+")


def help_of(*words):
    return subprocess.check_output([invyctl, *words, "--help"], text=True)


def commands():
    return COMMAND.findall(help_of())


def news():
    """The newest release of NEWS: its version and date."""
    text = (root / "NEWS").read_text(encoding="utf-8")
    return re.search(r"^Version (\S+)\n~+\nReleased: (\S+)$", text, re.MULTILINE).groups()


def check_version():
    release = xml.parse(metainfo).find("releases/release")
    said = {"NEWS": news(), "metainfo": (release.get("version"), release.get("date"))}
    wrong = [f"{where} names {found}, meson.build {version}" for where, (found, _) in said.items() if found != version]
    if said["NEWS"][1] != said["metainfo"][1]:
        wrong.append("NEWS and metainfo name different dates")
    return wrong


def check_screenshots():
    """Pictures are shown from the project's own pages: each is in the tree, and as large as it is said to be."""
    images = list(xml.parse(metainfo).iterfind("screenshots/screenshot/image"))
    wrong = [] if images else ["there is none"]
    for image in images:
        path = root / "data/screenshots" / image.text.strip().rsplit("/", 1)[-1]
        if not path.exists():
            wrong.append(f"{path.name} is not in data/screenshots")
            continue
        header = path.read_bytes()[16:24]
        size = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
        if size != (int(image.get("width")), int(image.get("height"))):
            wrong.append(f"{path.name} is {size[0]} × {size[1]}")
    return wrong


def check_man_page():
    page = pathlib.Path(man_page).read_text(encoding="utf-8")
    said = page.replace(r"\-", "-")
    wrong = [f"line {number} is not roff: {line}" for number, line in enumerate(page.splitlines(), 1)
             if "@" in line or re.match(r"['.](?![A-Z]{1,2}\b|\\\")", line)]
    for command in commands():
        wrong += [f"{command} {option} is missing" for option in OPTION.findall(help_of(*command.split())) if option not in said]
        if f'"{command}"' not in said:
            wrong.append(f"{command} is missing")
    return wrong


def completed(*words):
    """What Tab offers behind these words, the last of which is being typed."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _invyctl; '
              '[ ${#COMPREPLY[@]} = 0 ] || printf "%s\\n" "${COMPREPLY[@]}"')
    return subprocess.check_output(["bash", "-c", script, "bash", root / "data/invyctl.bash-completion", invyctl, *words],
                                   text=True).split()


def check_completion():
    wrong = []
    for command in commands():
        first, *second = command.split()
        if completed(first[:-1]).count(first) != 1:
            wrong.append(f"{first} is not completed")
        if second and completed(first, second[0][:-1]).count(second[0]) != 1:
            wrong.append(f"{command} is not completed")
        missing = set(OPTION.findall(help_of(first, *second))) - set(completed("--store", "x", first, *second, "--"))
        wrong += [f"{command} {option} is not completed" for option in sorted(missing)]
    if completed("nothing-of-this-name") or "--all" in completed("event", "list", "--"):
        wrong.append("it completes what does not exist")
    return wrong


checks = {
    "version": check_version,
    "screenshots": check_screenshots,
    "man page": check_man_page,
    "completion": check_completion,
}

tap.report(lambda name: "\n".join(checks[name]()), list(checks))
