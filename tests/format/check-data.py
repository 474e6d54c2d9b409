# SPDX-License-Identifier: GPL-3.0-or-later
"""check-data.py SOURCE-ROOT FILE…: what the desktop reads is valid."""

import configparser
import pathlib
import shutil
import sys
import tempfile
import xml.etree.ElementTree

import tap


def read(path):
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def check_service(path):
    """The desktop finds a service by the name of its file."""
    service = read(path)["D-BUS Service"]
    return "" if service["Name"] == path.stem and service["Exec"].startswith("/") else f"{dict(service)}"


def check_search_provider(path):
    """It is there only for those who switch it on, and under the name that a service file has."""
    provider = read(path)["Shell Search Provider"]
    wrong = []
    if provider["DefaultDisabled"] != "true":
        wrong.append("it is on from the start")
    if provider["Version"] != "2" or provider["ObjectPath"] != "/" + provider["BusName"].replace(".", "/"):
        wrong.append("it cannot be called")
    for name in (provider["BusName"] + ".service", provider["DesktopId"]):
        if not (path.parent / name).exists():
            wrong.append(f"{name} does not exist")
    return "\n".join(wrong)


def check_mime(path):
    """The types that files are told apart by can be taken in."""
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder) / "packages"
        packages.mkdir()
        shutil.copy(path, packages)
        return tap.complaints_of("update-mime-database", folder)


SVG = "{http://www.w3.org/2000/svg}"


def check_icon(path):
    """Drawn for any size, without letters or pixels: https://developer.gnome.org/hig/guidelines/app-icons.html"""
    root = xml.etree.ElementTree.parse(path).getroot()
    is_symbolic = path.stem.endswith("-symbolic")
    size = "16" if is_symbolic else "128"
    wrong = []
    if (root.get("width"), root.get("height"), root.get("viewBox")) != (size, size, f"0 0 {size} {size}"):
        wrong.append(f"it is not {size} x {size}")
    wrong += [f"{name} is in it" for name in ("text", "image", "style") if root.find(f".//{SVG}{name}") is not None]
    if not is_symbolic:
        return "\n".join(wrong)

    # It is drawn in the colour of the text beside it.
    colours = {node.get(paint) for node in root.iter() for paint in ("fill", "stroke")} - {None, "none"}
    if len(colours) != 1:
        wrong.append(f"it has the colours {sorted(colours)}")
    # Not with warnings that end it: what it warns of is not ours.
    with tempfile.TemporaryDirectory() as folder:
        wrong.append(tap.complaints_of("env", "--unset=G_DEBUG", "gtk4-encode-symbolic-svg", path.absolute(), "16x16",
                                       "--output", folder))
    return "\n".join(filter(None, wrong))


def check(path):
    if path.suffix == ".svg":
        return check_icon(path)
    if path.suffix == ".service":
        return check_service(path)
    if path.name.endswith(".search-provider.ini"):
        return check_search_provider(path)
    if path.name.endswith(".mime.xml"):
        return check_mime(path)
    if path.name.endswith(".gschema.xml"):
        return tap.complaints_of("glib-compile-schemas", "--strict", "--dry-run", path.parent)
    if path.name.endswith(".metainfo.xml"):
        return tap.complaints_of("appstreamcli", "validate", "--strict", "--no-net", "--explain", path)
    return tap.complaints_of("desktop-file-validate", path)


tap.report(check, [pathlib.Path(argument) for argument in sys.argv[2:]])
