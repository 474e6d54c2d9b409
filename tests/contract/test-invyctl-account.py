# SPDX-License-Identifier: GPL-3.0-or-later
"""invyctl account check, as scripts use it."""

from outside import PHONE_NUMBER_ID, TOKEN, equal, run, test

BUSINESS_ACCOUNT_ID = "102290129340398"


def check(place, status, **environment):
    """What each step found, by its id."""
    steps = place.ask("account", "check", status=status, environment=environment)
    for step in steps:
        equal(sorted(step), ["detail", "ok", "step", "warning"])
        equal(len(step["detail"]) > 10, True)
        equal(TOKEN in step["detail"], False)
    return {step["step"]: step for step in steps}


def start(place):
    emulator = place.start_emulator()
    place.environment["WHATSAPP_BUSINESS_ACCOUNT_ID"] = BUSINESS_ACCOUNT_ID
    return emulator


@test
def all_is_well(place):
    emulator = start(place)
    steps = check(place, 0)
    equal(list(steps), ["settings", "token", "permissions", "number", "account", "templates", "health", "limit",
                        "version"])
    equal({(step["ok"], step["warning"]) for step in steps.values()}, {(True, False)})
    memory = emulator.memory()
    equal((memory["n_requests"], memory["n_others"]), (0, 5))
    equal({other["method"] for other in memory["others"]}, {"GET"})


@test
def more_guests_than_the_limit(place):
    start(place)
    place.add_guests(place.add_event(), 251)
    step = check(place, 0)["limit"]
    equal((step["ok"], step["warning"]), (True, True))
    equal("251" in step["detail"], True)


@test
def a_step_fails(place):
    emulator = start(place)
    emulator.call("account", {"number": {"health_status": {"can_send_message": "BLOCKED"}}})
    steps = check(place, 4)
    equal([name for name, step in steps.items() if not step["ok"]], ["health"])


@test
def wrong_number(place):
    start(place)
    steps = check(place, 4, WHATSAPP_PHONE_NUMBER_ID="15550783881")
    equal([name for name, step in steps.items() if not step["ok"]], ["number"])


@test
def another_token(place):
    emulator = start(place)
    emulator.call("account", {"token": "another"})
    steps = check(place, 4)
    equal(list(steps), ["settings", "token"])
    equal(steps["token"]["ok"], False)


@test
def no_sentence_speaks_of_sending(place):
    """Whatever the account answers: what is wrong and what to do, without a campaign that could be resumed."""
    emulator = start(place)
    for order in ({"do": "refuse", "code": 190}, {"do": "refuse", "code": 10}, {"do": "refuse", "code": 200},
                  {"do": "refuse", "code": 4}, {"do": "refuse", "code": 100, "subcode": 33}, {"do": "garbage"},
                  {"do": "huge"}, {"do": "cut-after"}, {"do": "answer", "http_status": 502}):
        for path in ("debug_token", PHONE_NUMBER_ID, "phone_numbers", "message_templates"):
            emulator.forget()
            emulator.behave(order | {"path": path})
            for step in check(place, None).values():
                equal("resume" in step["detail"], False, (order, path, step))
                equal(step["ok"] or step["detail"].count(".") >= 2, True, (order, path, step))


@test
def mistyped_settings_stay_here(place):
    """Nothing mistyped becomes part of an address that is asked for, and what is wrong is said once."""
    emulator = start(place)
    event = place.add_event()
    place.add_guest(event, "Noa", "+15555550101")
    for variable, value in (("API_VERSION", "25"), ("API_VERSION", "../v25.0"), ("ACCESS_TOKEN", "two words"),
                            ("BUSINESS_ACCOUNT_ID", "1/../2"), ("PHONE_NUMBER_ID", "my number")):
        for words in (["invite", event, "--all"], ["template", "sync"]):
            result = place.run(*words, environment={f"WHATSAPP_{variable}": value})
            equal((result.status, result.json["error"]["code"]), (4, "bad-setting"), (variable, value))
            equal((result.errors.count(result.json["error"]["message"]), "WhatsApp answered" in result.errors),
                  (1, False), result.errors)
    memory = emulator.memory()
    equal((memory["n_requests"], memory["n_others"], place.campaigns(event)), (0, 0, []))


@test
def no_token(place):
    steps = check(place, 4)
    equal((list(steps), steps["settings"]["ok"]), (["settings"], False))


@test
def nobody_listens(place):
    place.use_account("http://127.0.0.1:1")
    steps = check(place, 4)
    equal(list(steps), ["settings", "token"])


@test
def old_version(place):
    start(place)
    step = check(place, 0, WHATSAPP_API_VERSION="v20.0")["version"]
    equal((step["ok"], step["warning"]), (True, True))


@test
def token_in_no_log(place):
    """The question about the token names it in its address."""
    start(place)
    result = place.run("account", "check", is_json=False, environment={"G_MESSAGES_DEBUG": "all"})
    equal(result.status, 0)
    equal("/debug_token" in result.output + result.errors, True)
    equal(TOKEN in result.output + result.errors, False)


@test
def for_people(place):
    start(place)
    result = place.run("account", "check", is_json=False)
    equal(result.status, 0)
    equal("Lucky Weddings" in result.output, True)


run()
