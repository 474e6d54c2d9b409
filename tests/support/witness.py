# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets wherever they must not be: in what a program prints, writes, and shows to other programs."""

import base64
import contextlib
import os
import pathlib
import threading
import time

# A program that lives shorter than this may not be seen; none of those that are looked at do.
LOOK_S = 0.01


def clues(secret):
    """A part of a secret counts, so that one that is cut off or wrapped is found too; so does one in other clothes."""
    middle = secret[4:20].encode()
    # In base64 a text looks one of three ways, depending on what stands in front; what its neighbours touch is left out.
    shifted = [base64.b64encode(b"\0" * n + secret.encode())[4:20] for n in range(3)]
    return [middle, middle.hex().encode(), middle.hex().upper().encode(), middle.decode().encode("utf-16-le"), *shifted]


class Witness:
    """Remembers where secrets were seen."""

    def __init__(self, *secrets):
        self.clues = [clue for secret in secrets for clue in clues(secret)]
        self.seen = []
        self.n_looks = 0

    def look_at(self, where, content):
        content = content if isinstance(content, bytes) else content.encode()
        if any(clue in content for clue in self.clues):
            self.seen.append(where)

    def look_into(self, folder, besides=()):
        """All files of a folder: databases, their journals, preferences, what a crash left; returns how many."""
        files = [path for path in pathlib.Path(folder).rglob("*") if path.is_file() and path not in besides]
        for path in files:
            self.look_at(str(path), path.read_bytes())
        return len(files)

    def _look_at_processes(self, besides):
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit() or int(entry.name) in besides:
                continue
            # Gone in the meantime.
            with contextlib.suppress(OSError):
                self.look_at(f"/proc/{entry.name}/cmdline", pathlib.Path(entry.path, "cmdline").read_bytes())
        self.n_looks += 1

    @contextlib.contextmanager
    def watching_processes(self, besides=()):
        """Looks at the arguments of all processes, again and again; besides: the ids of those who may know."""
        ended = threading.Event()

        def watch():
            while not ended.is_set():
                self._look_at_processes(besides)
                time.sleep(LOOK_S)
        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def check(self, after=""):
        if self.seen:
            raise AssertionError(f"{after}: a secret is in {sorted(set(self.seen))}")
