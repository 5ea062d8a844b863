"""The WordPress connection: comments are fetched, replies are posted in their threads, by a blog's own REST API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.calling import Answer, read, write
from desk.connectors.wordpress.errors import GONE, UNREADABLE, code_of, error_of, outcome_of, refused
from desk.connectors.wordpress.parse import NOT_THERE, body_of, happenings, id_of, is_own, text_of, written_at
from desk.connectors.wordpress.progress import PAGE_SIZE, Known, Pass, Progress
from desk.connectors.wordpress.root import discover, endpoint, named_in
from desk.connectors.wordpress.words import folded, markup_of, plain
from desk.domain.comment import Comment
from desk.domain.incoming import Happening
from desk.domain.page import Connection
from desk.domain.platform import (
    Account,
    Fetched,
    Field,
    Found,
    Moderation,
    Pace,
    Platform,
    PlatformError,
    Standing,
    Trouble,
)
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock

API: Final = "wp/v2"
WINDOW_DAYS: Final = 7
MAX_WINDOW_DAYS: Final = 60
MAX_ASKED: Final = 50
"""How many comments that went missing are asked for in one fetch; the others' turn comes with the next."""
MAX_DEPTH: Final = 10
CLOCKS: Final = timedelta(minutes=10)
"""How far the blog's clock may be from the desk's."""
WHO: Final = "The blog"
HELD: Final = "The comment waits for moderation on the blog. Approve it there or in the desk, then send again."
REPLY_HELD: Final = "WordPress took the reply and holds it for moderation: approve it under Comments on the blog."

_STATUS: Final = {
    Moderation.APPROVE: "approved",
    Moderation.HOLD: "hold",
    Moderation.SPAM: "spam",
    Moderation.TRASH: "trash",
}

WORDPRESS: Final = Platform(
    "wordpress",
    "WordPress",
    "blog",
    fields=(
        Field("url", "The blog's address", "Such as https://blog.example.com/", kind="url"),
        Field("user", "User name", "Whose name replies are posted under; the role Editor is best."),
        Field(
            "password",
            "Application password",
            "In WordPress: Users, Profile, Application Passwords. Not the password that the user signs in with.",
            secret=True,
        ),
        Field(
            "team",
            "Colleagues' user ids",
            "Others who answer for the page on the blog itself: their numbers, with commas between.",
            required=False,
        ),
        Field("held", "Read comments that wait for moderation", required=False, kind="flag", default="true"),
        Field(
            "reread_days",
            "Days that are read again",
            "How far back edits, removals and moderation are noticed.",
            required=False,
            kind="number",
            default=str(WINDOW_DAYS),
        ),
        Field("api_version", "Version of the REST API", required=False, default=API),
    ),
    fetch_every=timedelta(minutes=2),
    backfill=timedelta(days=7),
    pace=Pace(30, timedelta(minutes=1)),
    moderation=frozenset(_STATUS),
    link_note="WordPress holds a reply with two or more links for moderation unless the connection's user may moderate.",
)


