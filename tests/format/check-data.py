# SPDX-License-Identifier: GPL-3.0-or-later
"""check-data.py SOURCE-ROOT DESKTOP-FILE METAINFO SCHEMA: what the desktop reads is valid."""

import pathlib
import sys

import tap


def check(path):
    if path.name.endswith(".gschema.xml"):
        return tap.complaints_of("glib-compile-schemas", "--strict", "--dry-run", path.parent)
    if path.name.endswith(".metainfo.xml"):
        return tap.complaints_of("appstreamcli", "validate", "--strict", "--no-net", "--explain", path)
    return tap.complaints_of("desktop-file-validate", path)


tap.report(check, [pathlib.Path(argument) for argument in sys.argv[2:]])
