# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: each gets a sentence and its exit status, and nothing is lost."""

import json
import os
import resource
import sqlite3
import subprocess

from outside import PATIENCE_S, equal, run, test


@test
def version_and_help(place):
    equal(place.ask("--version")["version"][0].isdigit(), True)
    help_text = place.run("--help", is_json=False)
    equal(help_text.status, 0)
    equal("guest import EVENT FILE" in help_text.output, True, help_text.output)
    equal("--not-invited" in place.run("invite", "--help", is_json=False).output, True)


@test
def wrong_usage(place):
    for words in ([], ["event"], ["evnt", "list"], ["event", "list", "more"], ["event", "show"], ["guest", "add"],
                  ["event", "list", "--frob"], ["event", "list", "-x"], ["event", "list", "--venue", "x"],
                  ["event", "add", "--partner1"], ["event", "add", "--partner1", "--json"],
                  ["event", "list", "--again=yes"], ["guest", "list", "x", "--state", "happy"],
                  ["invite", "x"], ["invite", "x", "--all", "--not-invited"], ["invite", "x", "--all", "--wait", "long"],
                  ["invite", "x", "--all", "--interval-ms", "fast"], ["invite", "x", "--all", "--interval-ms", "-1"],
                  ["invite", "x", "--all", "--interval-ms", "nan"], ["invite", "x", "--all", "--purpose", "fun"],
                  ["invite", "x", "--all", "--practice", "--phone-override", "0541234567"],
                  ["message", "settle", "x"], ["message", "settle", "x", "--arrived", "--send-again"],
                  ["campaign", "resume", "x", "--as-planned", "--render-again"]):
        place.refuse(*words, status=2, code="usage")


@test
def failure_without_json(place):
    result = place.run("event", "show", "nothing", is_json=False)
    equal((result.status, result.output), (2, ""))
    equal(len(result.errors) > 10, True)


@test
def options_stand_anywhere(place):
    first = place.run("--venue", "event", "event", "--json", "add", "--partner1=דביר", is_json=True).json
    equal((first["venue"], first["partner1_name"]), ("event", "דביר"))
    equal(place.ask("event", "show", "--", first["event_id"])["venue"], "event")


@test
def utf8_in_every_locale(place):
    event = place.add_event()
    guest = place.add_guest(event, "נועה", "0541234567")
    for locale in ("C", "POSIX", "C.UTF-8", "he_IL.ISO-8859-8", "nowhere"):
        environment = {"LC_ALL": locale}
        equal(place.ask("event", "show", event, environment=environment)["venue"], "גן האלה", locale)
        text = place.run("preview", event, guest, is_json=False, environment=environment).output
        equal("היי נועה 🤍" in text, True, locale)
        equal(place.ask("guest", "set", guest, "--notes", "ליד החלון", environment=environment)["notes"], "ליד החלון")


@test
def arguments_that_are_not_utf8(place):
    place.refuse("event", "add", "--partner1", os.fsdecode(b"\xe9\xe8"), status=2, code="usage")


@test
def wedding_without_a_name(place):
    place.refuse("event", "add", "--venue", "גן האלה", status=2, code="empty")
    place.refuse("event", "add", "--title", "  ", status=2, code="empty")
    equal(place.ask("event", "list"), [])


@test
def wrong_details(place):
    event = place.add_event()
    for option, value, code in (("time", "25:70", "bad-time"), ("time", "evening", "bad-time"),
                                ("date", "2027-02-30", "bad-date"), ("date", "soon", "bad-date"),
                                ("link", "no link", "bad-link"), ("link", "javascript:alert(1)", "bad-link"),
                                ("country", "Israel", "bad-country"),
                                ("country", "XX", "bad-country"),
                                ("language", "Hebrew!", "bad-language")):
        place.refuse("event", "set", event, f"--{option}", value, "--venue", "elsewhere", status=2, code=code)
    kept = place.ask("event", "show", event)
    equal((kept["venue"], kept["event_time"], kept["date"]), ("גן האלה", "19:30", "2027-02-25"))


@test
def guest_with_neither_name_nor_phone(place):
    event = place.add_event()
    place.refuse("guest", "add", event, "--notes", "somebody", status=2, code="empty")
    guest = place.ask("guest", "add", event, "--phone", "0541234567")["guest_id"]
    place.refuse("guest", "set", guest, "--phone", "", status=2, code="empty")
    equal(place.ask("guest", "list", event)[0]["phone_number"], "0541234567")


@test
def guest_without_a_first_name(place):
    event = place.add_event()
    guest = place.ask("guest", "add", event, "--last-name", "לוי", "--phone", "0541234567")["guest_id"]
    equal(place.ask("preview", event, guest)["parameters"][0], "חבר")


