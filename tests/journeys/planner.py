# SPDX-License-Identifier: GPL-3.0-or-later
"""What a wedding planner does in the window, in the words of the window."""

import re

from journey import App, wait_for

# From the start of a row to the middle of its check box.
CHECK_BOX_X = 24

# The marks of direction around what comes from data.
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


def plain(text):
    """A text without the marks that keep its direction."""
    return MARKS.sub("", text)


class Planner(App):
    """The window in the hands of a planner."""

    def open_sample(self):
        self.press(self._("_Try a Sample Wedding"))
        self.shows(self._("This wedding is for practice. Nothing is sent."))
        wait_for("the guests", self.rows)

    def rows(self):
        """The guests on the screen, from top to bottom."""
        lists = [node for table in self.look("tree table", within=self.frame)
                 for node in table.children() if node.role == "list"]
        return [row for node in lists for row in node.children() if row.role == "table row"]

    def row(self, name):
        return wait_for(f"the row of {name}",
                        lambda: next((row for row in self.rows() if plain(row.name).startswith(name)), None))

    def names(self, rows):
        """What the rows' guests are called."""
        return {plain(row.name).split(",")[0] for row in rows}

    def chosen(self):
        """Who is ticked, among those on the screen."""
        return self.names(row for row in self.rows() if row.has("selected"))

    def tick(self, name):
        """Clicks on the check box in front of a guest."""
        row = self.row(name)
        was = row.has("selected")
        self.click(row, at=CHECK_BOX_X)
        wait_for(f"{name} is {'not ' if was else ''}selected", lambda: row.has("selected") != was)

    def says(self, one, many, n, *more):
        """Waits for a sentence that counts."""
        return self.shows(self.n_(one, many, n).replace("%u", "{}").format(n, *more))
