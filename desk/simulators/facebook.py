"""A simulated Facebook Page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from desk.simulators.base import Call, Delivery
from desk.simulators.graph import Asked, GraphFailure, GraphSimulator, Node, edge, iso
from desk.simulators.world import Happened, Post, World

VERBS: Final = {"added": "add", "edited": "edited", "removed": "remove"}


class FacebookSimulator(GraphSimulator):
    """A page, its posts, comments on them to any depth, and one private reply for each comment."""

    platform = "facebook"
    page_id = "200300400"
    scopes = (
        "pages_manage_engagement",
        "pages_manage_metadata",
        "pages_messaging",
        "pages_read_engagement",
        "pages_read_user_content",
        "pages_show_list",
    )

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.private: dict[str, dict[str, str]] = {}
        """The private replies, by the comment that they answer."""

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """With the page's id."""
        config, secrets = super().settings(address)
        return {**config, "account_id": self.page_id}, secrets

    def is_send(self, call: Call) -> bool:
        """A comment on something, or a message."""
        return call.method == "POST" and call.path.endswith(("/comments", "/messages"))

    def node(self, id: str) -> Node | None:
        """The page, a post, or a comment."""
        if id == self.page_id:
            feed = edge(lambda asked: [self._post(*thread) for thread in self.threads().items()], self.listed)
            return {"id": id, "name": self.page_name, "feed": feed}
        threads = self.threads()
        if id in threads:
            return self._post(id, threads[id])
        comment = self.world.there(id)
        return self._comment(comment) if comment else None

    def change(self, path: Sequence[str], form: Mapping[str, Any]) -> Any:
        """Comment, write a message, hide, subscribe."""
        if path == [self.page_id, "subscribed_apps"]:
            return self.subscribe(path, form)
        if path == [self.page_id, "messages"]:
            return self._message(form)
        if len(path) == 2 and path[1] == "comments":
            return self._answer(self.target(path[0]), str(form.get("message", "")))
        if len(path) == 1 and form.get("is_hidden") in ("true", "false"):
            if path[0] in self.unhideable:
                raise GraphFailure(200, "(#200) Cannot hide this comment", status=403)
            self.world.hide(self.target(path[0]).id, form["is_hidden"] == "true")
            return {"success": True}
        raise GraphFailure(100, "Unsupported post request.", 33)

    def deliveries(self, happened: Sequence[Happened]) -> list[Delivery]:
        """One body with a change for each."""
        changes = [{"field": "feed", "value": self._value(one)} for one in happened]
        entry = {"id": self.page_id, "time": int(self.world.now().timestamp()), "changes": changes}
        return [self.delivery({"object": "page", "entry": [entry]})]

    def _answer(self, on: Post, message: str) -> dict[str, str]:
        if not message.strip():
            raise GraphFailure(100, "(#100) The parameter message is required")
        if on.id in self.closed:
            raise GraphFailure(200, "(#200) Permissions error", status=403)
        return {"id": self.world.write(message, thread=on.thread, parent=on.id, own=True, by_api=True).id}

    def _message(self, form: Mapping[str, Any]) -> dict[str, str]:
        recipient, written = form.get("recipient"), form.get("message")
        if not isinstance(recipient, dict) or not isinstance(written, dict) or not written.get("text"):
            raise GraphFailure(100, "(#100) The parameters recipient and message are required")
        on = self.target(str(recipient.get("comment_id")))
        if on.id in self.private:
            raise GraphFailure(10900, "(#10900) Activity already replied to")
        if not self._takes_message(on):
            raise GraphFailure(10903, "(#10903) This user cannot reply to this activity")
        message = {"id": f"m_{self.world.next_id()}", "message": str(written["text"])}
        self.private[on.id] = message
        return {"recipient_id": f"psid-{on.author_id}", "message_id": message["id"]}

    def _takes_message(self, on: Post) -> bool:
        return not on.own and self.world.now() - on.at <= timedelta(days=7)

    def _post(self, id: str, comments: list[Post]) -> Node:
        return {
            "id": id,
            "message": f"News about {id}",
            "created_time": iso(min(one.at for one in comments)),
            "updated_time": iso(max(one.at for one in comments)),
            "permalink_url": f"https://www.facebook.com/{self.page_id}/posts/{id}",
            "comments": edge(lambda asked: self._ordered(comments, None, asked), self.listed),
        }

    def _comment(self, post: Post) -> Node:
        message = self.private.get(post.id)
        messages = [{**message, "from": {"id": self.page_id}}] if message else []
        talk = {"id": f"t_{post.id}", "messages": edge(lambda asked: messages, self.listed)} if message else None
        return {
            "id": post.id,
            "message": post.text,
            "from": {**self.author(post, self.page_id), "name": self.page_name if post.own else post.author},
            "created_time": iso(post.at),
            "parent": {"id": post.parent} if post.parent else None,
            "permalink_url": f"https://www.facebook.com/{post.thread}?comment_id={post.id}",
            "attachment": None,
            "can_comment": post.id not in self.closed,
            "can_hide": post.id not in self.unhideable and not post.own,
            "is_hidden": post.hidden,
            "can_reply_privately": self._takes_message(post) and message is None,
            "private_reply_conversation": talk,
            "comments": edge(lambda asked: self._ordered(self.world.under(post.id), post.id, asked), self.listed),
        }

    def _ordered(self, comments: list[Post], under: str | None, asked: Asked) -> list[Node]:
        arguments = asked.arguments
        everything = arguments.get("filter") == "stream" and under is None
        since = int(arguments.get("since", 0))
        found = [
            one
            for one in comments
            if not one.gone and (everything or one.parent == under) and one.at.timestamp() >= since
        ]
        backwards = arguments.get("order") == "reverse_chronological"
        return [self._comment(one) for one in sorted(found, key=lambda one: one.at, reverse=backwards)]

    def _value(self, happened: Happened) -> dict[str, Any]:
        post = happened.post
        value = {
            "item": "comment",
            "verb": VERBS[happened.kind],
            "comment_id": post.id,
            "post_id": post.thread,
            "parent_id": post.parent or post.thread,
            "created_time": int(post.at.timestamp()),
            "from": {**self.author(post, self.page_id), "name": self.page_name if post.own else post.author},
            "post": {
                "id": post.thread,
                "type": "status",
                "status_type": "mobile_status_update",
                "permalink_url": f"https://www.facebook.com/{self.page_id}/posts/{post.thread}",
                "is_published": True,
            },
        }
        return value if happened.kind == "removed" else {**value, "message": post.text}
