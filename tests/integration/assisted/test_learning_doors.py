"""Learning from outside: the operations, the commands, and the worker that takes up what was asked for."""

from __future__ import annotations

import argparse
import asyncio
import json
from uuid import uuid4

import pytest

from desk.commands.learn import learn
from desk.commands.models import models
from desk.domain.errors import Conflict, NotFound
from desk.domain.learning import KEPT, NOTHING
from desk.domain.page import Page
from desk.main import Desk
from desk.services.decide import Decisions, Person
from desk.services.labels import gather
from desk.settings import read_settings
from tests.integration.assisted.test_learning import Shop
from tests.integration.conftest import free_port, running_web
from tests.integration.people import account, browser_of


@pytest.fixture
async def shop(desk, tmp_path):
    async with desk.database.connection() as connection:
        await connection.execute("TRUNCATE models, learning_runs, label_settlements, notification_targets CASCADE")
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 60}))
    member = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    return Shop(desk, Person(member.id, member.name), tmp_path)


async def test_a_run_is_asked_for_followed_and_stopped(desk, web, shop):
    async with await browser_of(desk, web, await account(desk, "Admin", "admin")) as browser:
        empty = (await browser.get("/api/v1/learning")).json()
        assert empty == {"open": None, "last": None, "champion": None, "until_next": None}
        asked = await browser.post("/api/v1/learning")
        assert asked.status_code == 200 and asked.json()["open"]["state"] == "asked"
        assert (await browser.post("/api/v1/learning")).status_code == 409
        assert (await browser.post("/api/v1/learning/cancel")).status_code == 204
        assert (await browser.post("/api/v1/learning/cancel")).status_code == 409
        state = (await browser.get("/api/v1/learning")).json()
        assert (state["open"], state["last"]["state"], state["last"]["cancelled_by"]) == (None, "cancelled", "Admin")
        assert [run["state"] for run in (await browser.get("/api/v1/learning/runs")).json()["items"]] == ["cancelled"]
        assert (await browser.post("/api/v1/learning/rollback")).status_code == 409
        unknown = state["last"]["id"]
        assert (await browser.post(f"/api/v1/learning/models/{unknown}/promote")).status_code == 404


