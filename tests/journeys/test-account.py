# SPDX-License-Identifier: GPL-3.0-or-later
"""An account that is set up, and a template of its own, from its choice to what WhatsApp gets: a picture above, parameters
with names, a button whose address ends for each guest differently, and two languages."""

import contextlib
import hashlib
import sqlite3
import struct
import zlib

from journey import wait_for
from outside import PHONE_NUMBER_ID, equal, run, test
from picture import Picture
from planner import Planner, plain

BUSINESS_ACCOUNT_ID = "102290129340398"
ACCOUNT_NAME = "Lucky Weddings"

# Numbers from ranges that nobody has.
NOA = "+15555550101"
DAN = "+15555550102"

TEMPLATE = "our_wedding"
BODIES = {
    "en": "Dear *{{guest}}*,\n_see you_ at {{hall}}. {{wish}}",
    "he": "*{{guest}}* יקרים,\n_נתראה_ ב{{hall}}. {{wish}}",
}
WISH = "All our love!"
FOOTERS = {"en": "Reply STOP to get no more", "he": "להסרה השיבו הסר"}
BUTTONS = {"en": "Will you come?", "he": "מגיעים?"}
ADDRESS = "https://rsvp.example/i/"

# Of no part of the window.
COLOUR = 0xC0, 0x20, 0x50
N_POINTS = 5000


def make_picture(width, height):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(COLOUR) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def read_tokens(place):
    """The end of each guest's own address."""
    with contextlib.closing(sqlite3.connect(place.database)) as database:
        return dict(database.execute("SELECT first_name, rsvp_token FROM guests"))


def list_template(language):
    return {
        "name": TEMPLATE, "language": language, "category": "MARKETING", "parameter_format": "NAMED", "components": [
            {"type": "HEADER", "format": "IMAGE"},
            {"type": "BODY", "text": BODIES[language]},
            {"type": "FOOTER", "text": FOOTERS[language]},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": BUTTONS[language], "url": ADDRESS + "{{1}}"}]}]}


def message(language, name, token):
    """What the preview says to assistive technology, from top to bottom."""
    body = BODIES[language].replace("{{guest}}", name).replace("{{hall}}", "גן האלה").replace("{{wish}}", WISH)
    return "\n".join([body.replace("*", "").replace("_", ""), FOOTERS[language],
                      f"Button: {BUTTONS[language]}, {ADDRESS}{token}"])


def components(name, token, picture_id):
    """What WhatsApp gets."""
    return [
        {"type": "header", "parameters": [{"type": "image", "image": {"id": picture_id}}]},
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "guest", "text": name},
                                        {"type": "text", "parameter_name": "hall", "text": "גן האלה"},
                                        {"type": "text", "parameter_name": "wish", "text": WISH}]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": token}]}]


def check_previews(app, tokens):
    """The messages of both guests, each in the guest's language, under the picture."""
    languages = {"Noa": "en", "דן": "he"}
    for name in app.walk_through_previews(2):
        app.shows_plain(message(languages[name], name, tokens[name]))
        wait_for("the picture", lambda: picture_is_drawn(app))


def picture_is_drawn(app):
    path = app.place.folder / "preview.png"
    app.screenshot(path)
    return Picture(path).points_of("#{:02X}{:02X}{:02X}".format(*COLOUR)) >= N_POINTS


def choose_id(app, row, choice, number):
    """One of those that can be read with the access token."""
    app.click(app.find("list item", app._(row)))
    app.click(wait_for(f"“{choice}”", lambda: next(
        (item for item in app.look("list item") if choice in plain(item.name)), None)))
    app.shows_plain(number)


def set_up_account(app):
    """In the preferences: everything but the access token, which came with the address of the pretend WhatsApp."""
    app.key("ctrl+comma")
    choose_id(app, "Business Account", ACCOUNT_NAME, BUSINESS_ACCOUNT_ID)
    choose_id(app, "Phone Number", ACCOUNT_NAME, PHONE_NUMBER_ID)
    app.press(app._("Test Connection…"))
    app.says("Everything is ready for sending.")
    app.close_preferences()


def choose_template(app, name):
    """In the invitation: the templates are read from the account, and one of them is taken."""
    app.click(app.find("list item", app._("Template")))
    app.press(app._("Refresh"))
    app.click(wait_for(f"the template {name}", lambda: next(
        (item for item in app.look("list item") if plain(item.name) == name), None)))


def fill_template(app, picture, seen):
    """What is guessed is right; the picture and the words that nobody can guess are added, and seen at once."""
    app.press(app._("Choose What Fills It…"))
    app.press(app._("Choose _File…"))
    app.choose_file(picture)
    app.choose_last(app.find("combo box", within=app.find("list", "{{wish}}")))
    wait_for("an entry for the words", lambda: app.focused() and app.focused().role == "text")
    app.type(WISH)
    app.shows_plain(seen)
    wait_for("the picture", lambda: picture_is_drawn(app))
    app.press(app._("_Use This"))
    app.go_back()


def check_requests(emulator, picture, tokens):
    """One picture, and for each guest the translation and the end of the address that are the guest's."""
    uploaded = emulator.memory()["media"]
    equal([(media["mime_type"], media["sha256"]) for media in uploaded],
          [("image/png", hashlib.sha256(picture).hexdigest())])
    requests = {request["to"]: request for request in emulator.requests()}
    equal(sorted(requests), [NOA, DAN])
    for number, name, language in (NOA, "Noa", "en"), (DAN, "דן", "he"):
        request = requests[number]
        equal((request["template"], request["language"], request["taken"]), (TEMPLATE, language, True))
        equal(request["components"], components(name, tokens[name], uploaded[0]["id"]))


@test
def template_of_the_account(place):
    emulator = place.start_emulator()
    del place.environment["WHATSAPP_PHONE_NUMBER_ID"]
    emulator.call("templates", [{"name": "wedding_invitation", "language": "he", "body": "שלום {{1}}"},
                                *(list_template(language) for language in BODIES)])
    event = place.add_event()
    place.add_guest(event, "Noa", NOA, "--language", "en")
    place.add_guest(event, "דן", DAN, "--language", "he")
    tokens = read_tokens(place)
    picture = make_picture(1200, 630)

    with Planner(place) as app:
        set_up_account(app)
        app.tick("Noa")
        app.tick("דן")
        app.open_invitations()
        choose_template(app, TEMPLATE)
        fill_template(app, place.write("couple.png", picture), message("en", "Noa", tokens["Noa"]))
        check_previews(app, tokens)
        app.press(app.count("Send %u Invitation", "Send %u Invitations", 2))
        app.says("%u of %u Sent", 2, 2)
        app.close_dialog()
    check_requests(emulator, picture, tokens)


run()