@test
def phones_that_cannot_be_dialled(place):
    event = place.add_event()
    for phone, reason in (("call Dana", "phone-letters"), ("12", "phone-too-short"), ("", "no-phone"),
                          ("5.41E+08", "phone-digits-lost"), ("05412345678901234", "phone-too-long")):
        guest = place.add_guest(event, f"Guest {reason}", phone)
        document = place.ask("invite", event, "--guest", guest, "--dry-run", status=3)
        equal((document["campaign_id"], document["total"], document["skipped"]), (None, 1, 1))
        entry = document["results"][0]
        equal((entry["status"], entry["reason"]), ("skipped", reason))
        equal(len(entry["error"]) > 10, True)
    equal(place.ask("guest", "list", event, "--search", "phone-letters")[0]["phone_number"], "call Dana")


@test
def missing_details(place):
    for options, missing in (({"venue": None}, "venue"), ({"date": None}, "date"), ({"time": None}, "time"),
                             ({"link": None}, "link"), ({"partner2": None}, "second partner")):
        event = place.add_event(**options)
        guest = place.add_guest(event, "נועה", "0541234567")
        for extra in ([], ["--dry-run"], ["--practice"]):
            environment = {"WHATSAPP_ACCESS_TOKEN": "token", "WHATSAPP_PHONE_NUMBER_ID": "1"}
            sentence = place.refuse("invite", event, "--all", *extra, status=2, code="event-details",
                                    environment=environment)
            equal(missing in sentence, True, sentence)
        equal(place.campaigns(event), [])
        preview = place.ask("preview", event, guest, status=2)
        equal("{{" in preview["text"], True)
        equal(preview["error"]["code"], "event-details")


@test
def all_that_is_missing_is_named_at_once(place):
    event = place.add_event(venue=None, date=None, time=None)
    place.add_guest(event, "נועה", "0541234567")
    sentence = place.refuse("invite", event, "--all", "--practice", status=2, code="event-details")
    equal(all(word in sentence for word in ("venue", "date", "time")), True, sentence)


@test
def things_that_are_not_there(place):
    event = place.add_event()
    other = place.add_event(partner1="Other")
    guest = place.add_guest(event, "נועה", "0541234567")
    for words in (["event", "show", "x"], ["event", "set", "x", "--venue", "y"], ["event", "remove", "x"],
                  ["guest", "list", "x"], ["guest", "set", "x", "--notes", "y"], ["guest", "remove", "x"],
                  ["guest", "add", "x", "--first-name", "y"], ["preview", event, "x"], ["preview", other, guest],
                  ["invite", "x", "--all", "--practice"], ["invite", other, "--guest", guest, "--practice"],
                  ["campaign", "list", "x"], ["campaign", "show", "x"], ["campaign", "pause", "x"],
                  ["campaign", "resume", "x"], ["campaign", "retry", "x"], ["campaign", "cancel", "x"],
                  ["message", "list", "x"], ["message", "show", "x"], ["message", "settle", "x", "--arrived"]):
        place.refuse(*words, status=2, code="not-found")


@test
def removed_guests_are_gone(place):
    event = place.add_event()
    guest = place.add_guest(event, "נועה", "0541234567")
    place.ask("guest", "remove", guest)
    equal(place.ask("guest", "list", event), [])
    place.refuse("invite", event, "--guest", guest, "--practice", status=2, code="not-found")
    place.refuse("invite", event, "--all", "--practice", status=2, code="nobody")


@test
def files_that_are_no_guest_lists(place):
    event = place.add_event()
    for path, code in ((place.write("empty.csv", ""), "file-empty"),
                       (place.write("binary.csv", bytes(range(256)) * 8), "file-not-text"),
                       (place.write("list.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"), "file-not-text"),
                       (place.write("list.rtf", r"{\rtf1\ansi Noa 0541234567}"), "file-not-text"),
                       (place.write("list.json", '{\n  "name": "Noa"\n}\n'), "file-not-text"),
                       (place.write("headless.csv", "1,2,3\n4,5,6\n"), "file-no-columns"),
                       (place.folder, "not-a-file"),
                       (place.folder / "nowhere.csv", "file-not-found")):
        place.refuse("guest", "import", event, path, status=2, code=code)
    equal(place.ask("guest", "list", event), [])


@test
def rows_that_are_no_guests(place):
    event = place.add_event()
    path = place.write("guests.csv", "שם פרטי,טלפון\nנועה,0541234567\n,\nדן,\nאבי,letters\n")
    before = place.ask("guest", "import", event, path, "--dry-run", status=None)
    equal(place.ask("guest", "list", event), [])
    after = place.ask("guest", "import", event, path, status=None)
    equal(before, after)
    equal(len(place.ask("guest", "list", event)), after["added"])
    equal(place.ask("guest", "import", event, path, status=None)["added"], 0)


