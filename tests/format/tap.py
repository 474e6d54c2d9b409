# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of this folder share: the project's files, and results as TAP."""

import concurrent.futures
import subprocess

NOT_OURS = {".git", ".cache", "__pycache__"}


def project_files(root, *suffixes):
    """The project's files with one of the suffixes ("" for every file), as paths below root."""
    found = []
    pending = [root]
    while pending:
        for path in pending.pop().iterdir():
            if path.name in NOT_OURS or path.name.startswith("_build"):
                continue
            if path.is_dir():
                pending.append(path)
            elif path.name.endswith(suffixes):
                found.append(path.relative_to(root))
    return sorted(found)


def complaints_of(*command, cwd=None):
    """Runs a checker; what it prints when it fails, or an empty text."""
    run = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return (run.stdout.strip() or f"exit status {run.returncode}") if run.returncode else ""


def report(check, items):
    """Runs check (item) for each item; it returns what is wrong, or nothing. Prints TAP, the plan first."""
    print(f"1..{len(items)}")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for number, (item, wrong) in enumerate(zip(items, pool.map(check, items)), 1):
            print(f"{'not ok' if wrong else 'ok'} {number} - {item}")
            for line in (wrong or "").splitlines():
                print(f"# {line}")