class WordPressConnector(BaseConnector):
    """A blog, spoken to as one of its users."""

    platform = WORDPRESS

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._roots: dict[str, str] = {}

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """What a fetched body tells."""
        return happenings(body, _own(connection))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """One page of comments: those that are new, that read otherwise than before, and that are gone."""
        progress = Progress.read(cursor, now, self.platform.backfill)
        had = progress.held
        one = progress.begin(now, _window(connection))
        if connection.config.get("held", True) in (False, "false"):
            had = one.held = progress.held = False
        answer = await self._page(connection, one)
        entries = answer.json
        told, edited = progress.take(entries)
        roots = {
            id: await self._root(connection, entry, progress.known) for entry in told if (id := id_of(entry["id"]))
        }
        gone: list[str] = []
        more = _more(answer, one)
        if more:
            one.page += 1
        else:
            missing = progress.missing()
            # Whoever may no longer read what waits for moderation can't tell whether it is gone.
            blinded = had and not one.held
            gone = [] if blinded else await self._gone(connection, missing)
            progress.end(one.held, forget=missing if blinded else gone)
        me = await self._me(connection) if told else None
        body = body_of(told, edited=edited, gone=gone, roots=roots, me=me)
        return Fetched((body,) if told or gone else (), progress.cursor(), more)

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the comment is public or waits for moderation, how it reads, and what the page answered."""
        entry = await self._entry(connection, comment.external_id)
        if entry is None or entry.get("status") in NOT_THERE:
            return Standing(there=False)
        answers, _ = await self._answers(connection, comment.external_id)
        latest = max(answers, key=lambda one: int(one["id"]), default=None)
        return Standing(
            True, text_of(entry), text_of(latest) if latest else None, id_of(latest["id"]) if latest else None
        )

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post the reply in the comment's thread."""
        try:
            entry = await self._entry(connection, comment.external_id)
            if entry is None or entry.get("status") in NOT_THERE:
                return Refused("The comment is no longer on the blog.")
            if entry.get("status") == "hold":
                return Refused(HELD)
            url = await self._url(connection, "comments")
        except PlatformError as error:
            return refused(error)
        document = {"post": entry.get("post"), "parent": entry["id"], "content": markup_of(reply.text)}
        answer = await write(self._client, "POST", str(url), WHO, json=document, auth=_auth(connection))
        if not isinstance(answer, Answer):
            return answer
        if code_of(answer) == "comment_duplicate":
            return await self._posted_before(reply, comment, connection, answer)
        made = answer.json if answer.status == 201 and isinstance(answer.json, dict) else {}
        id = id_of(made.get("id"))
        return _sent(id, made.get("status")) if id else outcome_of(answer)

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Whether an answer of the connection's user with the same words stands under the comment."""
        try:
            same, all_seen = await self._same(reply, comment, connection, reply.approved_at - CLOCKS)
        except PlatformError:
            return Found(None)
        if same:
            return Found(True, id_of(same["id"]))
        return Found(False if all_seen else None)

    async def account(self, connection: Connection) -> Account:
        """The blog's name, and the user whom the application password is of."""
        root = self._roots[_key(connection)] = await discover(self._client, str(connection.config.get("url", "")))
        user = await self._user(connection)
        about = await self._get(connection, "", {"_fields": "name"})
        blog = about.json.get("name") if isinstance(about.json, dict) else None
        names = [plain(name) for name in (blog, user.get("name")) if isinstance(name, str) and name.strip()]
        return Account(" · ".join(names) or "WordPress", config={"rest_url": root, "user_id": user["id"]})

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """Give the comment another status."""
        status = _STATUS.get(what)
        if status is None:
            return await super().moderate(what, comment, connection)
        try:
            url = await self._url(connection, f"comments/{_number(comment.external_id)}")
            answer = await write(self._client, "POST", str(url), WHO, json={"status": status}, auth=_auth(connection))
            if not isinstance(answer, Answer):
                return Uncertain(f"{WHO} did not answer; look there.") if isinstance(answer, Uncertain) else answer
            if answer.ok and isinstance(answer.json, dict):
                return Sent(comment.external_id)
            # WordPress answers with an error where the comment has that status already.
            if code_of(answer) == "rest_comment_failed_edit":
                entry = await self._entry(connection, comment.external_id)
                if entry is not None and entry.get("status") == status:
                    return Sent(comment.external_id)
            return refused(error_of(answer))
        except PlatformError as error:
            return refused(error)

    async def _page(self, connection: Connection, one: Pass) -> Answer:
        """The next page of a pass; a smaller one where it can't be had, as with a hundred comments of great length."""
        query = {
            "after": one.after.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "orderby": "date_gmt",
            "order": "asc",
            "_embed": "up,in-reply-to",
        }
        try:
            answer, one.held = await self._list(connection, {**query, "per_page": one.size, "page": one.page}, one.held)
        except PlatformError as error:
            if error.trouble is not Trouble.AWAY or not one.shrink():
                raise
            answer, one.held = await self._list(connection, {**query, "per_page": one.size, "page": one.page}, one.held)
        return answer

    async def _list(self, connection: Connection, query: Mapping[str, Any], held: bool) -> tuple[Answer, bool]:
        """Comments, and whether those that wait for moderation are among them."""
        for status in ("all", "approve") if held else ("approve",):
            answer = await self._get(connection, "comments", {**query, "status": status}, bear=(403,))
            if isinstance(answer.json, list) and answer.ok:
                return answer, status == "all"
            if code_of(answer) != "rest_forbidden_param":
                break
        raise error_of(answer)

    async def _root(self, connection: Connection, entry: Mapping[str, Any], known: dict[str, Known]) -> str:
        """The comment at the top of the thread."""
        id = id_of(entry["id"]) or ""
        root, parent = id, id_of(entry.get("parent"))
        for _ in range(MAX_DEPTH):
            if parent is None:
                break
            root = parent
            if parent in known and known[parent].root:
                root = known[parent].root
                break
            above = await self._entry(connection, parent, "id,parent")
            parent = id_of(above.get("parent")) if above else None
        known[id].root = root
        return root

    async def _gone(self, connection: Connection, missing: list[str]) -> list[str]:
        """Those of the missing that are spam, in the trash, deleted, or no longer public."""
        gone = []
        for id in missing[:MAX_ASKED]:
            entry = await self._entry(connection, id, "id,status")
            if entry is None or entry.get("status") in NOT_THERE:
                gone.append(id)
        return gone

    async def _entry(self, connection: Connection, id: str, fields: str | None = None) -> dict[str, Any] | None:
        """One comment as it is now; None where it is gone or no longer public."""
        if not id.isascii() or not id.isdigit():
            return None
        query = {"_fields": fields} if fields else {}
        answer = await self._get(connection, f"comments/{_number(id)}", query, bear=(401, 403, 404))
        if answer.ok and isinstance(answer.json, dict) and id_of(answer.json.get("id")):
            return answer.json
        if code_of(answer) in GONE or (answer.status == 403 and code_of(answer) in UNREADABLE):
            return None
        raise error_of(answer)

    async def _answers(self, connection: Connection, id: str) -> tuple[list[dict[str, Any]], bool]:
        """What the page wrote right under a comment, and whether what waits for moderation could be seen."""
        query = {"parent": _number(id), "per_page": PAGE_SIZE, "orderby": "date_gmt", "order": "desc", "_embed": "up"}
        answer, held = await self._list(connection, query, True)
        own = _own(connection) | {await self._me(connection)}
        found = [one for one in answer.json if isinstance(one, dict) and isinstance(one.get("id"), int)]
        return [one for one in found if is_own(one, own)], held

    async def _same(
        self, reply: ApprovedReply, comment: Comment, connection: Connection, since: datetime | None
    ) -> tuple[dict[str, Any] | None, bool]:
        answers, held = await self._answers(connection, comment.external_id)
        words = folded(plain(markup_of(reply.text)))
        for one in answers:
            at = written_at(one)
            if folded(text_of(one)) == words and (since is None or at is None or at >= since):
                return one, held
        return None, held

    async def _posted_before(
        self, reply: ApprovedReply, comment: Comment, connection: Connection, answer: Answer
    ) -> Outcome:
        try:
            same, _ = await self._same(reply, comment, connection, None)
        except PlatformError as error:
            return refused(error)
        return _sent(id_of(same["id"]), same.get("status")) if same else refused(error_of(answer))

    async def _me(self, connection: Connection) -> int:
        stored = connection.config.get("user_id")
        return stored if isinstance(stored, int) else int((await self._user(connection))["id"])

    async def _user(self, connection: Connection) -> dict[str, Any]:
        answer = await self._get(connection, "users/me")
        if isinstance(answer.json, dict) and isinstance(answer.json.get("id"), int):
            return answer.json
        raise error_of(answer)

    async def _get(
        self, connection: Connection, route: str, query: Mapping[str, Any] | None = None, bear: tuple[int, ...] = ()
    ) -> Answer:
        """A read that succeeded or has one of the statuses of ``bear``. Where the API moved, it is looked for once."""
        answer = await self._read(connection, route, query or {})
        moved = (
            300 <= answer.status < 400
            or (answer.status == 404 and code_of(answer) in ("", "rest_no_route"))
            or (answer.json is None and named_in(answer) is not None)
        )
        if moved:
            before = self._roots.get(_key(connection), connection.config.get("rest_url"))
            root = self._roots[_key(connection)] = await discover(self._client, str(connection.config.get("url", "")))
            if root != before:
                answer = await self._read(connection, route, query or {})
        if not answer.ok and answer.status not in bear:
            raise error_of(answer)
        if answer.json is None:
            raise error_of(answer)
        return answer

    async def _read(self, connection: Connection, route: str, query: Mapping[str, Any]) -> Answer:
        url = (await self._url(connection, route)).copy_merge_params(dict(query))
        fresh = {"Accept": "application/json", "Cache-Control": "no-cache"}
        return await read(self._client, "GET", str(url), WHO, auth=_auth(connection), headers=fresh)

    async def _url(self, connection: Connection, route: str) -> httpx.URL:
        key = _key(connection)
        root = self._roots.get(key) or connection.config.get("rest_url")
        if not isinstance(root, str) or not root:
            root = self._roots[key] = await discover(self._client, str(connection.config.get("url", "")))
        version = str(connection.config.get("api_version") or API).strip("/")
        return endpoint(root, f"{version}/{route}" if route else "")


