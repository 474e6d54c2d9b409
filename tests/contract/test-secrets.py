# SPDX-License-Identifier: GPL-3.0-or-later
"""The access token and the app secret stay where they were given: whatever invyctl does, and whatever the other side
answers, they are in nothing that it prints, logs, keeps or shows to other programs."""

import json
import re
import secrets
import socketserver
import threading

from outside import PATIENCE_S, PHONE_NUMBER_ID, TOKEN, equal, run, test, wait_until
from witness import Witness

APP_SECRET = secrets.token_hex(16)

# All that is logged.
TALKATIVE = {"G_MESSAGES_DEBUG": "all"}

FIRST = "+15555550101"
SECOND = "+15555550102"

# Some marks cannot be seen, and are dropped where a text is cleaned.
TORN_TOKEN = TOKEN[:10] + "\u200b" + TOKEN[10:]

# What a server that repeats everything might say. Meta's own repeats a token that it cannot read.
ANSWERS = {
    "accepted": None,
    "token has run out": {"do": "refuse", "code": 190, "details": f"Malformed access token {TOKEN}"},
    "token in two parts": {"do": "refuse", "code": 131026, "details": f"Malformed access token {TORN_TOKEN}"},
    "token at the end of a long text": {"do": "refuse", "code": 131026, "details": "x" * 480 + TOKEN},
    "token in every field": {"do": "answer", "http_status": 400, "body": (
        f'{{"error": {{"code": 131026, "message": "{TOKEN}", "type": "{TOKEN}", "error_data": "{TOKEN}",'
        f' "error_user_msg": "{TOKEN}", "fbtrace_id": "{TOKEN}"}}}}')},
    "token as the code": {"do": "answer", "http_status": 400, "body": f'{{"error": {{"code": "{TOKEN}"}}}}'},
    "token as the id": {"do": "answer", "http_status": 200, "body": f'{{"messages": [{{"id": "{TOKEN}"}}]}}'},
    "server error": {"do": "answer", "http_status": 500, "body": f"<h1>Bearer {TOKEN}</h1>"},
    "no JSON": {"do": "garbage", "body": f'{{"messages": [{{"id": "{TOKEN}'},
    "no id": {"do": "no-id"},
    "redirect": {"do": "redirect", "location": f"http://127.0.0.1:1/?access_token={TOKEN}"},
    "cut before the answer": {"do": "cut-before"},
    "cut instead of the answer": {"do": "cut-after"},
    "no answer": {"do": "stall", "seconds": 1},
    "wait": {"do": "rate-limit", "retry_after": 600},
}


def talk(place, witness, *arguments, is_json=True, **options):
    """Runs invyctl with everything logged, and looks at what it prints.

    Returns its status, the document and what it said. A library logs its first line on the standard output, before the
    program has a say in it; the document comes after.
    """
    options["environment"] = TALKATIVE | (options.get("environment") or {})
    result = place.run(*(["--json"] if is_json else []), *arguments, is_json=False, **options)
    witness.look_at(f"stdout of {arguments}", result.output)
    witness.look_at(f"stderr of {arguments}", result.errors)
    start = re.search(r"^[{\[]", result.output, re.MULTILINE)
    return result.status, json.loads(result.output[start.start():]) if start and is_json else None, result.errors


def start_emulator(place):
    """Only the emulator is told the token as an argument: it has to know which one to take."""
    emulator = place.start_emulator()
    place.environment["WHATSAPP_APP_SECRET"] = APP_SECRET
    return emulator


@test
def witness_sees_what_is_there(place):
    """A search that finds nothing proves something only if it would have found it."""
    for name, content in (("text", TOKEN), ("part", TOKEN[:30]), ("hex", TOKEN.encode().hex()),
                          ("utf-16", TOKEN.encode("utf-16")), ("secret", APP_SECRET)):
        place.write(name, content)
        witness = Witness(TOKEN, APP_SECRET)
        witness.look_into(place.folder)
        equal(witness.seen, [str(place.folder / name)])
        (place.folder / name).unlink()

    witness = Witness(TOKEN)
    emulator = place.start_emulator()
    with witness.watching_processes():
        wait_until(lambda: witness.seen)
    equal(set(witness.seen), {f"/proc/{emulator.process.pid}/cmdline"})


@test
def nowhere_after_any_answer(place):
    witness = Witness(TOKEN, APP_SECRET)
    emulator = start_emulator(place)
    with witness.watching_processes(besides={emulator.process.pid}):
        for name, order in ANSWERS.items():
            if order:
                emulator.behave(order)
            event = place.add_event()
            guest = place.add_guest(event, "נועה", FIRST)
            talk(place, witness, "preview", event, guest)
            _, sent, errors = talk(place, witness, "invite", event, "--all", "--interval-ms", "0", "--wait", "0")
            equal("Authorization: …" in errors, True, name)
            campaign = sent["campaign_id"]
            message = sent["results"][0]["id"]
            for command in ("campaign", "show", campaign), ("message", "show", message), ("message", "list", campaign):
                equal(talk(place, witness, *command)[0], 0, name)
            emulator.call("reset", {})
            talk(place, witness, "campaign", "resume", campaign, "--wait", "0")
            equal(talk(place, witness, "campaign", "report", campaign, "report.csv")[0], 0, name)
            witness.look_into(place.folder)
            witness.check(name)
    equal(witness.n_looks > 100, True, witness.n_looks)