async def test_how_far_the_next_run_is(desk, environment, shop, tmp_path):
    await shop.many(3)
    port = free_port()
    told = {
        "SHAREWELL_LEARN_AFTER": "500", "SHAREWELL_PORT": str(port), "SHAREWELL_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    with running_web({**environment, **told}, tmp_path / "web.log") as web:
        async with await browser_of(desk, web, await account(desk, "Bo", "approver")) as browser:
            state = (await browser.get("/api/v1/learning")).json()
    assert state["until_next"] == {"decided": 3, "needed": 500, "not_before": None}


async def test_a_report_shows_what_is_still_there_and_may_be_seen(desk, web, shop):
    await shop.many(250)
    run = await shop.run()
    shown = run.report["gained"][0]["comment"]
    admin = await account(desk, "Admin", "admin")
    elsewhere = await account(desk, "Elsewhere", "admin", {"shop": "none"})

    async def report(person):
        async with await browser_of(desk, web, person) as browser:
            answer = await browser.get(f"/api/v1/learning/runs/{run.id}")
            assert answer.status_code == 200, answer.text
            return answer.json()

    full = await report(admin)
    assert full["promote"] and full["reasons"] and full["lessons"]["held_out"] == 50
    names = {one["name"] for one in full["figures"]}
    assert {"decisions/macro_f1", "shipped/complaint_recall"} <= names
    assert next(one for one in full["gained"] if one["comment"] == shown)["text"].endswith(
        "is " + full["gained"][0]["intent"]
    )
    assert [one["name"] for one in full["slices"]] == ["page shop"]
    hidden = await report(elsewhere)
    assert all(one["text"] is None for one in hidden["gained"] if one["comment"]) and hidden["slices"] == []
    async with desk.database.connection() as connection:
        await connection.execute("UPDATE comments SET forgotten_at = now() WHERE id = %s", (shown,))
    assert next(one for one in (await report(admin))["gained"] if one["comment"] == shown)["text"] is None
    async with await browser_of(desk, web, admin) as browser:
        items = (await browser.get("/api/v1/learning/models")).json()["items"]
    assert [(one["state"], one["learned"]) for one in items] == [("champion", 200), ("former", 0)]


async def test_a_run_is_plotted_for_the_pages_that_may_be_seen(desk, web, shop):
    await shop.many(250)
    for page in ("shop", "other"):
        comment = await shop.comment("cheap followers here", page=page)
        await shop.decisions.dismiss(shop.person, comment.id, comment.version, "spam")
    await desk.tally.refresh(wait=True)
    run = await shop.run()
    path = f"/api/v1/learning/runs/{run.id}/plots"

    async def plots(person, path=path):
        async with await browser_of(desk, web, person) as browser:
            return await browser.get(path)

    admin = await account(desk, "Admin", "admin")
    found = (await plots(admin)).json()
    (version,) = found["versions"]
    assert (version["run"], version["state"], version["learned"]) == (str(run.id), "promoted", 201)
    assert version["complaints"] > 0 and version["challenger_f1"] > version["champion_f1"]
    calibrated = found["calibration"]
    assert calibrated["rows"] == version["held_out"] == sum(one["rows"] for one in calibrated["challenger"])
    assert calibrated["champion"] == [
        {"low": 0.7, "high": 0.8, "rows": calibrated["rows"], "claimed": pytest.approx(0.7), "right": pytest.approx(0.6, abs=0.2)}
    ]  # fmt: skip
    assert [one["code"] for one in found["sentences"]][:2] == ["promoted", "read_and_found"]
    counts = found["sentences"][1]["counts"]
    assert counts["rows"] == version["held_out"] and str(counts["challenger"]) in found["sentences"][1]["text"]
    assert len(found["weeks"]) == 26 and found["weeks"][-1]["decisions"] == 2
    hidden = (await plots(await account(desk, "Elsewhere", "admin", {"shop": "none"}))).json()
    assert hidden["weeks"][-1]["decisions"] == 1 and "shop" not in str(hidden["sentences"])
    assert (await plots(await account(desk, "Bo", "approver"))).status_code == 403
    unknown = f"/api/v1/learning/runs/{'0' * 8}-0000-4000-8000-{'0' * 12}/plots"
    assert (await plots(admin, unknown)).status_code == 404


async def test_an_earlier_run_is_not_told_of_later_ones_and_says_what_it_did_not_measure(desk, web, shop):
    await shop.many(20)
    first = await shop.run()
    await shop.many(230, start=20)
    second = await shop.run()
    async with desk.database.connection() as connection:
        await connection.execute(
            "UPDATE learning_runs SET report = report - 'reliability' - 'read' WHERE id = %s", (first.id,)
        )
    async with await browser_of(desk, web, await account(desk, "Admin", "admin")) as browser:
        old, new = [(await browser.get(f"/api/v1/learning/runs/{run.id}/plots")).json() for run in (first, second)]
    assert [one["run"] for one in old["versions"]] == [str(first.id)] and old["calibration"] is None
    assert [one["run"] for one in new["versions"]] == [str(first.id), str(second.id)]
    assert [one["code"] for one in old["sentences"]] == ["kept_few", "read", "label_more"]


async def test_contradictions_are_listed_and_settled(desk, web, shop):
    await shop.labelled("nice one", "praise")
    await shop.labelled("Nice one!", "complaint", page="other")
    approver = await account(desk, "Bo", "approver")
    async with await browser_of(desk, web, await account(desk, "Half", "approver", {"other": "none"})) as browser:
        assert (await browser.get("/api/v1/learning/contradictions")).json()["items"] == []
    async with await browser_of(desk, web, approver) as browser:
        (found,) = (await browser.get("/api/v1/learning/contradictions")).json()["items"]
        assert {one["intent"] for one in found["opinions"]} == {"praise", "complaint"}
        settle = f"/api/v1/learning/contradictions/{found['key']}/settle"
        assert (await browser.post(settle, json={"intent": "sale"})).status_code == 422
        assert (await browser.post(settle, json={"intent": "praise"})).status_code == 204
        assert (await browser.get("/api/v1/learning/contradictions")).json()["items"] == []
        assert (await browser.post(settle, json={"intent": "praise"})).status_code == 404


SHADOW = {"shadow": None, "stop_shadow": False, "model": None}


async def test_what_reads_almost_the_same_is_listed_and_settled(desk, web, shop):
    bo = Decisions(desk.uow, desk.clock), Person(uuid4(), "Bo")
    await shop.labelled("Where is my parcel?", "question")
    other = await shop.comment("My parcel, where is it?", page="other")
    await bo[0].relabel(bo[1], other.id, other.version, "complaint")
    before = await gather(desk.uow, desk.clock)
    assert len(before.examples) == 2 and before.contradictions == ()
    path, settle = "/api/v1/learning/nearly-same", "/api/v1/learning/nearly-same/settle"
    async with await browser_of(desk, web, await account(desk, "Approver", "approver")) as browser:
        (pair,) = (await browser.get(path)).json()["items"]
        assert [(one["text"], one["opinion"]["by"]) for one in pair["texts"]] == [
            ("Where is my parcel?", "Ada"),
            ("My parcel, where is it?", "Bo"),
        ]
        one, two = (text["key"] for text in pair["texts"])
        body = {"one": one, "other": two, "intent": "complaint"}
        async with await browser_of(desk, web, await account(desk, "Half", "approver", {"other": "none"})) as half:
            assert (await half.get(path)).json()["items"] == []
            assert (await half.post(settle, json=body)).status_code == 404
        assert (await browser.post(settle, json={**body, "intent": "sale"})).status_code == 422
        assert (await browser.post(settle, json={**body, "one": two})).status_code == 404
        assert (await browser.post(settle, json=body)).status_code == 204
        assert (await browser.get(path)).json()["items"] == []
        assert (await browser.post(settle, json=body)).status_code == 404
    assert {one.intent for one in (await gather(desk.uow, desk.clock)).examples} == {"complaint"}


async def test_two_that_only_read_alike_keep_their_labels(desk, shop):
    await shop.labelled("Where is my parcel?", "question")
    other = await shop.comment("My parcel, where is it?")
    await shop.decisions.relabel(Person(uuid4(), "Bo"), other.id, other.version, "complaint")
    (pair,) = await desk.nearly_same.pairs()
    await desk.nearly_same.settle(pair.keys, None, "Ada", {"shop"})
    assert await desk.nearly_same.pairs() == []
    found = await gather(desk.uow, desk.clock)
    assert {(one.intent, one.source) for one in found.examples} == {("question", "settled"), ("complaint", "settled")}


def told(**given):
    return argparse.Namespace(**{"status": False, "cancel": False, "take": False, "json": False, **SHADOW, **given})


async def test_the_commands_show_cancel_and_list(environment, shop, capsys):
    settings = read_settings(environment)

    async def command(run, arguments):
        status = await asyncio.to_thread(run, arguments, settings)
        captured = capsys.readouterr()
        return status, captured.err + captured.out

    assert await command(learn, told(status=True)) == (0, "There was no run yet: ./sharewell learn starts one.\n")
    await shop.learning.ask("Ada")
    assert "A run is under way" in (await command(learn, told(status=True)))[1]
    assert (await command(learn, told(cancel=True)))[0] == 0
    with pytest.raises(Conflict):
        await command(learn, told(cancel=True))
    assert "was stopped; nothing was changed" in (await command(learn, told(status=True)))[1]
    await shop.many(20)
    run = await shop.run()
    assert run.state == KEPT
    (settings.data / "learning" / str(run.id)).mkdir(parents=True)
    file = settings.data / "learning" / str(run.id) / "report.html"
    file.write_text("<!doctype html>")
    said = (await command(learn, told(status=True)))[1]
    assert (
        f"The report to read and send around: {file}" in said
        and "The present model stays:" in said
        and "held-out decisions; 40 are needed" in said
    )
    assert json.loads((await command(learn, told(status=True, json=True)))[1])["state"] == "kept"
    listed = (await command(models, argparse.Namespace(action="list", model=None, json=False)))[1]
    assert "as shipped" in listed and "16 decisions" in listed
    with pytest.raises(NotFound):
        await command(models, argparse.Namespace(action="promote", model="nothing", json=False))


@pytest.mark.slow
async def test_a_worker_takes_up_what_was_asked_for(desk, environment, shop, monkeypatch):
    for name in ("DATABASE_URL", "SHAREWELL_DATA", "ASSISTANT_URLS", "DEMO"):
        monkeypatch.setenv(name, environment[name])
    await desk.learn_if_asked()  # nobody did
    run_id = await desk.learning.ask("Ada")
    await desk.learn_if_asked()
    async with desk.uow() as unit:
        run = await unit.learning.run(run_id)
        champion = await unit.models.champion()
    assert run.state == NOTHING, run
    assert champion.learned == 0 and isinstance(desk, Desk) and desk.serving.files.intact(champion)