def _auth(connection: Connection) -> httpx.BasicAuth:
    return httpx.BasicAuth(str(connection.config.get("user", "")), connection.secrets.get("password", ""))


def _key(connection: Connection) -> str:
    return f"{connection.id} {connection.config.get('url', '')}"


def _own(connection: Connection) -> frozenset[int]:
    """The users who speak for the page, as far as the connection knows them."""
    numbers = str(connection.config.get("team") or "").replace(",", " ").split()
    own = {int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 12}
    me = connection.config.get("user_id")
    return frozenset(own | {me} if isinstance(me, int) else own)


def _window(connection: Connection) -> timedelta:
    days = str(connection.config.get("reread_days") or "")
    given = int(days[:9]) if days.isascii() and days.isdigit() else WINDOW_DAYS
    return timedelta(days=min(max(given, 1), MAX_WINDOW_DAYS))


def _more(answer: Answer, one: Pass) -> bool:
    """Whether there are further pages; servers on the way may have taken WordPress's header away."""
    pages = answer.headers.get("x-wp-totalpages", "")
    if pages.isascii() and pages.isdigit():
        return one.page < int(pages[:9])
    return len(answer.json) >= one.size


def _number(id: str) -> str:
    """The id for an address: WordPress's are numbers; anything else is no comment of it."""
    return id if id.isascii() and id.isdigit() else "0"


def _sent(id: str | None, status: Any) -> Sent:
    return Sent(id, note=REPLY_HELD if status in ("hold", "spam") else None)
