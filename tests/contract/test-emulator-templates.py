# SPDX-License-Identifier: GPL-3.0-or-later
"""The emulator looks at messages of any template as Meta does: every documented refusal, and what must pass."""

import json
import urllib.error
import urllib.request

from outside import PATIENCE_S, PHONE_NUMBER_ID, TOKEN, equal, run, test

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n" + bytes(64)

BODY = {"type": "BODY", "text": "Dear {{1}}, see you in {{2}}"}
NAMED_BODY = {"type": "BODY", "text": "Dear {{guest}}, see you in {{venue}}"}
BUTTONS = [
    {"type": "QUICK_REPLY", "text": "Yes"},
    {"type": "URL", "text": "Map", "url": "https://example.org/map"},
    {"type": "URL", "text": "RSVP", "url": "https://example.org/r/{{1}}"},
    {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15555550100"},
    {"type": "COPY_CODE", "text": "Copy", "example": "ABC"},
]


def template(name, *components, **members):
    return {"name": name, "language": "en", "components": list(components)} | members


TEMPLATES = [
    template("plain", {"type": "BODY", "text": "Hello"}),
    template("positional", BODY),
    template("named", NAMED_BODY, parameter_format="NAMED"),
    template("headline", {"type": "HEADER", "format": "TEXT", "text": "For {{1}}"}, {"type": "BODY", "text": "x"}),
    template("picture", {"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "x"}),
    template("paper", {"type": "HEADER", "format": "DOCUMENT"}, {"type": "BODY", "text": "x"}),
    template("place", {"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "x"}),
    template("buttons", {"type": "BODY", "text": "x"}, {"type": "FOOTER", "text": "y"},
             {"type": "BUTTONS", "buttons": BUTTONS}),
    template("waiting", {"type": "BODY", "text": "x"}, status="PENDING"),
    template("paused", {"type": "BODY", "text": "x"}, status="PAUSED"),
    template("disabled", {"type": "BODY", "text": "x"}, status="DISABLED"),
]


def text(value, name=None):
    return {"type": "text", "text": value} | ({"parameter_name": name} if name else {})


def body(*parameters):
    return {"type": "body", "parameters": list(parameters)}


def header(*parameters):
    return {"type": "header", "parameters": list(parameters)}


def picture(**value):
    return header({"type": "image", "image": value})


def location(**value):
    where = {"latitude": "32.08", "longitude": "34.78", "name": "Hall", "address": "Street 1"} | value
    return header({"type": "location", "location": {key: word for key, word in where.items() if word is not None}})


def button(index, sub_type, *parameters):
    return {"type": "button", "sub_type": sub_type, "index": str(index), "parameters": list(parameters)}


LINK = button(2, "url", text("a-b%20c"))
CODE = button(4, "copy_code", {"type": "coupon_code", "coupon_code": "LOVE"})
REPLY = button(0, "quick_reply", {"type": "payload", "payload": "yes:1"})

# name of the case, template, components (None: left out), error code (0: taken)
CASES = [
    ("nothing to fill", "plain", None, 0),
    ("empty list", "plain", [], 0),
    ("body for nothing", "plain", [body(text("x"))], 132000),
    ("unknown template", "nothing", None, 132001),
    ("not approved", "waiting", None, 132001),
    ("paused", "paused", None, 132015),
    ("disabled", "disabled", None, 132016),
    ("two texts", "positional", [body(text("Dana"), text("the hall"))], 0),
    ("money and time", "positional", [body(
        {"type": "currency", "currency": {"fallback_value": "$1", "code": "USD", "amount_1000": 1000}},
        {"type": "date_time", "date_time": {"fallback_value": "today"}})], 0),
    ("no parameters", "positional", None, 132000),
    ("one too few", "positional", [body(text("Dana"))], 132000),
    ("one too many", "positional", [body(text("a"), text("b"), text("c"))], 132000),
    ("named where numbered", "positional", [body(text("a", "guest"), text("b", "venue"))], 132012),
    ("picture in the body", "positional", [body({"type": "image", "image": {"id": "1"}}, text("b"))], 132012),
    ("empty text", "positional", [body(text(""), text("b"))], 131008),
    ("line break", "positional", [body(text("a\nb"), text("b"))], 100),
    ("five spaces", "positional", [body(text("a     b"), text("b"))], 100),
    ("number for a text", "positional", [body({"type": "text", "text": 5}, text("b"))], 100),
    ("too long", "positional", [body(text("a" * 1010), text("b"))], 132005),
    ("just short enough", "positional", [body(text("a" * (1024 - len("Dear , see you in b"))), text("b"))], 0),
    ("body twice", "positional", [body(text("a"), text("b")), body(text("a"), text("b"))], 100),
    ("unknown component", "positional", [{"type": "footer", "parameters": []}], 100),
    ("names in any order", "named", [body(text("hall", "venue"), text("Dana", "guest"))], 0),
    ("numbered where named", "named", [body(text("a"), text("b"))], 132012),
    ("unknown name", "named", [body(text("a", "guest"), text("b", "hall"))], 132018),
    ("one name twice", "named", [body(text("a", "guest"), text("b", "guest"))], 132018),
    ("headline", "headline", [header(text("Dana"))], 0),
    ("no headline", "headline", None, 132000),
    ("headline too long", "headline", [header(text("a" * 57))], 132005),
    ("headline for nothing", "plain", [header(text("Dana"))], 132000),
    ("picture by address", "picture", [picture(link="https://example.org/a.jpg")], 0),
    ("picture from nowhere", "picture", [picture(link="a.jpg")], 131053),
    ("no picture", "picture", None, 132012),
    ("text for a picture", "picture", [header(text("a.jpg"))], 132012),
    ("neither id nor link", "picture", [picture()], 131008),
    ("id and link", "picture", [picture(id="1", link="https://example.org/a.jpg")], 100),
    ("unknown picture", "picture", [picture(id="1")], 131009),
    ("place", "place", [location()], 0),
    ("place without a name", "place", [location(name=None)], 131008),
    ("place nowhere", "place", [location(latitude="132.08")], 131009),
    ("place without digits", "place", [location(longitude="east")], 131009),
    ("buttons that must", "buttons", [LINK, CODE], 0),
    ("all buttons", "buttons", [REPLY, LINK, CODE], 0),
    ("index as a number", "buttons", [LINK | {"index": 2}, CODE], 0),
    ("no link", "buttons", [CODE], 131008),
    ("empty link", "buttons", [button(2, "url", text("")), CODE], 131008),
    ("link not escaped", "buttons", [button(2, "url", text("a b")), CODE], 131009),
    ("Hebrew link", "buttons", [button(2, "url", text("דנה")), CODE], 131009),
    ("link too long", "buttons", [button(2, "url", text("a" * 2000)), CODE], 132005),
    ("two values for a link", "buttons", [button(2, "url", text("a"), text("b")), CODE], 132000),
    ("link that takes nothing", "buttons", [button(1, "url", text("a")), LINK, CODE], 132018),
    ("another type", "buttons", [button(0, "url", text("a")), LINK, CODE], 132018),
    ("no such button", "buttons", [button(5, "url", text("a")), LINK, CODE], 132018),
    ("one button twice", "buttons", [LINK, LINK, CODE], 100),
    ("a button that calls", "buttons", [button(3, "phone_number", text("a")), LINK, CODE], 100),
    ("no code", "buttons", [LINK], 131008),
    ("code too long", "buttons", [LINK, button(4, "copy_code", {"type": "coupon_code", "coupon_code": "A" * 16})], 132005),
    ("payload as a text", "buttons", [button(0, "quick_reply", text("yes")), LINK, CODE], 132012),
]


def ask(emulator, path, data, content_type):
    """The status and the document of an answer."""
    request = urllib.request.Request(f"{emulator.url}/v25.0/{path}", data, {
        "Authorization": f"Bearer {TOKEN}", "Content-Type": content_type})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def send(emulator, name, components):
    """Returns the error's code, 0 for none."""
    message = {
        "messaging_product": "whatsapp", "to": "+15555550101", "type": "template", "biz_opaque_callback_data": "x",
        "template": {"name": name, "language": {"code": "en"}} | ({} if components is None else {"components": components}),
    }
    document = ask(emulator, f"{PHONE_NUMBER_ID}/messages", json.dumps(message).encode(), "application/json")[1]
    return document["error"]["code"] if "error" in document else 0


def upload(emulator, content, mime_type, declared=None, filename="a"):
    """Returns the id, or the error's code."""
    lines = [b"--b", b'Content-Disposition: form-data; name="messaging_product"', b"", b"whatsapp", b"--b",
             b'Content-Disposition: form-data; name="type"', b"", (declared or mime_type).encode(), b"--b",
             f'Content-Disposition: form-data; name="file"; filename="{filename}"'.encode(),
             b"Content-Type: " + mime_type.encode(), b"", content, b"--b--", b""]
    document = ask(emulator, f"{PHONE_NUMBER_ID}/media", b"\r\n".join(lines), "multipart/form-data; boundary=b")[1]
    return document["error"]["code"] if "error" in document else document["id"]


@test
def cases(place):
    emulator = place.start_emulator()
    emulator.call("templates", TEMPLATES)
    for name, template_name, components, code in CASES:
        equal(send(emulator, template_name, components), code, name)
    sent = [request for request in emulator.requests() if request["error_code"] == 0]
    equal(len(sent), sum(code == 0 for *_, code in CASES))
    by_template = {request["template"]: request for request in sent}
    equal(by_template["named"]["parameters"], ["Dana", "hall"])
    equal(by_template["buttons"]["components"], [LINK | {"index": 2}, CODE])


@test
def every_documented_code_is_there(_place):
    codes = {code for *_, code in CASES}
    for code in (100, 131008, 131009, 131053, 132000, 132001, 132005, 132012, 132015, 132016, 132018):
        equal(code in codes, True, code)


@test
def files(place):
    emulator = place.start_emulator()
    emulator.call("templates", TEMPLATES)
    png = upload(emulator, PNG, "image/png")
    pdf = upload(emulator, PDF, "application/pdf")
    equal(send(emulator, "picture", [picture(id=png)]), 0)
    equal(send(emulator, "picture", [picture(id=pdf)]), 131053)
    equal(send(emulator, "paper", [header({"type": "document", "document": {"id": pdf, "filename": "a.pdf"}})]), 0)
    equal(send(emulator, "picture", [picture(id=png, filename="a.png")]), 100)
    equal([file["size"] for file in emulator.memory()["media"]], [len(PNG), len(PDF)])
    equal(emulator.memory()["n_others"], 2)


@test
def files_that_are_refused(place):
    emulator = place.start_emulator()
    equal(upload(emulator, PNG, "image/jpeg"), 131053)
    equal(upload(emulator, PNG, "image/png", declared="image/jpeg"), 131053)
    equal(upload(emulator, b"GIF89a" + bytes(20), "image/gif"), 131053)
    equal(upload(emulator, PNG + bytes(5 * 1024 * 1024), "image/png"), 131053)
    equal(ask(emulator, f"{PHONE_NUMBER_ID}/media", b"{}", "application/json")[1]["error"]["code"], 100)
    equal(emulator.memory()["media"], [])


@test
def without_permission(place):
    emulator = place.start_emulator()
    emulator.call("templates", TEMPLATES)
    emulator.call("account", {"debug_token": {"scopes": ["whatsapp_business_management"]}})
    equal(send(emulator, "plain", None), 10)
    equal(upload(emulator, PNG, "image/png"), 10)
    emulator.call("account", {"token": "another"})
    equal(send(emulator, "plain", None), 190)


run()
