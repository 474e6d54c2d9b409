# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests and reports as files, from outside: what is in them, what comes back, and what happens when they cannot be
written."""

import csv
import re
import xml.etree.ElementTree
import zipfile

from outside import equal, run, test

# What is hard to bring through some format: first name, last name, phone, notes.
NASTY = (
    ("Dana", "Cohen", "0502345678", ""),
    ('ד"ר אסף', "בר-און", "+972-50-234-5679", "שורה\nשנייה"),
    ("נועם וענבר", "", "0502345670 / 0522345670", "a, b; c | d"),
    ("", "", "050 234 5671", "no name"),
    ("=1+1", "@all", "5.41E+08", "+plus"),
    ("''=quoted", "-minus", "0502345672", "'plain quote"),
    ("Anna", "O'Neil", "", 'she said "yes" \\ and, then; no'),
    ("Ольга", "Петрова", "+1 (212) 555-0123", "https://example.com/?a=b,c&d=<e>"),
    ("👩‍❤️‍👨 Noa", "🤍", "0502345673", "_x0041_ _x000D_ &amp; %0A \\n"),
    ("  spaced  ", "الاسم", "٠٥٠٢٣٤٥٦٧٤", " ::: "),
    ('="quoted"', "''x", "0502345676", '="1"'),
    ("Long", "Note", "0502345675", "ארוך 😀 " * 400),
)
PARTY_SIZES = ("1", "99", "2", "3", "12", "4", "1", "1", "5", "6", "7", "8")
ANSWERS = ("none", "yes", "no", "maybe")

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def add_nasty(place, event):
    """Imports the nasty guests, since what an import keeps is what has to come out again."""
    path = place.folder / "nasty.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("First name", "Last name", "Phone", "Notes", "Email", "Language", "Side", "Group", "Guests",
                         "Meal", "Answer", "Coming", "Household", "Tags"))
        for i, (first, last, phone, notes) in enumerate(NASTY):
            writer.writerow((first, last, phone, notes, f"guest{i}@example.com", ("he", "en_US", "ar")[i % 3], "כלה",
                             "Family; close", PARTY_SIZES[i], "vegan, no nuts", ANSWERS[i % 4], "2" if i % 4 == 1 else "", "+משפחת כהן", "=VIP, a;b, עבודה"))
    document = place.ask("guest", "import", event, path)
    equal((document["added"], document["rejected"]), (len(NASTY), []))


def guests_of(place, event):
    """What a person may want to know of each guest; ids and times are others in each wedding."""
    others = ("guest_id", "event_id", "rsvp_at", "rsvp_token", "version")
    guests = place.ask("guest", "list", event)
    for guest in guests:
        # Contacts have each number by itself, and what stood between them is nobody's.
        guest["phone_number"] = re.split(" (?:/|:::) ", guest["phone_number"] or "")
    return sorted(str({key: value for key, value in guest.items() if key not in others}) for guest in guests)


def comes_back(place, name):
    event = place.add_event()
    add_nasty(place, event)
    path = place.folder / name
    document = place.ask("guest", "export", event, path)
    equal((document["rows"], document["file"]), (len(NASTY), str(path)))

    document = place.ask("guest", "import", event, path)
    equal((document["unchanged"], document["rejected"]), (len(NASTY), []), document)

    other = place.add_event(partner1="Other")
    equal(place.ask("guest", "import", other, path)["added"], len(NASTY))
    equal(guests_of(place, other), guests_of(place, event))


class Workbook:
    """The one sheet of a workbook, as the standard says it is read."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            text = archive.read("xl/worksheets/sheet1.xml").decode()
            self.workbook = archive.read("xl/workbook.xml").decode()
        equal(sum(name.startswith("xl/worksheets/") for name in names), 1)
        self.sheet = xml.etree.ElementTree.fromstring(text)
        self.types = set()
        self.rows = [self.row(element) for element in self.sheet.iter(MAIN + "row")]

    def row(self, element):
        cells = {}
        for cell in element.iter(MAIN + "c"):
            column = ord(cell.get("r")[0]) - ord("A")
            self.types.add((column, cell.get("t", "n")))
            text = "".join(part.text or "" for kind in ("t", "v") for part in cell.iter(MAIN + kind))
            cells[column] = re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
        return [cells.get(column, "") for column in range(max(cells) + 1)] if cells else []


@test
def csv_comes_back(place):
    comes_back(place, "guests.csv")


@test
def spreadsheet_comes_back(place):
    comes_back(place, "guests.xlsx")


@test
def contacts_come_back(place):
    comes_back(place, "guests.vcf")


