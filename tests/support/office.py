# SPDX-License-Identifier: GPL-3.0-or-later
"""A database on the server of with-postgres, and the people who log in to it."""

import os
import re
import subprocess

ADMINISTRATOR = "invy"


class Office:
    """Made and migrated by the administrator; everybody else has a role that can log in, and nothing more.

    An @owner who is no superuser may make roles, and does the rest."""

    def __init__(self, place, name, *people, owner=ADMINISTRATOR):
        self.place = place
        self.name = name
        for person in people:
            self.sql(f"DO $$ BEGIN CREATE ROLE {person} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                     database="postgres")
        if owner != ADMINISTRATOR:
            self.sql(f"ALTER ROLE {owner} CREATEROLE", database="postgres")
        self.sql(f"CREATE DATABASE {name} OWNER {owner}", database="postgres")
        place.ask("--store", self.uri(owner), "db", "migrate", store=False)

    def uri(self, person, database=None):
        address = os.environ["INVY_TEST_POSTGRES"].replace("DATABASE", database or self.name)
        return address.replace(f"//{ADMINISTRATOR}@", f"//{person}@")

    def psql(self, person, script, database=None):
        """Runs statements one after the other, each on its own, whatever becomes of those before."""
        return subprocess.run(["psql", "-qAtX", self.uri(person, database)], input=script, text=True,
                              capture_output=True, check=False)

    def sql(self, script, person=ADMINISTRATOR, database=None):
        """Runs statements that have to go well; returns what they say."""
        done = self.psql(person, "\\set ON_ERROR_STOP on\n" + script, database)
        if done.returncode != 0:
            raise AssertionError(f"{person}: {script}\n{done.stderr}")
        return done.stdout.strip()

    def refused(self, person, script):
        """Runs one statement that has to be refused; returns its SQLSTATE."""
        done = self.psql(person, "\\set VERBOSITY sqlstate\n" + script)
        found = re.search(r"ERROR:\s+(\w{5})", done.stderr)
        if found is None:
            raise AssertionError(f"{person} may: {script}\n{done.stdout}{done.stderr}")
        return found[1]

    def ask(self, person, *arguments, **options):
        return self.place.ask("--store", self.uri(person), *arguments, store=False, **options)

    def refuse(self, person, *arguments, **options):
        return self.place.refuse("--store", self.uri(person), *arguments, store=False, **options)
