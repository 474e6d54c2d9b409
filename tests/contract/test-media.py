# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures, films and documents above a message: looked at first, uploaded once, and again before Meta forgets them."""

import contextlib
import hashlib
import sqlite3

from outside import PHONE_NUMBER_ID, equal, run, test

BUSINESS_ACCOUNT_ID = "102290129340398"
NO_PACE = ("--interval-ms", "0")
DAY_MS = 24 * 60 * 60 * 1000

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
OTHER_PNG = b"\x89PNG\r\n\x1a\n" + bytes(65)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(64)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)
PDF = b"%PDF-1.7\n" + bytes(64)

# invyctl's exit statuses
BAD_INPUT, PARTLY, STOPPED = 2, 3, 4


def start(place, *formats):
    """An account with a template for each kind of header, named as the kind."""
    emulator = place.start_emulator()
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    emulator.call("templates", [
        {"name": kind.lower(), "language": "en", "components": [{"type": "HEADER", "format": kind},
                                                                {"type": "BODY", "text": "Dear {{1}}"}]}
        for kind in formats or ("IMAGE",)])
    place.ask("template", "sync")
    return emulator


def add_wedding(place, path, kind="image", n_guests=3):
    """A wedding whose messages have this file."""
    event = place.add_event(language="en", template=kind)
    place.add_guests(event, n_guests)
    place.ask("template", "map", event, kind, "1=guest.first_name", f"header.{kind}=file:{path}")
    return event


def invite(place, event, status=0, *options):
    return place.ask("invite", event, "--all", *NO_PACE, *options, status=status)


def headers(emulator):
    """The file that each message had, as WhatsApp got it."""
    return [request["components"][0]["parameters"][0] for request in emulator.requests()]


def uploads(emulator):
    return [other for other in emulator.memory()["others"] if other["path"].endswith("/media")]


def change_media(place, sql, *values):
    with contextlib.closing(sqlite3.connect(place.database)) as database:
        database.execute(sql, values)
        database.commit()


@test
def each_kind_of_file(place):
    """What a file is, its bytes say and not its name; a document keeps the name that guests see."""
    emulator = start(place, "IMAGE", "VIDEO", "DOCUMENT")
    for kind, content, mime_type, name in (
            ("image", JPEG, "image/jpeg", "us.pdf"), ("image", PNG, "image/png", "us"),
            ("video", MP4, "video/mp4", "us.mp4"), ("document", PDF, "application/pdf", "דרך הגעה.pdf")):
        emulator.forget()
        event = add_wedding(place, place.write(name, content), kind, n_guests=1)
        equal(invite(place, event)["succeeded"], 1)
        file = emulator.memory()["media"][-1]
        equal((file["mime_type"], file["size"], file["sha256"], file["phone_number_id"]),
              (mime_type, len(content), hashlib.sha256(content).hexdigest(), PHONE_NUMBER_ID))
        expected = {"id": file["id"]} | ({"filename": name} if kind == "document" else {})
        equal(headers(emulator), [{"type": kind, kind: expected}])


@test
def once_for_all(place):
    """Once for a campaign, and not again for the next, even of another wedding."""
    emulator = start(place)
    path = place.write("us.png", PNG)
    first = add_wedding(place, path)
    equal(invite(place, first)["succeeded"], 3)
    equal(len(uploads(emulator)), 1)
    # The copy is ours: the file itself may be gone.
    second = add_wedding(place, path)
    path.unlink()
    equal(invite(place, second)["succeeded"], 3)
    memory = emulator.memory()
    equal((len(memory["media"]), len(uploads(emulator)), memory["n_taken"]), (1, 1, 6))
    equal({header["image"]["id"] for header in headers(emulator)}, {memory["media"][0]["id"]})

    third = add_wedding(place, place.write("other.png", OTHER_PNG))
    invite(place, third)
    equal(len(uploads(emulator)), 2)


@test
def again_after_25_days(place):
    emulator = start(place)
    path = place.write("us.png", PNG)
    for days, n_uploads in ((24, 1), (26, 2)):
        emulator.forget()
        invite(place, add_wedding(place, path))
        change_media(place, "UPDATE media SET uploaded_at = uploaded_at - ?", days * DAY_MS)
        invite(place, add_wedding(place, path))
        equal(len(uploads(emulator)), n_uploads, days)
        change_media(place, "DELETE FROM media")
    equal(len({header["image"]["id"] for header in headers(emulator)}), 2)