@test
def file_from_another_country(place):
    """Its numbers keep their meaning in a book whose own numbers are of the wedding's country."""
    event = place.add_event()
    place.add_guest(event, "נועה", "054-123-4567")
    path = place.write("guests.csv", "name,phone\nDan,(415) 555-2671\nAvi,+972541234568\n")
    place.refuse("guest", "import", event, path, "--country", "XX", status=2, code="bad-country")
    equal(place.ask("guest", "import", event, path, "--country", "us")["added"], 2)
    numbers = {guest["first_name"]: guest["phone_e164"] for guest in place.ask("guest", "list", event)}
    equal(numbers, {"נועה": "+972541234567", "Dan": "+14155552671", "Avi": "+972541234568"})
    equal(place.ask("guest", "import", event, path, "--country", "us")["unchanged"], 2)


@test
def export_and_import_again(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    path = place.folder / "out.csv"
    equal(place.ask("guest", "export", event, path)["rows"], 1)
    other = place.add_event(partner1="Other")
    equal(place.ask("guest", "import", other, path)["added"], 1)
    equal(place.ask("guest", "list", other)[0]["phone_number"], "0541234567")
    place.refuse("guest", "export", event, place.folder / "no" / "such" / "folder.csv", status=2, code="file-not-found")


@test
def read_only_database(place):
    event = place.add_event()
    for path in (place.folder, *place.folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    place.refuse("event", "set", event, "--venue", "elsewhere", status=4, code="store-read-only", as_nobody=True)
    for path in (place.folder, *place.folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    equal(place.ask("event", "show", event)["venue"], "גן האלה")


@test
def database_that_is_none(place):
    for content in (b"not a database " * 100, b"PK\x03\x04" + bytes(2000)):
        place.database.write_bytes(content)
        place.refuse("event", "list", status=4, code="store-not-a-database")
        place.refuse("db", "migrate", status=4, code="store-not-a-database")
        equal(place.database.read_bytes(), content)


@test
def database_of_another_program(place):
    with sqlite3.connect(place.database) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    place.refuse("event", "list", status=4, code="store-not-a-database")
    with sqlite3.connect(place.database) as other:
        equal(other.execute("SELECT name FROM sqlite_master").fetchall(), [("recipes",)])


@test
def database_of_a_newer_invy(place):
    place.add_event()
    with sqlite3.connect(place.database) as newer:
        version = newer.execute("PRAGMA user_version").fetchone()[0]
        newer.execute(f"PRAGMA user_version = {version + 1}")
    place.refuse("event", "list", status=4, code="store-too-new")
    with sqlite3.connect(place.database) as newer:
        newer.execute(f"PRAGMA user_version = {version}")
    place.ask("event", "list")
    with sqlite3.connect(place.database) as newer:
        newer.execute(f"UPDATE meta SET value = {version + 1} WHERE key = 'schema_version'")
    place.refuse("event", "list", status=4, code="store-too-new")


@test
def database_check(place):
    place.refuse("db", "check", status=2, code="not-found")
    equal(place.database.exists(), False)
    equal(place.ask("db", "migrate"), {"migrated": True})
    equal(place.ask("db", "check"), {"ok": True})
    equal(oct(place.database.stat().st_mode & 0o777), "0o600")


@test
def no_room_on_the_disk(place):
    """What was there stays, and the sentence says what is the matter."""
    event = place.add_event()
    path = place.write("guests.csv", "name,phone\n" + "".join(f"Guest {i},+1555555{i:04}\n" for i in range(3000)))
    room = place.database.stat().st_size + 20000
    process = place.start("guest", "import", event, path,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    output, _ = process.communicate(timeout=PATIENCE_S)
    equal((process.returncode, json.loads(output)["error"]["code"]), (4, "store-full"))
    equal(place.ask("db", "check"), {"ok": True})
    place.ask("guest", "import", event, path)
    equal(len(place.ask("guest", "list", event)), 3000)


@test
def results_that_nobody_reads(place):
    """A closed pipe or stream is a failure that is told, and what was done stays done."""
    reader, writer = os.pipe()
    os.close(reader)
    for stdout in (writer, None):
        command = place.command("--json", "event", "add", "--partner1", "דביר")
        if stdout is None:
            command = ["sh", "-c", 'exec "$@" <&- >&-', "sh", *command]
        done = subprocess.run(command, env=place.environment, cwd=place.folder, stdout=stdout, stderr=subprocess.PIPE,
                              timeout=PATIENCE_S, check=False)
        equal(done.returncode, 1, done.stderr)
        equal(b"could not be written" in done.stderr, True, done.stderr)
    os.close(writer)
    equal(len(place.ask("event", "list")), 2)
    equal(place.ask("db", "check"), {"ok": True})


@test
def database_that_cannot_be(place):
    place.add_event()
    for uri, code, status in (("mysql://host/db", "bad-store", 2), ("sqlite:", "bad-store", 2),
                              ("sqlite:~/invy.db", "bad-store", 2),
                              (f"sqlite:{place.database}/folder/invy.db", "store-unreachable", 4)):
        place.refuse("event", "list", "--store", uri, status=status, code=code, store=False)


@test
def passwords_are_no_arguments(place):
    for uri in ("postgresql://dana:s3cret@host/db", "postgresql://dana%3As3cret%40host/db",
                "postgresql://dana%253As3cret@host/db", "postgresql://host/db?password=s3cret",
                "postgresql://host/db?sslmode=require&PASSWORD=s3cret", "postgresql://host/db?pass%77ord=s3cret",
                "postgres://:s3cret@host/db", "host=localhost password=s3cret", "postgresql://h/d?sslpassword=s3cret"):
        for is_json in (True, False):
            result = place.run("event", "list", "--store", uri, store=False, is_json=is_json)
            equal(result.status, 2, uri)
            equal("s3cret" in result.output + result.errors, False, uri)


@test
def unprotected_way(place):
    """Nobody connects by accident where others could read along; with a word it is tried, and leads nowhere here."""
    for uri in ("postgresql://dana@192.0.2.7:1/db", "postgresql://dana@host.invalid/db?sslmode=require"):
        sentence = place.refuse("event", "list", "--store", uri, status=2, code="usage", store=False)
        equal("sslmode=verify-full" in sentence and "--unprotected" in sentence, True, sentence)
    for words in (("postgresql://dana@host.invalid/db", "--unprotected"),
                  ("postgresql://dana@host.invalid/db?sslmode=verify-full",), ("postgresql://dana@127.0.0.1:1/db",)):
        place.refuse("event", "list", "--store", *words, status=4, code="store-unreachable", store=False)


@test
def no_token(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    place.refuse("invite", event, "--all", status=4, code="no-token")
    place.refuse("invite", event, "--all", status=4, code="no-phone-number-id",
                 environment={"WHATSAPP_ACCESS_TOKEN": "token"})
    place.refuse("invite", event, "--all", status=4, code="bad-setting",
                 environment={"WHATSAPP_ACCESS_TOKEN": "token", "WHATSAPP_PHONE_NUMBER_ID": "my number"})
    equal(place.campaigns(event), [])
    equal(place.ask("guest", "list", event)[0]["state"], "not-invited")


@test
def token_that_would_go_astray(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    place.write(".env", "WHATSAPP_ACCESS_TOKEN=secretT0ken\nWHATSAPP_PHONE_NUMBER_ID=1\n")
    result = place.run("invite", event, "--all", environment={"WHATSAPP_API_BASE_URL": "https://elsewhere.example"})
    equal((result.status, result.json["error"]["code"]), (4, "foreign-token"))
    equal("secretT0ken" in result.output + result.errors, False)


@test
def account(place):
    place.refuse("account", "set", status=2, code="usage")
    place.refuse("account", "set", "--phone-number-id", "+972", status=2, code="bad-value")
    place.refuse("account", "set", status=4, code="keyring", given=b"EAAGsecret\n")
    sentence = place.refuse("account", "set", status=2, code="bad-value", given=b"EAAG" * 5000)
    equal("too long" in sentence, True, sentence)
    place.refuse("account", "set", status=2, code="bad-value", given="EAAG secret\n".encode())
    environment = {"GSETTINGS_BACKEND": "keyfile"}
    equal(place.ask("account", "set", "--phone-number-id", "123", "--business-account-id", "456",
                    environment=environment)["phone_number_id"], "123")
    kept = place.ask("account", "set", "--business-account-id", "789", environment=environment)
    equal((kept["phone_number_id"], kept["business_account_id"]), ("123", "789"))
    kept = place.ask("account", "set", "--phone-number-id", "124",
                     environment=environment | {"WHATSAPP_PHONE_NUMBER_ID": "999"})
    equal(kept["phone_number_id"], "124")


@test
def template_that_is_not_known(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    place.refuse("invite", event, "--all", "--practice", "--template", "save_the_date", status=4, code="template")
    place.refuse("invite", event, "--all", "--practice", status=4, code="template",
                 environment={"WHATSAPP_LANGUAGE_CODE": "en_US"})
    place.refuse("template", "show", "save_the_date", status=2, code="bad-value")
    equal(place.ask("template", "list")[0]["name"], "wedding_invitation")
    equal("{{7}}" in place.ask("template", "show", "wedding_invitation")["body"], True)
    equal(place.campaigns(event), [])


run()
