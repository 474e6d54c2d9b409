# SPDX-License-Identifier: GPL-3.0-or-later
"""C, C++ and Blueprint files are laid out as ./dev format does it."""

import pathlib
import sys

import tap

root = pathlib.Path(sys.argv[1])


def check(path):
    if path.suffix == ".blp":
        wrong = tap.complaints_of("blueprint-compiler", "format", path, cwd=root)
    else:
        wrong = tap.complaints_of("clang-format", "--dry-run", "-Werror", path, cwd=root)
    return wrong and "\n".join([*wrong.splitlines()[:10], "./dev format puts it right"])


tap.report(check, tap.project_files(root, ".c", ".cpp", ".h", ".blp"))