@test
def a_campaign_that_waits_longer_than_the_file(place):
    """What was uploaded for its first messages is uploaded again for the others."""
    emulator = start(place)
    emulator.call("account", {"number": {"whatsapp_business_manager_messaging_limit": "TIER_50"}})
    event = add_wedding(place, place.write("us.png", PNG), n_guests=60)
    document = invite(place, event, STOPPED)
    equal((document["stop_reason"], document["succeeded"]), ("limit", 50))
    change_media(place, "UPDATE media SET uploaded_at = uploaded_at - ?", 26 * DAY_MS)
    change_media(place, "UPDATE messages SET posting_at = posting_at - ? WHERE posting_at IS NOT NULL", 26 * DAY_MS)
    document = place.ask("campaign", "resume", document["campaign_id"], *NO_PACE)
    equal((document["state"], document["succeeded"]), ("finished", 60))
    ids = [header["image"]["id"] for header in headers(emulator)]
    equal((len(set(ids[:50])), len(set(ids[50:])), len(set(ids))), (1, 1, 2))


@test
def refused_before_any_upload(place):
    emulator = start(place, "IMAGE", "VIDEO", "DOCUMENT")
    event = place.add_event(language="en")
    cases = [
        ("image", b"", "empty"),
        ("image", b"GIF89a" + bytes(64), "kind of file"),
        ("image", b"hello", "kind of file"),
        ("image", PNG + bytes(5 * 1024 * 1024), "large"),
        ("video", MP4 + bytes(16 * 1024 * 1024), "large"),
        ("image", PDF, "application/pdf"),
        ("document", PNG, "image/png"),
        ("video", JPEG, "image/jpeg"),
    ]
    for kind, content, word in cases:
        path = place.write("file", content)
        result = place.run("template", "map", event, kind, f"header.{kind}=file:{path}")
        equal((result.status, result.json["error"]["code"] in ("bad-media", "bad-value")), (BAD_INPUT, True), result)
        equal(word in result.json["error"]["message"], True, (kind, result))
    equal(place.ask("event", "show", event)["parameter_mapping"], None)
    equal(emulator.memory()["media"], [])
    equal(uploads(emulator), [])


@test
def an_upload_that_fails(place):
    """Nothing is sent, the campaign waits, and resuming uploads again."""
    emulator = start(place)
    event = add_wedding(place, place.write("us.png", PNG))
    for order in ({"do": "refuse", "code": 131053}, {"do": "garbage"}, {"do": "cut-before"}, {"do": "no-id"}):
        emulator.forget()
        emulator.behave(order | {"path": "/media"})
        campaigns = place.campaigns(event)
        arguments = ("campaign", "resume", campaigns[0]["campaign_id"], *NO_PACE) if campaigns else (
            "invite", event, "--all", *NO_PACE)
        result = place.run(*arguments)
        equal((result.status, len(result.json["error"]["message"]) > 20), (STOPPED, True), (order, result))
        equal(emulator.memory()["n_requests"], 0)

    emulator.forget()
    document = place.ask("campaign", "resume", place.campaigns(event)[0]["campaign_id"], *NO_PACE)
    equal((document["state"], document["succeeded"], len(uploads(emulator))), ("finished", 3, 1))


@test
def a_file_that_whatsapp_does_not_know(place):
    """By what WhatsApp itself looks at: one that it forgot, and one of another kind."""
    emulator = start(place, "IMAGE", "DOCUMENT")
    pdf = add_wedding(place, place.write("map.pdf", PDF), "document", n_guests=1)
    invite(place, pdf)
    pdf_id = emulator.memory()["media"][0]["id"]
    path = place.write("us.png", PNG)
    invite(place, add_wedding(place, path, n_guests=1))

    for media_id, code in (("1", 131009), (pdf_id, 131053)):
        emulator.forget()
        change_media(place, "UPDATE media SET media_id = ?", media_id)
        event = add_wedding(place, path, n_guests=1)
        result = place.run("invite", event, "--all", *NO_PACE)
        request, = emulator.requests()
        equal(request["error_code"], code)
        entry, = result.json["results"]
        equal((entry["error_code"], entry["message_id"], entry["status"] in ("planned", "failed")), (code, None, True))
        equal((result.status in (PARTLY, STOPPED), len(entry["error"]) > 20), (True, True), result)


@test
def shown_before_it_is_sent(place):
    start(place)
    event = add_wedding(place, place.write("us.png", PNG), n_guests=1)
    guest = place.ask("guest", "list", event)[0]["guest_id"]
    fill = {"media": hashlib.sha256(PNG).hexdigest(), "filename": "us.png"}
    equal(place.ask("preview", event, guest)["header"], {"format": "IMAGE", "text": None, "filled_with": fill})
    equal(place.run("preview", event, guest, is_json=False).output, "[file:us.png]\n\nDear Guest 0\n")
    equal(place.ask("template", "show", "image", "--event", event)["parameters"][0]["filled_with"], fill)


run()
