# SPDX-License-Identifier: GPL-3.0-or-later
"""Guest lists from outside: which columns they have, and what becomes of rows that need a person."""

import json
import re
import subprocess

from outside import PATIENCE_S, equal, run, test

# Titles that say something else than what is below them.
STRANGE = "name,phone,notes\n"
CHOICE = "last-name,phone,first-name"


def guests(place, event):
    return {guest["first_name"]: guest for guest in place.ask("guest", "list", event)}


@test
def from_another_program(place):
    """The standard input is read to its end, whatever is in it, and never for ever."""
    event = place.add_event()
    done = place.ask("guest", "import", event, "-", given="שם,טלפון\nנועה,0541234567\n".encode("cp1255"))
    equal((done["added"], list(guests(place, event))), (1, ["נועה"]))
    path = place.folder / "guests.xlsx"
    place.ask("guest", "export", event, path)
    equal(place.ask("guest", "import", event, "-", given=path.read_bytes())["unchanged"], 1)

    place.refuse("guest", "import", event, "-", status=2, code="file-empty")
    place.refuse("guest", "import", event, "-", given=bytes(1000), status=2, code="file-not-text")
    with open("/dev/zero", "rb") as endless:
        ended = subprocess.run(place.command("--json", "guest", "import", event, "-"), env=place.environment,
                               stdin=endless, capture_output=True, timeout=PATIENCE_S, check=False)
    equal((ended.returncode, json.loads(ended.stdout)["error"]["code"]), (2, "file-too-big"))


@test
def the_same_list_at_the_same_time(place):
    """Everybody is there once, whoever comes first."""
    event = place.add_event()
    path = place.write("guests.csv", "name,phone\n" + "".join(f"Guest {i},+1555555{i:04}\n" for i in range(700)))
    processes = [place.start("guest", "import", event, path) for _ in range(4)]
    done = [(json.loads(process.communicate(timeout=PATIENCE_S)[0]), process.returncode) for process in processes]
    equal(sorted((document["added"], document["unchanged"], status) for document, status in done),
          [(0, 700, 0)] * 3 + [(700, 0, 0)])
    equal(len(place.ask("guest", "list", event)), 700)


@test
def columns_are_remembered(place):
    """What the columns of a file hold is said once, for all files with these titles."""
    event = place.add_event()
    first = place.write("first.csv", STRANGE + "Levi,0541234567,Noa\n")
    place.ask("guest", "import", event, first, "--columns", CHOICE)
    noa = guests(place, event)["Noa"]
    equal((noa["last_name"], noa["phone_number"], noa["notes"]), ("Levi", "0541234567", None))

    second = place.write("second.csv", "Name, PHONE,notes\nCohen,0541234568,Dan\n")
    place.ask("guest", "import", event, second)
    dan = guests(place, event)["Dan"]
    equal((dan["last_name"], dan["phone_number"]), ("Cohen", "0541234568"))

    # and said anew
    third = place.write("third.csv", STRANGE + "Ron,0541234569,Katz\n")
    place.ask("guest", "import", event, third, "--columns", "first-name,phone,last-name")
    equal(guests(place, event)["Ron"]["last_name"], "Katz")
    fourth = place.write("fourth.csv", STRANGE + "Gil,0541234570,Katz\n")
    place.ask("guest", "import", event, fourth)
    equal(guests(place, event)["Gil"]["last_name"], "Katz")


@test
def asking_remembers_nothing(place):
    """A dry run, or an import that fails, leaves no trace."""
    event = place.add_event()
    path = place.write("list.csv", "name,phone,notes\nNoa,0541234567,Levi\n")
    place.ask("guest", "import", event, path, "--dry-run", "--columns", CHOICE)
    place.refuse("guest", "import", event, path, "--columns", "ignored,ignored,ignored", status=2, code="file-no-columns")
    equal(list((place.folder / "config").glob("**/columns.ini")), [])
    place.ask("guest", "import", event, path)
    equal(list(guests(place, event)), ["Noa"])


