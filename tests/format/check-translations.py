# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence is offered to translators, and every translation is complete and valid."""

import pathlib
import re
import subprocess
import sys
import tempfile

import tap

root = pathlib.Path(sys.argv[1])
po = root / "po"

TRANSLATABLE = re.compile(r"(?<![\w\"'])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*[\"']")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
# How GLib's functions and Blueprint mark sentences; the same that meson's "glib" preset extracts.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3", "ngettext:1,2"]


def listed_files():
    lines = (po / "POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def languages():
    lines = (po / "LINGUAS").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def has_sentences(path):
    if path.name.endswith((".desktop.in", ".metainfo.xml.in")):
        return True
    return bool(TRANSLATABLE.search(COMMENT.sub("", path.read_text(encoding="utf-8"))))


def check_potfiles(_item):
    listed = listed_files()
    wrong = [f"{name} is listed but does not exist" for name in listed if not (root / name).exists()]
    wrong += [f"{name} is listed but has nothing to translate"
              for name in listed if (root / name).exists() and not has_sentences(root / name)]
    for path in tap.project_files(root, ".c", ".cpp", ".h", ".blp", ".desktop.in", ".metainfo.xml.in"):
        if path.parts[0] in ("src", "resources", "data") and str(path) not in listed and has_sentences(root / path):
            wrong.append(f"{path} has sentences to translate but is not listed")
    if listed != sorted(listed):
        wrong.append("the list is not sorted")
    return "\n".join(wrong)


def check_language(language):
    """Checks a catalogue against the sentences that are in the sources now."""
    catalogue = po / f"{language}.po"
    if not catalogue.exists():
        return f"po/{language}.po does not exist"
    wrong = [tap.complaints_of("msgfmt", "--check", "--output-file=/dev/null", catalogue)]
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "invy.pot"
        merged = pathlib.Path(folder) / "merged.po"
        sources = [name for name in listed_files() if (root / name).exists()]
        subprocess.run(["xgettext", "--from-code=UTF-8", "--add-comments=Translators:", f"--output={template}",
                        *(f"--keyword={keyword}" for keyword in KEYWORDS), *sources],
                       cwd=root, check=True, stderr=subprocess.PIPE)
        subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}", catalogue, template], check=True)
        for fault in ("untranslated", "only-fuzzy"):
            entries = subprocess.run(["msgattrib", f"--{fault}", "--no-obsolete", "--no-wrap", merged],
                                     check=True, stdout=subprocess.PIPE, text=True).stdout
            # The first entry is the header.
            for entry in entries.split("\n\n")[1:]:
                sentence = re.search(r'^msgid (".*)', entry, re.MULTILINE)
                place = re.search(r"^#: (\S+)", entry, re.MULTILINE)
                wrong.append(f"{fault}: {sentence[1]} ({place[1] if place else '?'})")
    return "\n".join(line for line in wrong if line)


def check(item):
    return check_potfiles(item) if item == "POTFILES.in" else check_language(item)


tap.report(check, ["POTFILES.in", *languages()])
