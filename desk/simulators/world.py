"""What is on a simulated platform: comments and replies, who wrote them, and what happened to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

PAGE_AUTHOR: Final = "page"
Kind = Literal["added", "edited", "removed"]


@dataclass(frozen=True)
class Post:
    """One comment or reply on the platform. ``own``: the page wrote it; ``by_api``: through the API, not by hand."""

    id: str
    text: str
    author: str
    author_id: str
    at: datetime
    thread: str
    parent: str | None = None
    own: bool = False
    by_api: bool = False
    hidden: bool = False
    edited_at: datetime | None = None
    gone: bool = False


@dataclass(frozen=True)
class Happened:
    """Something that the platform may tell its subscribers about."""

    kind: Kind
    post: Post


def plain(thread: str, number: str) -> str:
    """An id that is the number alone."""
    return number


@dataclass
class World:
    """All that was written on one page of the platform, in order. ``now`` gives the time.

    ``naming``: how the platform writes the id of a post, from its thread and a number.
    """

    now: Callable[[], datetime]
    posts: dict[str, Post] = field(default_factory=dict)
    told: list[Happened] = field(default_factory=list)
    number: int = 1_000
    naming: Callable[[str, str], str] = plain

    def next_id(self) -> str:
        """A number that no other post has."""
        self.number += 1
        return str(self.number)

    def write(
        self,
        text: str,
        *,
        id: str | None = None,
        author: str = "Ada",
        author_id: str = "u-1",
        thread: str = "post-1",
        parent: str | None = None,
        own: bool = False,
        by_api: bool = False,
        at: datetime | None = None,
    ) -> Post:
        """Somebody writes; ``own``: the page does."""
        who = (PAGE_AUTHOR, PAGE_AUTHOR) if own else (author, author_id)
        id = id or self.naming(thread, self.next_id())
        post = Post(id, text, *who, at or self.now(), thread, parent, own, by_api)
        self.posts[post.id] = post
        self.told.append(Happened("added", post))
        return post

    def edit(self, id: str, text: str) -> Post:
        """Its author changes it."""
        return self._change("edited", replace(self.posts[id], text=text, edited_at=self.now()))

    def remove(self, id: str) -> Post:
        """Its author takes it away."""
        return self._change("removed", replace(self.posts[id], gone=True))

    def hide(self, id: str, hidden: bool = True) -> Post:
        """The page hides it; nobody is told."""
        self.posts[id] = replace(self.posts[id], hidden=hidden)
        return self.posts[id]

    def there(self, id: str) -> Post | None:
        """The post as it is now; None when it isn't there (any more)."""
        post = self.posts.get(id)
        return None if post is None or post.gone else post

    def under(self, id: str) -> list[Post]:
        """What hangs directly under a post and is there, in order."""
        return [post for post in self.posts.values() if post.parent == id and not post.gone]

    def by_api(self, parent: str | None = None) -> list[Post]:
        """What was posted through the API, under one post or at all; gone or not."""
        return [post for post in self.posts.values() if post.by_api and (parent is None or post.parent == parent)]

    def _change(self, kind: Kind, post: Post) -> Post:
        self.posts[post.id] = post
        self.told.append(Happened(kind, post))
        return post
