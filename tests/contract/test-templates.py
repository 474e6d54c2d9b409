# SPDX-License-Identifier: GPL-3.0-or-later
"""Any template of the account: read, mapped, previewed and sent, to the letter."""

import contextlib
import sqlite3
import urllib.parse

from outside import equal, run, test

BUSINESS_ACCOUNT_ID = "102290129340398"
NO_PACE = ("--interval-ms", "0")

GUEST = "+15555550101"

# invyctl's exit statuses
DONE, BAD_INPUT, PARTLY, STOPPED = 0, 2, 3, 4


def template(name, *components, language="en", **members):
    return {"name": name, "language": language, "components": list(components)} | members


def body(text):
    return {"type": "BODY", "text": text}


def start(place, *templates):
    """An account with these templates, which were read."""
    emulator = place.start_emulator()
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    if templates:
        emulator.call("templates", list(templates))
        place.ask("template", "sync")
    return emulator


def pause_before_the_first(place, event, *options):
    """Plans a campaign that nothing is sent of: the token is not good. Returns its id."""
    document = place.ask("invite", event, "--all", *NO_PACE, *options, status=STOPPED,
                         environment={"WHATSAPP_ACCESS_TOKEN": "another"})
    equal((document["state"], document["stop_reason"], document["succeeded"]), ("paused", "code:190", 0))
    return document["campaign_id"]


def token_of(place, guest):
    with contextlib.closing(sqlite3.connect(place.database)) as database:
        return database.execute("SELECT rsvp_token FROM guests WHERE id = ?", (guest,)).fetchone()[0]


def questions(emulator):
    """What the account was asked about templates."""
    return [urllib.parse.parse_qs(other["query"]) for other in emulator.memory()["others"]
            if other["path"].endswith("/message_templates")]


@test
def many_pages(place):
    """Six pages; the address of the next one, which has a token in it, is never gone to."""
    emulator = start(place)
    emulator.call("templates", [template(f"t{i:03}", body(f"Text {i}")) for i in range(520)])
    listed = place.ask("template", "sync")
    equal([entry["name"] for entry in listed], [f"t{i:03}" for i in range(520)])
    equal((listed[7]["language"], listed[7]["status"], listed[7]["category"], listed[7]["parameter_format"]),
          ("en", "APPROVED", "MARKETING", "POSITIONAL"))
    equal(place.ask("template", "list"), listed)

    others = emulator.memory()["others"]
    equal([other["path"] for other in others], [f"/v25.0/{BUSINESS_ACCOUNT_ID}/message_templates"] * 6)
    asked = questions(emulator)
    equal(["after" in question for question in asked], [False] + [True] * 5)
    equal(len({question["after"][0] for question in asked[1:]}), 5)
    equal(["access_token" in question for question in asked], [False] * 6)

    # Those that are gone go, and a page that was kept is not mixed with new ones.
    emulator.call("templates", [template("only", body("x"))])
    equal([entry["name"] for entry in place.ask("template", "sync")], ["only"])


@test
def a_cursor_that_repeats(place):
    """An error instead of a loop; what was kept stays."""
    emulator = start(place, template("kept", body("x")))
    emulator.forget()
    emulator.behave({"do": "repeat-cursor", "path": "message_templates"})
    sentence = place.refuse("template", "sync", status=STOPPED, code="whatsapp")
    equal("begins again" in sentence, True, sentence)
    equal(len(questions(emulator)) <= 3, True)
    equal([entry["name"] for entry in place.ask("template", "list")], ["kept"])


