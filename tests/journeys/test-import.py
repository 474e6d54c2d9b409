# SPDX-License-Identifier: GPL-3.0-or-later
"""A list that somebody kept in Hebrew: what its columns hold, a row that needs a hand, and all of it taken back."""

from journey import wait_for
from outside import equal, run
from planner import Planner, in_each_language, plain

# With a mark in front, as spreadsheets write it. What the title of the last column means, Invy cannot know.
UNKNOWN_TITLE = "משפחה של מי"
LIST = "\ufeff" + f"""שם פרטי,שם משפחה,נייד,{UNKNOWN_TITLE}
נועה,לוי,050-1234567,כלה
דן,כהן,052-1112233,חתן
,,,חתן
עומר,פרץ,054-7654321,כלה
"""
SIDES = {"נועה": "כלה", "דן": "חתן", "רון": "חתן", "עומר": "כלה"}
GUESTS = {"נועה לוי", "דן כהן", "רון", "עומר פרץ"}
ROW_OF_NOBODY = 4


def open_list(app, path):
    app.choose_file(path, "_Import")
    app.choose(wait_for("the unknown column", lambda: next(
        box for box in app.look("combo box") if plain(box.name) == UNKNOWN_TITLE)), app._("Side"))
    app.press(app._("_Next"))


def shows_counts(app, **counts):
    """The buttons above the rows say how many are what."""
    for title, n in counts.items():
        word, label = (app.texts.pgettext("rows of an import", text) for text in (title.replace("_", " "), "%s %u"))
        app.shows(app.fill_in(label, word, n))


def fix_row(app):
    """The row of nobody becomes somebody's, in the window alone: the file stays as it is."""
    app.click(app.find("list item", app.sentence("Row %u", ROW_OF_NOBODY)))
    app.fill(app._("First name"), "רון")
    app.fill(app._("Mobile phone"), "053-1234567")
    app.press(app._("_Apply"))


def import_list(app, path):
    app.press(app._("_Import Guests…"))
    open_list(app, path)
    shows_counts(app, New=3, Changed=0, Unchanged=0, Left_Out=1)
    fix_row(app)
    shows_counts(app, New=4, Changed=0, Unchanged=0, Left_Out=0)
    app.press(app.count("_Import %u Guest", "_Import %u Guests", 4).replace("_", ""))
    wait_for("the guests", lambda: app.names(app.rows()) == GUESTS)


def import_again(app, path):
    """There is nothing in it that is not known."""
    app.choose_in_menu("Wedding Menu", "_Import Guests…")
    open_list(app, path)
    fix_row(app)
    shows_counts(app, New=0, Changed=0, Unchanged=4, Left_Out=0)
    button = app.find("button", app._("Nothing to Import"))
    wait_for("it cannot be pressed", lambda: not button.has("sensitive"))
    app.close_dialog()


@in_each_language
def list_of_a_planner(place, language):
    event = place.add_event()
    path = place.write("מוזמנים.csv", LIST)
    with Planner(place, language) as app:
        import_list(app, path)
        sides = {guest["first_name"]: guest["side"] for guest in place.ask("guest", "list", event)}
        equal(sides, SIDES)
        app.key("ctrl+z")
        app.shows(app._("No Guests Yet"))
        wait_for("nobody in the database", lambda: not place.ask("guest", "list", event))
        app.key("ctrl+shift+z")
        wait_for("the guests again", lambda: app.names(app.rows()) == GUESTS)
        import_again(app, path)
    equal(path.read_bytes(), LIST.encode())


run()