@test
def memory_that_is_broken(place):
    """Then the columns are guessed, and the next import makes a new memory."""
    event = place.add_event()
    path = place.write("list.csv", "name,phone\nNoa,0541234567\n")
    memory = place.folder / "config" / "invy" / "columns.ini"
    memory.parent.mkdir(parents=True)
    memory.write_bytes(b"\xff\x00 no memory")
    equal(place.ask("guest", "import", event, path)["added"], 1)
    kept = memory.read_text()
    equal("name,phone" in kept, True, kept)

    memory.write_text(re.sub("=name,phone", "=from,the,future", kept))
    equal(place.ask("guest", "import", event, path)["unchanged"], 1)


@test
def wrong_columns_and_sheets(place):
    event = place.add_event()
    path = place.write("list.csv", "name,phone\nNoa,0541234567\n")
    for words in (["--columns", "name,fone"], ["--columns", ""], ["--sheet", "Guests"]):
        place.refuse("guest", "import", event, path, *words, status=2, code="usage")
    sentence = place.refuse("guest", "import", event, path, "--columns", "nonsense", status=2, code="usage")
    equal("first-name, last-name" in sentence, True, sentence)
    equal(place.ask("guest", "list", event), [])


@test
def numbers_that_nothing_can_be_sent_to(place):
    """Nobody is forgotten: the guest is there, and the row is named with the reason in words."""
    event = place.add_event()
    path = place.write("list.csv", "name,phone\nNoa,5.41E+08\nDan,call him\nAvi,12\nRuth,0502345678\n")
    document = place.ask("guest", "import", event, path)
    equal((document["added"], document["rejected"]), (4, []))
    reasons = {warning["row"]: warning["reason"] for warning in document["warnings"]}
    equal(sorted(reasons), [2, 3, 4])
    for row, words in ((2, "lost its last digits"), (3, "letters"), (4, "too short")):
        equal(words in reasons[row], True, reasons[row])
    equal([guest["phone_e164"] for guest in place.ask("guest", "list", event)].count(None), 3)


@test
def importing_again_says_what_changes(place):
    """Field by field, before anything is written; what is empty in the file stays."""
    event = place.add_event()
    place.ask("guest", "import", event, place.write("a.csv", "name,phone,group,guests\nNoa,0502345678,Work,2\n"))
    again = place.write("b.csv", "name,phone,group,guests\nNoa,0502345678,Family,\nDan,0502345679,,\n")

    document = place.ask("guest", "import", event, again, "--dry-run")
    noa = guests(place, event)["Noa"]
    equal(document["changes"], [{"row": 2, "guest_id": noa["guest_id"], "field": "Group", "before": "“Work”",
                                 "after": "“Family”"}])
    equal((noa["group_name"], noa["party_size"]), ("Work", 2))
    result = place.run("guest", "import", event, again, "--dry-run", is_json=False)
    equal("Row 2: Group: “Work” → “Family”" in result.output + result.errors, True, result)

    place.ask("guest", "import", event, again)
    noa = guests(place, event)["Noa"]
    equal((noa["group_name"], noa["party_size"]), ("Family", 2))
    equal(place.ask("guest", "import", event, again)["changes"], [])


@test
def notes_of_the_planner_stay(place):
    """What other columns put into the notes does not take the place of what the planner wrote there."""
    event = place.add_event()
    path = place.write("list.csv", "name,phone,table\nNoa,0502345678 / 036234567,5\n")
    place.ask("guest", "import", event, path)
    noa = guests(place, event)["Noa"]
    equal(noa["notes"], "table: 5\n☎ 036234567")
    place.ask("guest", "set", noa["guest_id"], "--notes", "nuts!\n" + noa["notes"])
    equal(place.ask("guest", "import", event, path)["unchanged"], 1)
    equal(guests(place, event)["Noa"]["notes"], "nuts!\ntable: 5\n☎ 036234567")


@test
def sums_are_no_guests(place):
    event = place.add_event()
    path = place.write("list.csv", "שם,טלפון,כמות\nנועה,0502345678,2\nסה\"כ,,2\n")
    document = place.ask("guest", "import", event, path, status=3)
    equal((document["added"], [row["row"] for row in document["rejected"]]), (1, [3]))


@test
def wedding_without_a_country(place):
    """Numbers are judged as sending will: with the country of the preferences."""
    event = place.add_event(country="")
    path = place.write("list.csv", "name,phone\nNoa,050-234-5678\n")
    document = place.ask("guest", "import", event, path)
    equal((document["added"], document["warnings"]), (1, []))
    equal(guests(place, event)["Noa"]["phone_e164"], "+972502345678")


run()
