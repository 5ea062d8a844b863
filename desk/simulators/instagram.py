"""A simulated Instagram professional account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desk.simulators.base import Call, Delivery
from desk.simulators.graph import GraphFailure, GraphSimulator, Node, edge, iso, picked
from desk.simulators.world import Happened, Post


class InstagramSimulator(GraphSimulator):
    """An account linked to a page, its media, comments on them, and replies one level deep."""

    platform = "instagram"
    page_id = "200300400"
    account_id = "17841400000000001"
    username = "cornershop"
    scopes = (
        "instagram_basic",
        "instagram_manage_comments",
        "pages_manage_metadata",
        "pages_read_engagement",
        "pages_show_list",
    )

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """With the account's id."""
        config, secrets = super().settings(address)
        return {**config, "account_id": self.account_id}, secrets

    def is_send(self, call: Call) -> bool:
        """A reply to a comment."""
        return call.method == "POST" and call.path.endswith("/replies")

    def node(self, id: str) -> Node | None:
        """The page, the account, a medium, or a comment."""
        account = {"id": self.account_id, "username": self.username}
        if id == self.page_id:
            return {"id": id, "name": self.page_name, "instagram_business_account": account}
        if id == self.account_id:
            media = edge(lambda asked: [self._medium(*thread) for thread in self.threads().items()], self.listed)
            return {**account, "media": media}
        threads = self.threads()
        if id in threads:
            return self._medium(id, threads[id])
        comment = self.world.there(id)
        return self._comment(comment) if comment else None

    def change(self, path: Sequence[str], form: Mapping[str, Any]) -> Any:
        """Reply, hide, subscribe."""
        if path == [self.page_id, "subscribed_apps"]:
            return self.subscribe(path, form)
        if len(path) == 2 and path[1] == "replies":
            return self._reply(self.target(path[0]), str(form.get("message", "")))
        if len(path) == 1 and form.get("hide") in ("true", "false"):
            self.world.hide(self.target(path[0]).id, form["hide"] == "true")
            return {"success": True}
        raise GraphFailure(100, "Unsupported post request.", 33)

    def deliveries(self, happened: Sequence[Happened]) -> list[Delivery]:
        """One body with what was added; edits and removals are not told."""
        changes = [{"field": "comments", "value": self._value(one.post)} for one in happened if one.kind == "added"]
        if not changes:
            return []
        entry = {"id": self.account_id, "time": int(self.world.now().timestamp()), "changes": changes}
        return [self.delivery({"object": "instagram", "entry": [entry]})]

    def _reply(self, on: Post, message: str) -> dict[str, str]:
        if not message.strip():
            raise GraphFailure(100, "(#100) The parameter message is required")
        if on.hidden or on.id in self.closed:
            raise GraphFailure(100, "(#100) This comment takes no replies")
        top = on.parent or on.id
        return {"id": self.world.write(message, thread=on.thread, parent=top, own=True, by_api=True).id}

    def _medium(self, id: str, comments: list[Post]) -> Node:
        there = [one for one in comments if not one.gone]
        tops = sorted((one for one in there if one.parent is None), key=lambda one: one.at, reverse=True)
        return {
            "id": id,
            "caption": f"Look at {id}",
            "permalink": f"https://www.instagram.com/p/{id}/",
            "media_product_type": "FEED",
            "timestamp": iso(min(one.at for one in comments)),
            "comments_count": len(there),
            "comments": edge(lambda asked: [self._comment(one) for one in tops], self.listed),
        }

    def _comment(self, post: Post) -> Node:
        return {
            "id": post.id,
            "text": post.text,
            "timestamp": iso(post.at),
            "username": self.username if post.own else post.author,
            "from": {**self.author(post, self.account_id), "username": self.username if post.own else post.author},
            "user": {"id": self.account_id} if post.own else None,
            "parent_id": post.parent,
            "hidden": post.hidden,
            "media": lambda asked: picked(self._medium(post.thread, self.threads()[post.thread]), asked.fields),
            "replies": edge(lambda asked: [self._comment(one) for one in self.world.under(post.id)], self.listed),
        }

    def _value(self, post: Post) -> dict[str, Any]:
        value: dict[str, Any] = {
            "id": post.id,
            "text": post.text,
            "from": {**self.author(post, self.account_id), "username": self.username if post.own else post.author},
            "media": {"id": post.thread, "media_product_type": "FEED"},
        }
        return {**value, "parent_id": post.parent} if post.parent else value