@test
def what_cannot_be_read(place):
    emulator = start(place, template("kept", body("x")))
    cases = [
        ({"do": "garbage"}, {}, "whatsapp"),
        ({"do": "huge"}, {}, "whatsapp"),
        ({"do": "refuse", "code": 4}, {}, "whatsapp-busy"),
        ({"do": "refuse", "code": 190}, {}, "token"),
        ({"do": "cut-after"}, {}, "whatsapp-unreachable"),
        (None, {"WHATSAPP_ACCESS_TOKEN": "another"}, "token"),
        (None, {"WHATSAPP_BUSINESS_ACCOUNT_ID": "5"}, "wrong-id"),
        (None, {"WHATSAPP_BUSINESS_ACCOUNT_ID": "106540352242922"}, "wrong-id"),
        (None, {"WHATSAPP_BUSINESS_ACCOUNT_ID": ""}, "bad-setting"),
        (None, {"WHATSAPP_ACCESS_TOKEN": ""}, "foreign-token"),
    ]
    for order, environment, code in cases:
        emulator.forget()
        if order is not None:
            emulator.behave(order | {"path": "message_templates"})
        result = place.run("template", "sync", environment=environment)
        equal((result.status, result.json["error"]["code"]), (STOPPED, code), (order, environment, result))
        equal(len(result.json["error"]["message"].split(". ")) >= 2, True, result)

    equal([entry["name"] for entry in place.ask("template", "list")], ["kept"])

    emulator.forget()
    emulator.call("account", {"debug_token": {"scopes": ["whatsapp_business_messaging"]}})
    place.refuse("template", "sync", status=STOPPED, code="permission")


@test
def offline_it_is_dated(place):
    emulator = start(place, template("party", body("Dear {{1}}")))
    event = place.add_event(language="en", template="party")
    place.ask("template", "map", event, "party", "1=guest.first_name")
    place.add_guest(event, "Dana", GUEST)
    emulator.stop()

    result = place.run("template", "list")
    equal([(entry["name"], len(entry["synced_at"])) for entry in result.json], [("party", 20)])
    equal("As of 2" in result.errors or "As of 1" in result.errors or "As of 3" in result.errors, True, result)
    place.refuse("template", "sync", status=STOPPED, code="whatsapp-unreachable")
    equal(len(place.ask("template", "list")), 1)
    equal(place.ask("invite", event, "--all", "--dry-run")["ready"], 1)
    emulator.start()


@test
def before_the_first_sync(place):
    """There is the one that is built in, and nobody pretends that it was looked up."""
    result = place.run("template", "list")
    equal([(entry["name"], entry["status"], entry["synced_at"]) for entry in result.json],
          [("wedding_invitation", None, None)])
    equal("not read yet" in result.errors, True, result)
    shown = place.ask("template", "show", "wedding_invitation")
    equal([parameter["filled_with"] for parameter in shown["parameters"]],
          ["guest.first_name", "event.partner1_name", "event.partner2_name", "event.venue", "event.date", "event.time",
           "link"])
    place.refuse("template", "show", "nothing", status=BAD_INPUT, code="bad-value")


@test
def states_categories_and_parts_that_are_unknown(place):
    start(place,
          template("odd", body("x"), {"type": "NEXT_YEAR", "cards": 7}, status="BLESSED", category="LOVE"),
          template("waiting", body("x"), status="PENDING"),
          template("odd_button", body("x"), {"type": "BUTTONS", "buttons": [{"type": "DANCE", "text": "Go"}]}))
    equal([(entry["name"], entry["status"], entry["category"]) for entry in place.ask("template", "list")],
          [("odd", "BLESSED", "LOVE"), ("odd_button", "APPROVED", "MARKETING"), ("waiting", "PENDING", "MARKETING")])
    for name, word in (("odd", "NEXT_YEAR"), ("odd_button", "DANCE"), ("waiting", "Meta")):
        shown = place.ask("template", "show", name)
        equal(any(word in notice for notice in shown["notices"]), True, shown["notices"])
        event = place.add_event(language="en", template=name)
        place.add_guest(event, "Dana", GUEST)
        place.refuse("invite", event, "--all", status=STOPPED, code="template")


