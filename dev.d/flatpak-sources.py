#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""flatpak-sources.py MANIFEST FOLDER OUTPUT: writes a manifest whose modules are built from sources that Debian ships.

The archives are fetched into FOLDER. Where Debian's copy has the checksum that the manifest names, it is that archive; where
it has not, or the manifest names a commit, Debian's is built in its place; what cannot be had is left to the stand-in.
Which is which is printed.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

# Where the name of Debian's source package is another.
DEBIAN_NAMES = {
    "libical": "libical3",
    "libpq": "postgresql-17",
    "minizip": "zlib",
}

ARCHIVE = re.compile(r"^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.\S+)$", re.MULTILINE)


def apt(folder, tool, *arguments):
    """One of apt's programs, with lists of Debian's sources of its own."""
    options = [f"Dir::Etc::sourcelist={folder}/sources.list", "Dir::Etc::sourceparts=-", f"Dir::State::lists={folder}/lists",
               "Debug::NoLocking=true", "APT::Sandbox::User=root"]
    command = [tool, *(word for option in options for word in ("-o", option)), *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def prepare(folder):
    """The sources of the distribution that the machine's packages come from."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    lines = pathlib.Path("/etc/apt/sources.list").read_text(encoding="utf-8").splitlines()
    wanted = [line.replace("deb ", "deb-src ", 1) for line in lines if line.startswith("deb ") and "security" not in line]
    (folder / "sources.list").write_text("\n".join(wanted) + "\n", encoding="utf-8")
    apt(folder, "apt-get", "-qq", "update")


def fetch(folder, module):
    """The archive that Debian ships for a module."""
    name = DEBIAN_NAMES.get(module, module)
    checksum, file = ARCHIVE.findall(apt(folder, "apt-cache", "showsrc", "--only-source", name))[-1]
    path = folder / file
    if not path.exists():
        apt(folder, "apt-get", "-qq", "source", "--download-only", "--tar-only", name)
    if hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
        sys.exit(f"{path} is damaged; remove it and try again.")
    return path, checksum


def read_module(manifest, module):
    if not isinstance(module, str):
        return module
    return json.loads((manifest.parent / module).read_text(encoding="utf-8"))


def use_debian(folder, module):
    """Points a module at Debian's archive and says whether that is the manifest's own; False if there is none."""
    source = module["sources"][0]
    try:
        path, checksum = fetch(folder, module["name"])
    except subprocess.CalledProcessError:
        print(f"{module['name']}: NOT built, since Debian's source cannot be had at the moment; the stand-in's is used")
        return False
    named = source.get("sha256")
    if checksum == named:
        print(f"{module['name']}: from the manifest's checksum, {checksum[:12]}…")
    else:
        print(f"{module['name']}: NOT from the manifest's {'checksum' if named else 'commit'}, but from {path.name}")
    module["sources"][0] = {"type": "archive", "path": str(path), "sha256": checksum}
    return True


def main():
    manifest, folder, output = map(pathlib.Path, sys.argv[1:])
    document = json.loads(manifest.read_text(encoding="utf-8"))
    prepare(folder)
    modules = [read_module(manifest, module) for module in document["modules"]]
    app = modules.pop()
    app["sources"][0]["path"] = str((manifest.parent / app["sources"][0]["path"]).resolve())
    built = [module for module in modules if use_debian(folder, module)]
    if not built:
        sys.exit("None of the sources can be had. Is the network there?")
    document |= {"modules": [*built, app], "appstream-compose": False}
    output.write_text(json.dumps(document, indent=2), encoding="utf-8")


main()
