# SPDX-License-Identifier: GPL-3.0-or-later
"""What a wedding planner does in the window, in the words of the window."""

import re

from journey import App, becomes, translations, wait_for, xdotool
from outside import test

# From the start of a row to the middle of its check box.
CHECK_BOX_X = 24

# No combo box offers so much.
MOST_CHOICES = 40

# The marks of direction around what comes from data.
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


LANGUAGES = {"en_US": "english", "he_IL": "hebrew"}


def in_each_language(journey):
    """Marks a journey (place, language) as one test in English and one in Hebrew."""
    def add(language, name):
        def in_this_language(place):
            journey(place, language)
        in_this_language.__name__ = f"{journey.__name__}_in_{name}"
        test(in_this_language)
    for language, name in LANGUAGES.items():
        add(language, name)
    return journey


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

    def wait_chosen(self, names):
        """Waits until these are ticked, among those on the screen."""
        becomes("who is ticked", lambda: self.names(row for row in self.rows() if row.has("selected")), names)

    def tick(self, name):
        """Clicks on the check box in front of a guest."""
        row = self.row(name)
        was = row.has("selected")
        self.click(row, at=CHECK_BOX_X)
        wait_for(f"{name} is {'not ' if was else ''}selected", lambda: row.has("selected") != was)

    def tick_by_keyboard(self, focused, name):
        """Goes from the guest that was clicked last to another one with the arrows, and ticks that with Space."""
        wait_for(f"{focused} has the keyboard", lambda: self.row(focused).has("focused"))
        self.go_to(name)
        row = self.row(name)
        self.key("space")
        wait_for(f"{name} is selected", lambda: row.has("selected"))

    def search(self, text):
        """Looks for guests, and waits until only those who fit are shown."""
        entry = self.look("entry", self._("Search guests"))
        if not entry:
            self.key("ctrl+f")
            entry = [self.find("entry", self._("Search guests"))]
        self.click(entry[0])
        self.key("ctrl+a", "BackSpace")
        self.type(text)
        wait_for(f"the guests that fit “{text}”",
                 lambda: self.rows() and entry[0].text == text and all(self._fits(row, text) for row in self.rows()))

    @staticmethod
    def _fits(row, text):
        return re.sub(r"\W", "", text) in re.sub(r"\W", "", plain(row.name))

    def go_to(self, name):
        """Goes with the arrows from the guest that has the keyboard to another one."""
        rows = self.rows()
        names = [self.names([row]).pop() for row in rows]
        steps = names.index(name) - next(place for place, row in enumerate(rows) if row.has("focused"))
        for _ in range(abs(steps)):
            self.key("Down" if steps > 0 else "Up")
        wait_for(f"{name} has the keyboard", lambda: self.row(name).has("focused"))

    def title(self, column):
        """The title of a column."""
        table = self.find("tree table", self._("Guests"))
        titles = next(node for node in table.children() if node.role == "table row")
        return next(node for node in titles.children() if node.name == self._(column))

    def sort_by(self, column):
        self.click(self.title(column))

    # The words of the window

    def fill_in(self, text, *values):
        """A text of the window with its placeholders filled."""
        left = list(values)
        return re.sub(r"%(?:([0-9])[$])?[su]",
                      lambda hit: str(values[int(hit[1]) - 1] if hit[1] else left.pop(0)), text)

    def sentence(self, text, *values):
        return self.fill_in(self._(text), *values)

    def count(self, one, many, n, *more):
        return self.fill_in(self.n_(one, many, n), n, *more)

    def says(self, text, *values):
        """Waits until the window says a sentence."""
        return self.shows_plain(self.sentence(text, *values))

    def says_count(self, one, many, n, *more):
        return self.shows_plain(self.count(one, many, n, *more))

    def shows_plain(self, text):
        return wait_for(f"“{text}”", lambda: next(
            (node for node in self.front.walk() if text in plain(node.name)), None))

    # Inviting

    def open_invitations(self):
        self.press(self._("Send Invitations…"))
        wait_for("the dialog", lambda: self.front != self.frame)

    def walk_through_previews(self, n_guests):
        """The guests whose messages can be looked at, one after the other."""
        for position in range(n_guests):
            place = self.fill_in(self._("%s · %u of %u"), "", position + 1, n_guests)
            self.shows_plain(place)
            yield self._name_above(place)
            if position + 1 < n_guests:
                self.press(self._("Next Guest"))

    def _name_above(self, place):
        """What the label before the one that ends so says."""
        labels = [plain(node.name) for node in self.front.walk() if node.role == "label"]
        return labels[next(i for i, label in enumerate(labels) if label.endswith(place)) - 1]

    def wait_results(self, outcomes):
        """Waits until the results say so of each guest: the words after the number."""
        becomes("the results", self._results, outcomes)

    def wait_result(self, name, outcome):
        """Waits until the results say so of one guest."""
        becomes(f"the result of {name}", lambda: self._results().get(name), outcome)

    def _results(self):
        """Earlier attempts stand below the newest."""
        said = [plain(node.name).split(", ", 2) for table in self.look("list", self._("Results"))
                for node in table.children() if node.role == "list item"]
        return {name: outcome for name, _, outcome in reversed(said)}

    def press_in_row(self, name, button):
        """Clicks on a button in the row of a guest's result."""
        row = wait_for(f"the row of {name}", lambda: next(
            (node for node in self.front.walk() if node.role == "list item" and plain(node.name).startswith(name)),
            None))
        self.click(self.find("button", button, row))

    def close_dialog(self):
        wait_for("the dialog has the keyboard",
                 lambda: self.front != self.frame and any(node.has("focused") for node in self.front.walk()))
        self.key("Escape")
        wait_for("the dialog is closed", lambda: self.front == self.frame)

    def go_back(self):
        """With the button of the header bar, which libadwaita names."""
        self.press(translations(self.language, "libadwaita").gettext("Back"))

    def choose_last(self, combo):
        """Takes the last that a combo box offers."""
        self.click(combo)
        wait_for(f"{combo} is open", lambda: self.focused() and self.focused().role == "list item")
        self.key("End", "Return")

    def choose(self, combo, text):
        """Takes what a combo box offers under a name."""
        self.click(combo)
        wait_for(f"{combo} is open", lambda: self.focused() and self.focused().role == "list item")
        self.key("Home")
        self.go_down_to(text)
        self.key("Return")

    def go_down_to(self, text):
        """Goes through what is offered until something of that name has the keyboard."""
        passed = []
        while not any(node.name == text for node in wait_for("a choice", self.focused).walk()):
            passed.append(self.focused())
            if len(passed) > MOST_CHOICES:
                raise AssertionError(f"{text} is not offered: {passed}")
            self.key("Down")
            wait_for(f"the one after {passed[-1]}", lambda: self.focused() not in (None, passed[-1]))

    def choose_in_menu(self, button, item):
        """Opens a menu and goes down in it to an item."""
        self.press(self._(button))
        wait_for("the menu is open", lambda: self.focused() and self.focused().role == "menu item")
        self.go_down_to(self._(item))
        self.key("Return")

    def choose_file(self, path, accept="_Open"):
        """In the dialog for files, which is a window of its own: a slash begins a path there.

        The rest is not typed, and the button is told to be pressed: what completes it would type along and lie above.
        """
        dialog = wait_for("the dialog for files", lambda: next(
            (frame for frame in self.frames() if frame != self.frame), None))
        window = wait_for("its window", lambda: [other for other in self.windows() if other not in self.window])
        xdotool("windowfocus", *window)
        wait_for("the dialog for files is active", lambda: dialog.has("active"))
        self.key("slash")
        entry = wait_for("the entry for a path", lambda: next(
            (node for node in self.look("text", within=dialog) if node.text.startswith("/")), None))
        entry.put(str(path))
        self.find("button", self._(accept), dialog).activate()
        wait_for("the dialog for files is closed", lambda: self.frames() == [self.frame])
        self.focus_window()

    # The window's other places

    def close_preferences(self):
        """With its button: in an entry, Escape belongs to the entry."""
        self.press("Close")
        wait_for("the preferences are closed", lambda: self.front == self.frame)

    def wait_invitation(self, name, state):
        """Waits until the list says so of a guest's invitation: it follows the ledger, and is not in a hurry."""
        becomes(f"the invitation of {name}", lambda: plain(self.row(name).name).split(", ")[2], state)

    def wait_answer(self, name, answer):
        """Waits until the list says that a guest answered so."""
        becomes(f"the answer of {name}", lambda: plain(self.row(name).name).split(", ")[3], answer)

    def open_messages(self):
        self.click(self.find("page tab", self._("Messages")))