@test
def spreadsheet(place):
    event = place.add_event()
    add_nasty(place, event)
    path = place.folder / "guests.xlsx"
    equal(place.ask("guest", "export", event, path)["rows"], len(NASTY))
    book = Workbook(path)

    title, *rows = book.rows
    equal(title[:3], ["First name", "Last name", "Phone"])
    equal(len(rows), len(NASTY))
    found = {tuple(row[title.index(name)] for name in ("First name", "Last name", "Phone", "Notes")) for row in rows}
    # A quote before a formula, or what looks like one, is put before another: an import takes one off.
    found = {tuple(re.sub("^'(?=='|'*[=+@-])", "", text) for text in guest) for guest in found}
    equal(found, {tuple(guest[key] or "" for key in ("first_name", "last_name", "phone_number", "notes"))
                  for guest in place.ask("guest", "list", event)})
    equal(sorted(row[title.index("Guests")] for row in rows), sorted(PARTY_SIZES))

    # Digits of a phone number are text, and people are a number.
    equal({kind for column, kind in book.types if column == title.index("Phone")}, {"inlineStr"})
    equal((title.index("Guests"), "n") in book.types, True)
    pane = next(book.sheet.iter(MAIN + "pane"))
    equal((pane.get("state"), pane.get("ySplit")), ("frozen", "1"))
    equal(next(book.sheet.iter(MAIN + "autoFilter")).get("ref").startswith("A1:"), True)
    equal(len(list(book.sheet.iter(MAIN + "col"))) > 0, True)
    equal(next(book.sheet.iter(MAIN + "sheetView")).get("rightToLeft"), None)
    equal(list((place.folder / "cache" / "invy").iterdir()), [])


@test
def right_to_left(place):
    path = place.folder / "guests.xlsx"
    for language in ("he", "ar"):
        event = place.add_event(language=language)
        place.add_guest(event, "נועה", "0541234567")
        place.ask("guest", "export", event, path)
        equal(next(Workbook(path).sheet.iter(MAIN + "sheetView")).get("rightToLeft"), "1", language)


@test
def numbers_have_points(place):
    """In every language: a program that writes files prints numbers for programs."""
    event = place.add_event()
    place.add_guest(event, "Zoé", "0541234567", "--rsvp", "yes")
    path = place.folder / "guests.xlsx"
    place.ask("guest", "export", event, path, environment={"LC_ALL": "fr_FR.UTF-8"})
    book = Workbook(path)
    widths = [column.get("width") for column in book.sheet.iter(MAIN + "col")]
    equal(all(float(width) > 0 for width in widths), True, widths)
    time = next(cell for cell in book.rows[1][::-1] if cell)
    equal(40_000 < float(time) < 80_000, True, time)


@test
def only_the_named(place):
    event = place.add_event()
    first, second, third = (place.add_guest(event, name, "") for name in ("One", "Two", "Three"))
    path = place.folder / "some.csv"
    equal(place.ask("guest", "export", event, path, "--guest", third, "--guest", first)["rows"], 2)
    with path.open(encoding="utf-8-sig", newline="") as file:
        equal([row["First name"] for row in csv.DictReader(file)], ["Three", "One"])
    place.refuse("guest", "export", event, path, "--guest", "nobody", status=2, code="not-found")
    equal(second in path.read_text(encoding="utf-8"), False)


@test
def contacts(place):
    event = place.add_event()
    add_nasty(place, event)
    place.add_guest(event, "Two", "0502345680 / 0522345680")
    path = place.folder / "guests.vcf"
    equal(place.ask("guest", "export", event, path)["rows"], len(NASTY) + 1)
    text = path.read_bytes().decode()
    equal(text.count("BEGIN:VCARD\r\nVERSION:3.0\r\n"), len(NASTY) + 1)
    equal("TEL;TYPE=CELL:0502345680\r\nTEL;TYPE=CELL:0522345680\r\n" in text, True)
    equal(max(len(line) for line in text.encode().split(b"\r\n")) <= 75, True)


@test
def unknown_format(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    for name in ("guests", "guests.xls", "guests.docx", "xlsx"):
        sentence = place.refuse("guest", "export", event, place.folder / name, status=2, code="file-unknown-format")
        equal(".xlsx" in sentence and ".vcf" in sentence, True, sentence)
        equal((place.folder / name).exists(), False)


@test
def read_only_folder(place):
    event = place.add_event()
    place.add_guest(event, "נועה", "0541234567")
    folder = place.folder / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    place.folder.chmod(0o777)
    for path in place.folder.iterdir():
        if path.is_file():
            path.chmod(0o666)
    for name in ("guests.xlsx", "guests.csv", "guests.vcf"):
        place.refuse("guest", "export", event, folder / name, status=2, code="file-denied", as_nobody=True,
                     environment={"XDG_CACHE_HOME": str(place.folder / "nobody")})
    equal(list(folder.iterdir()), [])


@test
def many_guests(place):
    """A hundred thousand come back."""
    event = place.add_event()
    n_guests = 100_000
    path = place.write("many.csv", "first name,phone,group,notes\n" + "".join(
        f"אורח {i},05{i:08},משפחה,note {i}\n" for i in range(n_guests)))
    equal(place.ask("guest", "import", event, path)["added"], n_guests)
    out = place.folder / "many.xlsx"
    equal(place.ask("guest", "export", event, out)["rows"], n_guests)
    equal(place.ask("guest", "import", event, out)["unchanged"], n_guests)


@test
def reports(place):
    place.start_emulator()
    event = place.add_event()
    place.add_guest(event, "רוני", "0541234567")
    place.add_guest(event, "=1+1", "05412")
    campaign = place.ask("invite", event, "--all", "--interval-ms", "0", status=None)["campaign_id"]
    path = place.folder / "report.xlsx"
    equal(place.ask("campaign", "report", campaign, path)["rows"], 2)
    title, *rows = Workbook(path).rows
    equal(title[:3], ["Name", "Phone", "State"])
    equal({row[0]: row[1] for row in rows}, {"רוני": "+972541234567", "=1+1": ""})
    place.refuse("campaign", "report", campaign, place.folder / "report.vcf", status=2, code="file-unknown-format")


if __name__ == "__main__":
    run()
