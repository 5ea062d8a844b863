"""Every role tried against every operation of the API: nothing is allowed that should not be.

What each role may do is written down here a second time, by hand, so that a wrong declaration is found. Everything
that belongs to the shop holds a mark; whoever may not see the shop must not find it in any answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from desk.domain.article import Article
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.domain.roles import Roles
from desk.services.receive import receive
from desk.web.app import OPERATIONS
from desk.web.models_queue import Seen, Touched
from desk.web.operations import MACHINE, PUBLIC, SIGNED_IN, Operation
from tests.integration.people import HERE, account, browser_of

MARK = "zebrafinch"
ORDER = ("none", "viewer", "drafter", "approver", "admin")

# Least role, and on what: "page": the one that it is about; "some": any page, the answer keeps to those that the person
# may see; "all": every page at once. Beside these: anybody with an account, a page's own system, and everybody.
MAY: dict[str, tuple[str, str]] = {
    "me": ("signed-in", ""),
    "queue": ("viewer", "some"),
    "conversation": ("viewer", "page"),
    "check_tone": ("viewer", "page"),
    "translate": ("viewer", "page"),
    "relabel": ("drafter", "page"),
    "redraft": ("drafter", "page"),
    "propose": ("drafter", "page"),
    "approve": ("approver", "page"),
    "dismiss": ("approver", "page"),
    "undo": ("approver", "page"),
    "retry": ("approver", "page"),
    "give_up": ("approver", "page"),
    "mark_sent": ("approver", "page"),
    "moderate": ("approver", "page"),
    "posted": ("approver", "page"),
    "imported_history": ("viewer", "some"),
    "not_posted": ("approver", "page"),
    "articles": ("viewer", "some"),
    "article": ("viewer", "page"),
    "article_revisions": ("viewer", "page"),
    "article_revision": ("viewer", "page"),
    "article_suggestions": ("viewer", "page"),
    "article_uses": ("viewer", "page"),
    "add_article": ("approver", "page"),
    "edit_article": ("approver", "page"),
    "delete_article": ("approver", "page"),
    "restore_article": ("approver", "page"),
    "restore_revision": ("approver", "page"),
    "dismiss_suggestion": ("approver", "page"),
    "first_steps": ("viewer", "some"),
    "change": ("admin", "page"),
    "add_token": ("admin", "page"),
    "add_page": ("admin", "all"),
    "team": ("admin", "all"),
    "invite": ("admin", "all"),
    "renew_invitation": ("admin", "all"),
    "withdraw_invitation": ("admin", "all"),
    "change_member": ("admin", "all"),
    "change_page_role": ("admin", "all"),
    "sign_in_rules": ("admin", "all"),
    "change_sign_in_rules": ("admin", "all"),
    "reset_second_factor": ("admin", "all"),
    "make_password_link": ("admin", "all"),
    "audit": ("admin", "all"),
    "audit_choices": ("admin", "all"),
    "export_audit": ("admin", "all"),
    "retention": ("admin", "all"),
    "change_retention": ("admin", "page"),
    "preview_retention": ("admin", "page"),
    "page_connections": ("admin", "page"),
    "platforms": ("admin", "some"),
    "page_channels": ("admin", "page"),
    "connect_page": ("admin", "page"),
    "disconnect_page": ("admin", "page"),
    "check_channel": ("admin", "page"),
    "replay_channel": ("admin", "page"),
    "page_widget": ("admin", "page"),
    "renew_widget_secret": ("admin", "page"),
    "comment_chat": ("viewer", "page"),
    "comment_chat_file": ("viewer", "page"),
    "block_visitor": ("approver", "page"),
    "add_page_token": ("admin", "page"),
    "revoke_token": ("admin", "page"),
    "set_webhook": ("admin", "page"),
    "renew_webhook_secret": ("admin", "page"),
    "test_webhook": ("admin", "page"),
    "saved_views": ("viewer", "some"),
    "save_view": ("viewer", "some"),
    "change_view": ("viewer", "some"),
    "delete_view": ("viewer", "some"),
    "decide_many": ("drafter", "some"),
    "undo_many": ("drafter", "some"),
    "numbers": ("viewer", "some"),
    "numbers_csv": ("viewer", "some"),
    "number_comments": ("viewer", "some"),
    "people": ("viewer", "some"),
    "assign": ("drafter", "page"),
    "snooze": ("drafter", "page"),
    "remind": ("drafter", "page"),
    "escalate": ("drafter", "page"),
    "notes": ("viewer", "page"),
    "add_note": ("drafter", "page"),
    "present": ("viewer", "page"),
    "beat": ("viewer", "page"),
    "learning_state": ("approver", "all"),
    "start_learning": ("admin", "all"),
    "cancel_learning": ("admin", "all"),
    "learning_runs": ("approver", "all"),
    "learning_report": ("approver", "all"),
    "learning_plots": ("admin", "all"),
    "trained_models": ("approver", "all"),
    "promote_model": ("admin", "all"),
    "roll_model_back": ("admin", "all"),
    "label_contradictions": ("approver", "all"),
    "settle_label": ("approver", "all"),
    "shadow_state": ("approver", "all"),
    "start_shadow": ("admin", "all"),
    "stop_shadow": ("admin", "all"),
    "nearly_same": ("approver", "all"),
    "settle_nearly_same": ("approver", "all"),
    "labels_wanted": ("approver", "some"),
    "skip_label": ("approver", "page"),
    "unskip_label": ("approver", "page"),
    "lessons": ("admin", "some"),
    "import_lessons": ("admin", "page"),
    "lesson_imports": ("admin", "some"),
    "undo_lesson_import": ("admin", "some"),
    "gaps": ("viewer", "some"),
    "gap": ("viewer", "page"),
    "dismiss_gap_for_good": ("approver", "page"),
    "restore_gap": ("approver", "page"),
    "notification_targets": ("admin", "all"),
    "add_notification_target": ("admin", "all"),
    "change_notification_target": ("admin", "all"),
    "remove_notification_target": ("admin", "all"),
    "try_notification_target": ("admin", "all"),
    "connections_health": ("viewer", "some"),
    "retry_problems": ("approver", "page"),
    "saved_replies": ("viewer", "some"),
    "add_saved_reply": ("approver", "page"),
    "change_saved_reply": ("approver", "page"),
    "forget_saved_reply": ("approver", "page"),
    "away": ("signed-in", ""),
    "set_away": ("signed-in", ""),
    "own_account": ("signed-in", ""),
    "change_password": ("signed-in", ""),
    "end_session": ("signed-in", ""),
    "end_other_sessions": ("signed-in", ""),
    "recognise_session": ("signed-in", ""),
    "begin_second_factor": ("signed-in", ""),
    "confirm_second_factor": ("signed-in", ""),
    "renew_recovery_codes": ("signed-in", ""),
    "switch_second_factor_off": ("signed-in", ""),
    "sign_on": ("public", ""),
    "start_sign_on": ("public", ""),
    "finish_sign_on": ("public", ""),
    "sign_in": ("public", ""),
    "sign_out": ("public", ""),
    "read_link": ("public", ""),
    "follow_link": ("public", ""),
    "read_password_link": ("public", ""),
    "set_password_by_link": ("public", ""),
    "post_comment": ("machine", ""),
    "get_comment": ("machine", ""),
    "edit_comment": ("machine", ""),
    "delete_comment": ("machine", ""),
    "outgoing_replies": ("machine", ""),
    "confirm_reply": ("machine", ""),
    "fail_reply": ("machine", ""),
}
# Allowed, but the answer depends on what is there: a session, a code, a token. Their own tests say what they do.
DEPENDING = {
    "connect_page",
    "disconnect_page",
    "check_channel",
    "replay_channel",
    "moderate",
    "change_password",
    "end_session",
    "recognise_session",
    "confirm_second_factor",
    "renew_recovery_codes",
    "switch_second_factor_off",
    "reset_second_factor",
    "make_password_link",
    "revoke_token",
    "change_view",
    "delete_view",
    "dismiss_gap_for_good",
    "restore_gap",
    "gap",
    "add_notification_target",
    "change_notification_target",
    "remove_notification_target",
    "try_notification_target",
    "forget_saved_reply",
    "comment_chat",
    "comment_chat_file",
    "block_visitor",
    "start_learning",
    "cancel_learning",
    "learning_report",
    "learning_plots",
    "promote_model",
    "roll_model_back",
    "settle_label",
    "settle_nearly_same",
    "start_shadow",
    "stop_shadow",
    "undo_lesson_import",
}
KINDS = {
    **dict.fromkeys(("comment", "article", "gap", "saved reply", "connection", "page"), "page"),
    "somewhere": "some",
    "desk": "all",
}


@dataclass(frozen=True)
class Persona:
    """Somebody with a role of their own and other roles on pages; ``own`` None: not signed in."""

    name: str
    own: str | None
    pages: dict[str, str] = field(default_factory=dict)

    def may(self, least: str, on: str) -> bool:
        """As the table above means it; written anew and not taken from the desk."""
        if least == "public":
            return True
        if self.own is None or least == "machine":
            return False
        if least == "signed-in":
            return True
        has = {
            "page": self.pages.get("shop", self.own),
            "some": max([self.own, *self.pages.values()], key=ORDER.index),
            "all": self.own,
        }[on]
        return ORDER.index(has) >= ORDER.index(least)


PERSONAS = [
    Persona("nobody", None),
    Persona("without a page", "none"),
    *(Persona(f"{role}", role) for role in ORDER[1:]),
    *(Persona(f"{role} elsewhere", "none", {"other": role}) for role in ORDER[1:]),
    *(Persona(f"{role} here", "none", {"shop": role}) for role in ORDER[1:]),
    Persona("admin, but not here", "admin", {"shop": "none"}),
    Persona("admin, viewer here", "admin", {"shop": "viewer"}),
    Persona("viewer, approver here", "viewer", {"shop": "approver"}),
    Persona("viewer, admin elsewhere", "viewer", {"other": "admin"}),
]


def test_every_operation_is_in_the_table_and_declared_alike():
    declared = {operation.name: (operation.allow, _on(operation)) for operation in OPERATIONS}
    assert declared == MAY, "say in MAY, by hand, who may call a new operation"


def _on(operation: Operation) -> str:
    kinds = {KINDS[page.what] for page in operation.pages}
    assert len(kinds) <= 1, operation.name
    return next(iter(kinds), "")


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_the_desk_decides_as_the_table_does(persona):
    if persona.own is None:
        return
    roles = Roles(persona.own, persona.pages)
    for operation in OPERATIONS:
        least, on = MAY[operation.name]
        if operation.allow not in (PUBLIC, MACHINE, SIGNED_IN):
            allowed = roles.somewhere(least) if on == "some" else roles.may(least, "shop" if on == "page" else None)
            assert allowed is persona.may(least, on), operation.name


class Scene:
    """A shop whose everything is marked, another page, and one browser for each persona."""

    def __init__(self, desk, web: str) -> None:
        self.desk, self.web = desk, web
        self.values: dict[str, object] = {}
        self.browsers: dict[str, httpx.AsyncClient] = {}

    async def furnish(self) -> None:
        desk = self.desk
        async with desk.uow() as unit:
            await unit.pages.add(Page("shop", f"The {MARK} Shop"))
            await unit.pages.add(Page("other", "Another page"))
        async with desk.uow() as unit:
            for article_id, page, title in (("secret", "shop", f"On the {MARK}"), ("plain", "other", "On bicycles")):
                text = f"{title}: it can be returned within thirty days."
                await unit.articles.put(Article(article_id, title, text, page_id=page), desk.encoder(), f"{MARK} Ada")
        connection = await desk.api_connection("shop")
        received = await receive(desk.uow, desk.clock, connection, Incoming("c1", f"Where is my {MARK}?", author=MARK))
        bystander = await account(desk, "Bystander", "viewer", {"shop": "drafter"})
        self.values = {
            "comment_id": received.comment.id,
            "answers": received.comment.id,
            "article_id": "secret",
            "page_id": "shop",
            "page": "shop",
            "user_id": bystander.id,
            "revision": 1,
            "token": "unknown",
            "external_id": "c1",
            "reply_id": uuid4(),
            "session_id": uuid4(),
            "token_id": uuid4(),
            "channel_id": uuid4(),
            "file_id": uuid4(),
            "version": 1,
            "email": "new@example.org",
            "id": "new",
            "view_id": uuid4(),
            "target_id": uuid4(),
            "connection": connection.id,
            "shortcut": "thanks",
            "mode": "viewing",
            "gap_id": uuid4(),
            "saved_reply_id": uuid4(),
            "run_id": uuid4(),
            "model_id": uuid4(),
            "key": "0" * 64,
            "import_id": uuid4(),
            "content": b"text,label\nhello there,other\n",
            "password": "correct horse battery",
        }
        async with desk.database.connection() as raw:
            await raw.execute(
                "INSERT INTO gaps (id, page_id, question, encoder, vector, created_at) VALUES (%s, 'shop', %s, 'none', %s, now())",
                (self.values["gap_id"], f"Where is my {MARK}?", bytes(4)),
            )
            await raw.execute(
                "INSERT INTO saved_replies (id, page_id, title, text, shortcut, updated_at, updated_by)"
                " VALUES (%s, 'shop', %s, 'Thank you!', 'mark', now(), 'Ada')",
                (self.values["saved_reply_id"], f"For the {MARK}"),
            )
        for persona in PERSONAS:
            if persona.own is None:
                self.browsers[persona.name] = httpx.AsyncClient(base_url=self.web, headers=HERE, timeout=30)
            else:
                person = await account(desk, persona.name, persona.own, persona.pages)
                self.browsers[persona.name] = await browser_of(desk, self.web, person)

    async def close(self) -> None:
        for browser in self.browsers.values():
            await browser.aclose()

    async def invitation(self) -> UUID:
        invitation, _ = await self.desk.team.invite("Ada", "invited@example.org", None, "viewer", {})
        return invitation.id

    async def ask(self, persona: Persona, operation: Operation) -> httpx.Response:
        path = operation.path
        for part in [part for part in path.split("/") if part.startswith("<")]:
            name = part.strip("<>").split(":")[0]
            value = await self.invitation() if name == "invitation_id" else self.values[name]
            path = path.replace(part, str(value))
        body = None if operation.body is None else self.sample(msgspec.inspect.type_info(operation.body))
        content = None if body is None else msgspec.json.encode(body)
        query = {one.name: one.choices[0] for one in operation.query if one.required and one.choices}
        return await self.browsers[persona.name].request(operation.method, path, params=query, content=content)

    def sample(self, info: msgspec.inspect.Type) -> object:
        """The least that a body needs, and whatever it may say of the shop."""
        if isinstance(info, msgspec.inspect.ListType):
            return [self.sample(info.item_type)] if info.min_length else []
        if isinstance(info, msgspec.inspect.StructType):
            if info.cls in (Seen, Touched):
                return {"id": self.values["comment_id"], **({"version": 1} if info.cls is Seen else {})}
            return {
                one.encode_name: self.values.get(one.name, None) or self.sample(one.type)
                for one in info.fields
                if one.required or one.name in ("page", "page_id", "answers")
            }
        if isinstance(info, msgspec.inspect.UnionType):
            return None
        if isinstance(info, msgspec.inspect.LiteralType):
            return info.values[0]
        samples = {"StrType": "Some words", "IntType": 1, "BoolType": False, "DictType": {}}
        return samples[type(info).__name__]

    async def fingerprint(self) -> tuple:
        """What no refused request may change."""
        async with self.desk.database.connection() as raw:
            tables = ("events", "audit", "replies", "article_revisions", "users", "page_roles", "api_tokens", "pages")
            counts = [await (await raw.execute(f"SELECT count(*) AS n FROM {name}")).fetchone() for name in tables]
            rest = await raw.execute(
                "SELECT (SELECT sum(version) FROM comments) AS versions, (SELECT sum(revision) FROM articles) AS revisions"
            )
            return (*(row["n"] for row in counts), *(await rest.fetchone()).values())


@pytest.fixture
async def scene(desk, web):
    scene = Scene(desk, web)
    await scene.furnish()
    yield scene
    await scene.close()


async def test_nothing_is_allowed_that_should_not_be(scene):
    wrong, asked = [], 0
    refused = [(p, o) for o in OPERATIONS for p in PERSONAS if not p.may(*MAY[o.name])]
    await scene.invitation()
    for persona, operation in refused:
        before = await scene.fingerprint() if "invitation_id" not in operation.path else None
        response = await scene.ask(persona, operation)
        asked += 1
        expected = (401,) if persona.own is None or operation.allow == MACHINE else (403, 404)
        if response.status_code not in expected:
            wrong.append(f"{persona.name} got {response.status_code} from {operation.name}: {response.text[:120]}")
        if MARK in response.text.lower():
            wrong.append(f"{persona.name} saw the shop in {operation.name}: {response.text[:200]}")
        if before is not None and await scene.fingerprint() != before:
            wrong.append(f"{persona.name} changed something by {operation.name}")
    assert not wrong, "\n".join(wrong)
    assert asked > len(OPERATIONS) * 4


async def test_what_a_role_may_it_can_do_and_sees_of_no_hidden_page(scene):
    wrong = []
    for operation in OPERATIONS:
        for persona in PERSONAS:
            if operation.allow == PUBLIC and persona.own is not None:
                continue  # signing out would end the session that the rest needs
            if not persona.may(*MAY[operation.name]):
                continue
            response = await scene.ask(persona, operation)
            blocked = (401, 403) if operation.allow == PUBLIC else (401, 403, 404, 422)
            if operation.name in DEPENDING and response.status_code < 500:
                continue
            wrong_password = operation.name == "sign_in" and response.status_code == 401
            if (response.status_code in blocked and not wrong_password) or response.status_code >= 500:
                wrong.append(f"{persona.name} got {response.status_code} from {operation.name}: {response.text[:120]}")
            hidden = not persona.may("viewer", "page")
            if hidden and MARK in response.text.lower():
                wrong.append(f"{persona.name} saw the shop in {operation.name}: {response.text[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
async def test_live_events_are_those_of_the_pages_that_somebody_may_see(scene, desk, persona):
    browser = scene.browsers[persona.name]
    async with browser.stream("GET", "/api/v1/events", headers={"Last-Event-ID": "0"}) as stream:
        if not persona.may("viewer", "some"):
            assert stream.status_code in (401, 403)
            return
        assert stream.status_code == 200
        connection = await desk.api_connection("other")
        seen = []
        lines = stream.aiter_lines()
        await anext(lines)
        for page, text in (("shop", "One more?"), ("other", "And one here?")):
            connection = await desk.api_connection(page)
            await receive(desk.uow, desk.clock, connection, Incoming("live", text))
        # One of the two is for everybody who may listen at all; the shop's comes first.
        expected = {page for page in ("shop", "other") if ORDER.index(persona.pages.get(page, persona.own)) > 0}
        async for line in lines:
            if line.startswith("data: {"):
                seen.append(msgspec.json.decode(line[6:]).get("page"))
            if ("other" if "other" in expected else "shop") in seen:
                break
        assert set(seen) <= expected and seen


async def test_a_switched_off_account_may_nothing_at_once(scene, desk):
    admin = next(persona for persona in PERSONAS if persona.name == "admin")
    async with desk.uow() as unit:
        person = next(one for one in await unit.team.members() if one.name == "admin")
    await desk.team.switch("Somebody", person.id, on=False)
    for operation in OPERATIONS:
        if operation.allow not in (PUBLIC, MACHINE):
            assert (await scene.ask(admin, operation)).status_code == 401, operation.name


async def test_what_a_shared_article_answered_elsewhere_stays_there(scene, desk):
    async with desk.uow() as unit:
        shared = Article("shared", "On returns", "Everything can be returned within thirty days.")
        await unit.articles.put(shared, desk.encoder(), "Ada")
    async with desk.database.connection() as raw:
        await raw.execute(
            "WITH made AS (INSERT INTO drafts (id, comment_id, text_version, document, evidence, created_at)"
            " VALUES (gen_random_uuid(), %s, 1, '{}', '[]', now()) RETURNING id, comment_id)"
            " INSERT INTO article_uses (article_id, comment_id, draft_id, at)"
            " SELECT 'shared', comment_id, id, now() FROM made",
            (scene.values["comment_id"],),
        )
    for persona in PERSONAS:
        if persona.may("viewer", "some"):
            answer = (await scene.browsers[persona.name].get("/api/v1/articles/shared/uses")).json()
            assert len(answer["items"]) == persona.may("viewer", "page"), persona.name


async def test_a_revision_from_another_page_is_that_pages(scene, desk):
    async with desk.uow() as unit:
        moved = Article("secret", "On bicycles", "A bicycle can be returned within thirty days.", page_id="other")
        await unit.articles.put(moved, desk.encoder(), "Ada")
    for persona in PERSONAS:
        browser = scene.browsers[persona.name]
        on_other = persona.own is not None and persona.pages.get("other", persona.own) != "none"
        assert ((await browser.get("/api/v1/articles/secret")).status_code == 200) is on_other
        before = await browser.get("/api/v1/articles/secret/revisions/1")
        assert (before.status_code == 200) is (on_other and persona.may("viewer", "page")), persona.name
        if not persona.may("viewer", "page"):
            assert MARK not in before.text
