# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screenshot shows where assistive technology is told nothing: on which side text stands, and how bright it is."""

import collections
import subprocess

# How much brighter or darker than what is behind it ink is, of 255.
CONTRAST = 60


class Line:
    """A line of text in a part of a picture that is width wide, from column start to column end."""

    def __init__(self, start, end, width):
        self.start, self.end, self.width = start, end, width

    @property
    def leans(self):
        return "left" if self.start < self.width - self.end else "right"


class Picture:
    def __init__(self, path):
        self.path = path

    def _rows(self, *part):
        """The brightness of each point, row by row, of a part (left, top, width, height) or of all."""
        crop = ["-crop", "{2}x{3}+{0}+{1}".format(*part), "+repage"] if part else []
        data = subprocess.run(["convert", self.path, *crop, "-colorspace", "Gray", "-depth", "8", "-compress", "none",
                               "pgm:-"], capture_output=True, check=True).stdout.split()
        width, points = int(data[1]), list(map(int, data[4:]))
        return [points[i:i + width] for i in range(0, len(points), width)]

    @staticmethod
    def _most_common(rows):
        return collections.Counter(point for row in rows for point in row).most_common(1)[0][0]

    def background(self):
        """The most common brightness, of 255."""
        return self._most_common(self._rows())

    def lines(self, *part):
        """The lines of text in a part of the picture, from the top: what blank rows separate."""
        rows = self._rows(*part)
        behind = self._most_common(rows)
        found, ink = [], set()
        for row in [*rows, []]:
            here = {x for x, point in enumerate(row) if abs(point - behind) > CONTRAST}
            if not here and ink:
                found.append(Line(min(ink), max(ink), len(rows[0])))
                ink = set()
            ink |= here
        return found

    def points_of(self, colour):
        """How many points have exactly this colour, "#C02050"."""
        listed = subprocess.run(["convert", self.path, "-depth", "8", "-alpha", "off", "-format", "%c", "histogram:info:"],
                                capture_output=True, text=True, check=True).stdout.splitlines()
        return sum(int(line.split(":")[0]) for line in listed if colour in line)
