# SPDX-License-Identifier: GPL-3.0-or-later
"""Each source names its licence; scripts are free of syntax errors."""

import pathlib
import sys

import tap

root = pathlib.Path(sys.argv[1])

SUFFIXES = (".c", ".cpp", ".h", ".blp", ".py", ".sh", ".sql", ".css", ".svg", ".in", ".build", ".options", ".supp")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def is_script(path):
    with open(root / path, "rb") as file:
        return file.read(2) == b"#!"


def check(path):
    text = (root / path).read_text(encoding="utf-8")
    if LICENCE not in "\n".join(text.splitlines()[:5]):
        return f"there is no {LICENCE} in its first lines"
    first = text.splitlines()[0]
    if first.startswith("#!") and first.endswith("sh"):
        return tap.complaints_of(first.split("/")[-1].removeprefix("env "), "-n", path, cwd=root)
    if path.suffix == ".py":
        try:
            compile(text, path, "exec")
        except SyntaxError as error:
            return str(error)
    return ""


tap.report(check, [path for path in tap.project_files(root, "") if path.name.endswith(SUFFIXES) or is_script(path)])