class Hotel(socketserver.BaseRequestHandler):
    """A network that answers everything with a page of its own, whatever it was asked, and remembers that."""

    asked = b""

    def handle(self):
        Hotel.asked += self.request.recv(65536)
        self.request.sendall(b"HTTP/1.0 200 OK\r\n\r\nWelcome!")


@test
def nowhere_without_a_connection(place):
    """Nobody there, and somebody who does not speak TLS: the token is not even sent."""
    witness = Witness(TOKEN, APP_SECRET)
    place.use_account("http://127.0.0.1:1")
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hotel) as server, witness.watching_processes():
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for url in "http://127.0.0.1:1", f"https://127.0.0.1:{server.server_address[1]}":
            place.environment["WHATSAPP_API_BASE_URL"] = url
            status, sent, _ = talk(place, witness, "invite", event, "--all", "--wait", "0")
            equal((status, sent["stop_reason"]), (4, "no-network"))
            place.ask("campaign", "cancel", sent["campaign_id"])
        server.shutdown()
    equal(len(Hotel.asked) > 0, True)
    witness.look_at("what was sent to a stranger", Hotel.asked)
    witness.look_into(place.folder)
    witness.check()


@test
def nowhere_while_it_is_sent(place):
    """The database and its journal, while invyctl has them open and waits for an answer."""
    witness = Witness(TOKEN, APP_SECRET)
    emulator = start_emulator(place)
    emulator.behave({"do": "stall", "seconds": 2})
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    place.environment |= TALKATIVE
    with witness.watching_processes(besides={emulator.process.pid}):
        sending = place.start("invite", event, "--all")
        wait_until(emulator.requests)
        witness.look_into(place.folder)
        sending.terminate()
        output, errors = sending.communicate(timeout=PATIENCE_S)
    witness.look_at("stdout", output)
    witness.look_at("stderr", errors)
    witness.check()


@test
def nowhere_from_a_file(place):
    """The .env file is the caller's own; it is read, and nothing of it is written anywhere else."""
    witness = Witness(TOKEN, APP_SECRET)
    emulator = start_emulator(place)
    for name in "WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_API_BASE_URL":
        del place.environment[name]
    file = place.write(".env", f"WHATSAPP_ACCESS_TOKEN={TOKEN}\nWHATSAPP_APP_SECRET={APP_SECRET}\n"
                               f"WHATSAPP_API_BASE_URL={emulator.url}\n")
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    with witness.watching_processes(besides={emulator.process.pid}):
        equal(talk(place, witness, "invite", event, "--all")[0], 0)
    equal(len(emulator.requests()), 1)
    witness.look_into(place.folder, besides={file})
    witness.check()


@test
def nowhere_after_typing_it(place):
    """Given to account set, in the one right way and in wrong ones; there is no keyring, and no file in its place."""
    witness = Witness(TOKEN, APP_SECRET)
    with witness.watching_processes():
        equal(talk(place, witness, "account", "set", given=TOKEN.encode() + b"\n")[0], 4)
        equal(talk(place, witness, "account", "set", given=TOKEN.encode() + b" " + TOKEN.encode())[0], 2)
        equal(talk(place, witness, "account", "set", "--phone-number-id", PHONE_NUMBER_ID, given=TOKEN.encode())[0], 4)
    # What is typed on a command line was shown already, and is still not repeated in what a script may log.
    for arguments in ("account", "set", TOKEN), ("account", "set", "--token", TOKEN), \
                     ("account", "set", f"--token={TOKEN}"), ("account", "set", "--phone-number-id", TOKEN):
        for is_json in True, False:
            equal(talk(place, witness, *arguments, is_json=is_json)[0], 2)
    witness.look_into(place.folder)
    witness.check()


@test
def nowhere_when_it_cannot_be_a_token(place):
    """What was copied with a line break or a foreign letter in it."""
    witness = Witness(TOKEN, APP_SECRET)
    emulator = start_emulator(place)
    event = place.add_event()
    place.add_guest(event, "נועה", FIRST)
    for token in f"{TOKEN} {TOKEN}", f"{TOKEN}\n{TOKEN}", f"{TOKEN}é", f"{TOKEN}\x7f":
        status, document, _ = talk(place, witness, "invite", event, "--all", environment={"WHATSAPP_ACCESS_TOKEN": token})
        equal((status, document["error"]["code"]), (4, "bad-setting"), token)
    # Pasted into the place of its neighbour.
    for name in "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_API_BASE_URL":
        equal(talk(place, witness, "invite", event, "--all", environment={name: TOKEN})[0], 4, name)
    equal(emulator.requests(), [])
    witness.look_into(place.folder)
    witness.check()


run()