@test
def show(place):
    start(place, *(template("all", {"type": "HEADER", "format": "TEXT", "text": "For {{1}}"},
                            body("Dear {{1}}"), {"type": "FOOTER", "text": "With love"},
                            {"type": "BUTTONS", "buttons": [
                                {"type": "QUICK_REPLY", "text": "Coming"},
                                {"type": "URL", "text": "Map", "url": "https://example.org/{{1}}"},
                                {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15555550100"}]},
                            language=language) for language in ("ar", "en")))
    shown = place.ask("template", "show", "all", "--language", "en")
    equal(shown["language"], "en")
    equal(shown["header"], {"format": "TEXT", "text": "For {{1}}"})
    equal((shown["body"], shown["footer"]), ("Dear {{1}}", "With love"))
    equal([(button["type"], button["text"], button["url"], button["phone_number"]) for button in shown["buttons"]],
          [("QUICK_REPLY", "Coming", None, None), ("URL", "Map", "https://example.org/{{1}}", None),
           ("PHONE_NUMBER", "Call", None, "+15555550100")])
    # What is guessed is offered; only what answers mean is filled by itself.
    equal([(slot["parameter"], slot["filled_with"], slot["guess"]) for slot in shown["parameters"]],
          [("header.1", None, None), ("1", None, "guest.first_name"), ("button.0", "reply.yes", "reply.yes"),
           ("button.1", None, "guest.rsvp_token")])
    equal("guest.rsvp_token" in shown["parameters"][3]["sources"], True)
    equal(place.ask("template", "show", "all")["language"], "ar")
    equal("ar, en" in place.refuse("template", "show", "all", "--language", "he", status=BAD_INPUT, code="bad-value"),
          True)

    text = place.run("template", "show", "all", "--language", "en", is_json=False).output
    for words in ("For {{1}}\n\nDear {{1}}\n\nWith love\n", "[Map] https://example.org/{{1}}\n", "guest.first_name"):
        equal(words in text, True, text)


@test
def nothing_is_sent_that_nobody_chose(place):
    """A guess is an offer: until it was taken, the campaign is refused, and it is said how to choose."""
    emulator = start(place, template("party", body("Dear {{1}}, at {{2}}")))
    event = place.add_event(language="en", template="party")
    guest = place.add_guest(event, "Dana", GUEST)
    result = place.run("invite", event, "--all")
    equal((result.status, result.json["error"]["code"]), (STOPPED, "template"))
    equal("{{1}}" in result.errors and "invyctl template map" in result.errors, True, result)
    equal(place.ask("preview", event, guest, status=BAD_INPUT)["error"]["code"], "event-details")

    result = place.run("template", "map", event, "party", "1=guest.name")
    equal((result.status, "parameter 2" in result.errors), (DONE, True), result)
    result = place.run("invite", event, "--all", "--dry-run")
    equal((result.status, "{{1}}" in result.errors, "{{2}}" in result.errors), (STOPPED, False, True))
    shown = place.ask("template", "map", event, "party", "2=text:the  hall")
    equal([slot["filled_with"] for slot in shown["parameters"]], ["guest.name", {"text": "the  hall"}])
    equal(place.ask("template", "show", "party", "--event", event)["parameters"], shown["parameters"])
    equal(place.ask("preview", event, guest)["text"], "Dear Dana, at the hall")
    equal(emulator.memory()["n_requests"], 0)


@test
def translations_share_what_fills_them(place):
    """Also the parameters that only one of them has."""
    start(place, template("party", body("Dear {{1}}"), language="en"),
          template("party", {"type": "HEADER", "format": "IMAGE"}, body("{{1}}, {{2}}"), language="he"))
    event = place.add_event(language="he", template="party")
    guest = place.add_guest(event, "Dana", GUEST)
    link = {"link": "https://example.org/a.jpg"}
    shown = place.ask("template", "map", event, "party", "2=event.venue", "1=guest.first_name",
                      'header.image={"link": "https://example.org/a.jpg"}')
    equal({slot["parameter"]: slot["filled_with"] for slot in shown["parameters"]},
          {"1": "guest.first_name", "2": "event.venue", "header.image": link})
    text = place.run("preview", event, guest, is_json=False).output
    equal(text, "[https://example.org/a.jpg]\n\nDana, גן האלה\n")
    equal(place.ask("template", "show", "party", "--language", "en", "--event", event)["parameters"][0]["filled_with"],
          "guest.first_name")
    table = place.run("template", "map", event, "party", "1=guest.name", is_json=False).output
    equal([line.split()[0] for line in table.splitlines()], ["parameter", "1", "header.image", "2"])


@test
def mappings_that_make_no_sense(place):
    start(place,
          template("all", {"type": "HEADER", "format": "IMAGE"}, body("Dear {{1}}"),
                   {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"},
                                                   {"type": "COPY_CODE", "example": "A"}]}),
          template("place", {"type": "HEADER", "format": "LOCATION"}, body("x")), template("plain", body("x")))
    event = place.add_event(language="en")
    picture = place.write("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    paper = place.write("a.png.pdf", b"%PDF-1.7\n" + bytes(64))
    cases = [
        ("all", "1", "usage", "PARAMETER=SOURCE"),
        ("all", "2=link", "bad-value", "header.image, 1, button.0, button.1"),
        ("plain", "1=link", "bad-value", "sent as it is"),
        ("all", "1=guest.nose", "bad-value", "guest.first_name"),
        ("all", "1=reply.yes", "bad-value", "guest.first_name"),
        ("all", "1=", "bad-value", "text:WORDS"),
        ("all", "1=text:", "bad-value", "empty text"),
        ("all", f"1=file:{picture}", "bad-value", "text:WORDS"),
        ("all", "header.image=guest.name", "bad-value", "file:PATH"),
        ("all", f"header.image=file:{paper}", "bad-value", "application/pdf"),
        ("all", "header.image=file:nowhere.png", "bad-media", "nowhere.png"),
        ("all", 'header.image={"link": "a b"}', "bad-value", "web address"),
        ("all", "button.0=guest.name", "bad-value", "reply.yes"),
        ("all", "button.1=text:" + "A" * 16, "bad-value", "15"),
        ("place", 'header.location={"location": {"latitude": "200"}}', "bad-value", "latitude"),
        ("place", "header.location=event.venue", "bad-value", '"latitude"'),
        ("nothing", "1=link", "bad-value", "template list"),
    ]
    for name, word, code, words in cases:
        sentence = place.refuse("template", "map", event, name, word, status=BAD_INPUT, code=code)
        equal(words in sentence, True, (word, sentence))
    place.refuse("template", "map", event, "all", status=BAD_INPUT, code="usage")
    # A good one beside a bad one is not kept either.
    place.refuse("template", "map", event, "all", "1=link", "7=link", status=BAD_INPUT, code="bad-value")
    equal(place.ask("event", "show", event)["parameter_mapping"], None)


def text(value, name=None):
    return {"type": "text", "text": value} | ({"parameter_name": name} if name else {})


def button(index, sub_type, *parameters):
    return {"type": "button", "sub_type": sub_type, "index": str(index), "parameters": list(parameters)}


PLACE = {"latitude": "32.08", "longitude": "34.78", "name": "גן האלה", "address": "1 Oak St."}

# Header, body, buttons; what fills them; what WhatsApp gets. TOKEN stands for the guest's.
SENDS = {
    "positional": ([body("Dear {{1}}: {{2}}, {{3}}")], ["1=guest.first_name", "2=event.full_date", "3=event.partners"],
                   [{"type": "body", "parameters": [text("Dana O’Hara"), text("25/02/2027"), text("דביר & ורד")]}]),
    "named": ([body("Dear {{guest}}, see you in {{hall}}")], ["guest=guest.first_name", "hall=event.venue"],
              [{"type": "body", "parameters": [text("Dana O’Hara", "guest"), text("גן האלה", "hall")]}]),
    "headline": ([{"type": "HEADER", "format": "TEXT", "text": "For {{1}}"}, body("x")], ["header.1=guest.first_name"],
                 [{"type": "header", "parameters": [text("Dana O’Hara")]}]),
    "picture_from_the_web": ([{"type": "HEADER", "format": "IMAGE"}, body("x")],
                             ['header.image={"link": "https://example.org/a.jpg"}'],
                             [{"type": "header", "parameters": [
                                 {"type": "image", "image": {"link": "https://example.org/a.jpg"}}]}]),
    "paper_from_the_web": ([{"type": "HEADER", "format": "DOCUMENT"}, body("x")],
                           ['header.document={"link": "https://example.org/a.pdf", "filename": "map.pdf"}'],
                           [{"type": "header", "parameters": [
                               {"type": "document",
                                "document": {"link": "https://example.org/a.pdf", "filename": "map.pdf"}}]}]),
    "place": ([{"type": "HEADER", "format": "LOCATION"}, body("x")],
              ['header.location={"location": {"latitude": "32.08", "longitude": "34.78", "name": "גן האלה",'
               ' "address": "1 Oak St."}}'],
              [{"type": "header", "parameters": [{"type": "location", "location": PLACE}]}]),
    "link": ([body("x"), {"type": "BUTTONS", "buttons": [
                 {"type": "URL", "text": "Map", "url": "https://example.org/map"},
                 {"type": "URL", "text": "RSVP", "url": "https://example.org/{{1}}"}]}],
             ["button.1=guest.first_name"], [button(1, "url", text("Dana%20O%E2%80%99Hara"))]),
    "personal_link": ([body("x"), {"type": "BUTTONS", "buttons": [
                          {"type": "URL", "text": "RSVP", "url": "https://example.org/{{1}}"}]}],
                      ["button.0=guest.rsvp_token"], [button(0, "url", text("TOKEN"))]),
    "answers": ([body("Dear {{1}}"), {"type": "FOOTER", "text": "y"}, {"type": "BUTTONS", "buttons": [
                    {"type": "QUICK_REPLY", "text": "Coming"}, {"type": "QUICK_REPLY", "text": "Not coming"},
                    {"type": "QUICK_REPLY", "text": "What?"}]}],
                ["1=guest.first_name", "button.2=reply.stop"],
                [{"type": "body", "parameters": [text("Dana O’Hara")]},
                 button(0, "quick_reply", {"type": "payload", "payload": "rsvp:yes:TOKEN"}),
                 button(1, "quick_reply", {"type": "payload", "payload": "rsvp:no:TOKEN"}),
                 button(2, "quick_reply", {"type": "payload", "payload": "rsvp:stop:TOKEN"})]),
    "code": ([body("x"), {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "text": "Copy", "example": "A"}]}],
             ["button.0=text:LOVE27"],
             [button(0, "copy_code", {"type": "coupon_code", "coupon_code": "LOVE27"})]),
    "nothing_to_fill": ([body("x")], [], None),
}


def with_token(value, token):
    if isinstance(value, str):
        return value.replace("TOKEN", token)
    if isinstance(value, list):
        return [with_token(each, token) for each in value]
    if isinstance(value, dict):
        return {key: with_token(each, token) for key, each in value.items()}
    return value


@test
def any_template_is_sent_to_the_letter(place):
    emulator = start(place, *(template(name, *components, parameter_format="NAMED" if name == "named" else "POSITIONAL")
                              for name, (components, _, _) in SENDS.items()))
    for name, (_, words, expected) in SENDS.items():
        event = place.add_event(language="en", template=name)
        guest = place.add_guest(event, "Dana O’Hara", GUEST)
        if words:
            place.ask("template", "map", event, name, *words)
        emulator.forget()
        document = place.ask("invite", event, "--all", *NO_PACE)
        equal(document["succeeded"], 1, name)
        request, = emulator.requests()
        equal((request["template"], request["language"]), (name, "en"))
        equal(request["components"], with_token(expected, token_of(place, guest)), name)


@test
def preview_has_all_parts(place):
    start(place, template("all", {"type": "HEADER", "format": "TEXT", "text": "For {{1}}"}, body("*Dear* {{1}}"),
                          {"type": "FOOTER", "text": "With love"},
                          {"type": "BUTTONS", "buttons": [
                              {"type": "QUICK_REPLY", "text": "Coming"},
                              {"type": "URL", "text": "Map", "url": "https://example.org/{{1}}"},
                              {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15555550100"}]}))
    event = place.add_event(language="en", template="all")
    guest = place.add_guest(event, "Dana O", GUEST)
    place.ask("template", "map", event, "all", "header.1=event.venue", "1=guest.first_name",
              "button.1=guest.first_name")
    shown = place.ask("preview", event, guest)
    equal((shown["text"], shown["language"], shown["parameters"]), ("*Dear* Dana O", "en", ["Dana O"]))
    equal(shown["header"], {"format": "TEXT", "text": "For גן האלה", "filled_with": None})
    equal(shown["footer"], "With love")
    equal([(each["type"], each["text"], each["target"]) for each in shown["buttons"]],
          [("QUICK_REPLY", "Coming", None), ("URL", "Map", "https://example.org/Dana%20O"),
           ("PHONE_NUMBER", "Call", "+15555550100")])
    equal(place.run("preview", event, guest, is_json=False).output,
          "For גן האלה\n\n*Dear* Dana O\n\nWith love\n\n[Coming]\n[Map] https://example.org/Dana%20O\n"
          "[Call] +15555550100\n")


@test
def each_guest_in_their_language(place):
    """With each way to fall back: said before sending, and then done."""
    emulator = start(place, *(template("party", body(f"{language} {{{{1}}}}"), language=language)
                              for language in ("he", "en", "ar")))
    place.environment["GSETTINGS_BACKEND"] = "keyfile"
    numbers = {"he": "+15555550101", "ar": "+15555550102", "en_US": "+15555550103", "ru": "+15555550104",
               None: "+15555550105"}
    for fallback, for_ru in (("wedding", "he"), ("leave-out", None), ("ar", "ar")):
        place.ask("account", "set", "--language-fallback", fallback)
        event = place.add_event(language="he", template="party")
        place.ask("template", "map", event, "party", "1=guest.first_name")
        guests = {language: place.add_guest(event, f"G {language}", number,
                                            *(("--language", language) if language else ()))
                  for language, number in numbers.items()}

        expected = {"he": "he", "ar": "ar", "en_US": "en", "ru": for_ru, None: "he"}
        before = {entry["guest_id"]: entry for entry in place.ask("invite", event, "--all", "--dry-run", status=None)["results"]}
        russian = before[guests["ru"]]
        if for_ru is None:
            equal((russian["status"], russian["reason"]), ("skipped", "no-translation"))
        else:
            equal((russian["status"], f"the one in “{for_ru}”" in russian["warning"]), ("ready", True))
        equal([language for language, guest in guests.items()
               if before[guest]["status"] != "ready" or "translation" in (before[guest]["warning"] or "")],
              ["ru"], before)
        result = place.run("preview", event, guests["ru"])
        equal((result.json["language"], len(result.errors) > 10), (for_ru or "he", True))

        emulator.forget()
        place.ask("invite", event, "--all", *NO_PACE, status=PARTLY if for_ru is None else DONE)
        equal({request["to"]: request["language"] for request in emulator.requests()},
              {numbers[language]: sent for language, sent in expected.items() if sent is not None})


@test
def a_template_that_changed_stops_before_the_first_message(place):
    old, new = template("party", body("Dear {{1}}")), template("party", body("Hello {{1}}, we marry!"))
    for how, said in (("--render-again", "we marry"), ("--as-planned", None)):
        emulator = start(place, old)
        event = place.add_event(language="en", template="party")
        place.ask("template", "map", event, "party", "1=guest.first_name")
        guest = place.add_guest(event, "Dana", GUEST)
        campaign = pause_before_the_first(place, event)
        emulator.call("templates", [new])
        emulator.forget()

        for _ in range(2):
            sentence = place.refuse("campaign", "resume", campaign, *NO_PACE, status=STOPPED, code="details-changed")
            equal("--as-planned" in sentence and "--render-again" in sentence, True, sentence)
            document = place.ask("campaign", "show", campaign)
            equal((document["state"], document["stop_reason"], document["waiting"]), ("paused", "template", 1))
        equal(emulator.memory()["n_requests"], 0)

        document = place.ask("campaign", "resume", campaign, how, *NO_PACE)
        equal((document["state"], document["succeeded"]), ("finished", 1))
        equal(emulator.requests()[0]["parameters"], ["Dana"])
        if said is not None:
            equal(said in place.ask("preview", event, guest)["text"], True)


@test
def what_is_rendered_again_is_what_the_account_has(place):
    """Also when nobody looked at it since the change."""
    emulator = start(place, template("party", body("Dear {{1}}")))
    event = place.add_event(language="en", template="party")
    place.ask("template", "map", event, "party", "1=guest.first_name")
    place.add_guest(event, "Dana", GUEST)
    campaign = pause_before_the_first(place, event)
    emulator.call("templates", [template("party", body("Dear {{1}}, see {{2}}"))])
    emulator.forget()
    sentence = place.refuse("campaign", "resume", campaign, "--render-again", *NO_PACE, status=STOPPED, code="template")
    equal("{{2}}" in sentence, True, sentence)
    place.ask("template", "map", event, "party", "2=event.venue")
    equal(place.ask("campaign", "resume", campaign, "--render-again", *NO_PACE)["succeeded"], 1)
    equal([request["parameters"] for request in emulator.requests()], [["Dana", "גן האלה"]])


@test
def another_category_is_shown(place):
    emulator = start(place, template("party", body("x"), category="UTILITY"))
    event = place.add_event(language="en", template="party")
    place.add_guest(event, "Dana", GUEST)
    emulator.call("templates", [template("party", body("x"), category="MARKETING")])
    result = place.run("invite", event, "--all", *NO_PACE)
    equal(result.status, DONE, result)
    equal("from UTILITY to MARKETING" in result.errors and "United States" in result.errors, True, result.errors)

    emulator.call("templates", [template("party", body("x"), category="UTILITY")])
    result = place.run("template", "sync")
    equal("from MARKETING to UTILITY" in result.errors, True, result.errors)
    equal("from " in place.run("template", "sync").errors, False)


# How the template that was planned with differs from the one that the account has when it is sent as planned, and
# what WhatsApp says to that.
PLAIN = [body("Dear {{1}}")]
REFUSALS = [
    (132000, PLAIN, {}, [body("Dear {{1}}, {{2}}")], {}),
    (132001, PLAIN, {}, None, {}),
    (132001, PLAIN, {}, PLAIN, {"status": "REJECTED"}),
    (132005, PLAIN, {}, [body("Dear {{1}} " + "x" * 1020)], {}),
    (132012, PLAIN, {}, [body("Dear {{guest}}")], {"parameter_format": "NAMED"}),
    (132015, PLAIN, {}, PLAIN, {"status": "PAUSED"}),
    (132016, PLAIN, {}, PLAIN, {"status": "DISABLED"}),
    (132018, [body("Dear {{guest}}")], {"parameter_format": "NAMED"}, [body("Dear {{friend}}")],
     {"parameter_format": "NAMED"}),
    (131008, PLAIN, {}, [*PLAIN, {"type": "BUTTONS", "buttons": [
        {"type": "URL", "text": "Map", "url": "https://example.org/{{1}}"}]}], {}),
]


@test
def refusals_of_a_template(place):
    """Each by what WhatsApp itself looks at: the campaign pauses, or the guest fails, with words that fit."""
    emulator = start(place, template("x", body("x")))
    for code, components, members, now, members_now in REFUSALS:
        name = f"t{code}_{len(members_now)}"
        emulator.call("templates", [template(name, *components, **members)])
        place.ask("template", "sync")
        event = place.add_event(language="en", template=name)
        place.add_guest(event, "Dana", GUEST)
        key = "guest" if "NAMED" in members.values() else "1"
        place.ask("template", "map", event, name, f"{key}=guest.first_name")
        campaign = pause_before_the_first(place, event)

        emulator.call("templates", [template(name, *now, **members_now)] if now else [template("x", body("x"))])
        emulator.forget()
        result = place.run("campaign", "resume", campaign, "--as-planned", *NO_PACE)
        request, = emulator.requests()
        equal((request["error_code"], request["did"]), (code, "refuse"), (code, request))
        entry, = result.json["results"]
        equal((entry["error_code"], entry["message_id"]), (code, None))
        equal(entry["status"] in ("planned", "failed") and len(entry["error"]) > 20, True, entry)
        equal(result.status, STOPPED if entry["status"] == "planned" else PARTLY, result)


@test
def refusals_of_the_account(place):
    emulator = start(place, template("party", body("x")))
    event = place.add_event(language="en", template="party")
    place.add_guest(event, "Dana", GUEST)

    def check(code, **environment):
        emulator.forget()
        document = place.ask("invite", event, "--all", *NO_PACE, status=STOPPED, environment=environment)
        request, = emulator.requests()
        equal((request["error_code"], document["stop_reason"]), (code, f"code:{code}"))
        equal(len(document["error"]["message"]) > 20, True)
        place.ask("campaign", "cancel", document["campaign_id"])

    check(190, WHATSAPP_ACCESS_TOKEN="another")
    check(100, WHATSAPP_PHONE_NUMBER_ID="55")
    emulator.call("account", {"debug_token": {"scopes": ["whatsapp_business_management"]}})
    check(10)
    emulator.call("account", {"debug_token": {"scopes": ["whatsapp_business_management", "whatsapp_business_messaging"]}})

    # What Meta looks at there is nothing that a request shows.
    emulator.forget()
    emulator.behave({"do": "refuse", "code": 200})
    document = place.ask("invite", event, "--all", *NO_PACE, status=STOPPED)
    equal(document["stop_reason"], "code:200")


run()
