"""All that a model is told about a comment: chosen by our code, and without personal data of consumers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from actions.compose import Sentence, text_of
from actions.request import Evidence, Request
from language.channels import length
from language.model.hiding import Hider, hider

MOST_COMMENT: Final = 2_000
MOST_TURN: Final = 600
MOST_PASSAGE: Final = 3_000
MOST_WISH: Final = 300
TURNS: Final = 6
PASSAGES: Final = 3
# Passages about as near as the one that the draft rests on, for the same audience, may answer as well.
NEAR: Final = 0.05
FRAME: Final = frozenset({"greeting", "learned", "source", "signature"})


@dataclass(frozen=True)
class Passage:
    """A passage as the model is given it; `support` is all that a sentence resting on it may say."""

    id: str
    title: str
    text: str
    support: str


@dataclass(frozen=True)
class Context:
    """The offline draft that is to be worded, with what it rests on.

    `frame` are the sentences that stay as our code wrote them: greeting with the first name, what people taught, source, signature.
    `plain` are the others. `room` is how long the model's text may be, as the channel counts.
    """

    request: Request
    kind: str
    public: bool
    frame: tuple[Sentence, ...]
    plain: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    page: str
    voice: Mapping[str, str]
    comment: str
    thread: tuple[Mapping[str, str], ...]
    room: int
    wish: str = ""
    """What the person who will read the reply asks for."""


def context_of(request: Request, draft: Mapping[str, Any], metadata: Mapping[str, Any]) -> Context:
    """The context of a draft as the document has it; metadata is read as leniently as for the request."""
    sentences = [Sentence(one["text"], one["role"], one["evidence"]) for one in draft["sentences"]]
    frame = tuple(sentence for sentence in sentences if sentence.role in FRAME)
    page, turns = _mapping(metadata.get("page")), metadata.get("thread")
    turns = [turn for turn in turns if isinstance(turn, Mapping)] if isinstance(turns, list) else []
    names = [request.author, *(turn.get("author") for turn in turns if not turn.get("from_page"))]
    hide = hider([name for name in names if isinstance(name, str)])
    framed = length(text_of(frame, request), request.counting) + 1 if frame else 0
    return Context(
        request=request,
        kind=draft["kind"],
        public=not draft["private"],
        frame=frame,
        plain=tuple(sentence for sentence in sentences if sentence.role not in FRAME),
        passages=_passages(request, sentences, metadata, hide),
        page=str(page.get("name") or ""),
        voice=_voice(request, _mapping(page.get("voice"))),
        comment=hide.mask(request.text[:MOST_COMMENT]),
        thread=tuple(
            {
                "by": "page" if turn.get("from_page") else "consumer",
                "text": hide.mask(str(turn.get("text") or "")[:MOST_TURN]),
            }
            for turn in turns[-TURNS:]
        ),
        room=max(request.limit - framed, 0),
        wish=hide.mask(hint[:MOST_WISH]) if isinstance(hint := metadata.get("hint"), str) else "",
    )


def _voice(request: Request, told: Mapping[str, Any]) -> dict[str, str]:
    """What is told of the page's voice: all that is plain text but the signature, and the words to avoid and to prefer."""
    voice = {
        str(key): value[:200] for key, value in told.items() if isinstance(value, str) and value and key != "sign_with"
    }
    if request.voice.avoid:
        voice["never_say"] = ", ".join(request.voice.avoid)
    if request.voice.prefer:
        voice["say_instead"] = "; ".join(f"not “{one}” but “{other}”" for one, other in request.voice.prefer)
    return voice


def _passages(
    request: Request, sentences: Sequence[Sentence], metadata: Mapping[str, Any], hide: Hider
) -> tuple[Passage, ...]:
    rests_on = {sentence.evidence for sentence in sentences if sentence.evidence}
    chosen = [passage for passage in request.evidence if passage.id in rests_on]
    if not chosen:
        return ()
    near = [
        passage
        for passage in request.evidence
        if passage.id not in rests_on
        and passage.score >= chosen[0].score - NEAR
        and passage.audience == chosen[0].audience
    ]
    listed = metadata.get("evidence")
    # An approved reply is a passage too, and was written to somebody.
    replies = {
        passage.get("id")
        for passage in (listed if isinstance(listed, list) else [])
        if isinstance(passage, Mapping) and passage.get("kind") == "reply"
    }
    return tuple(_passage(passage, hide if passage.id in replies else None) for passage in (chosen + near)[:PASSAGES])


def _passage(evidence: Evidence, hide: Hider | None) -> Passage:
    text = "\n".join(filter(None, ((evidence.answer or "")[:MOST_PASSAGE], evidence.text[:MOST_PASSAGE])))
    text = hide.mask(text) if hide else text
    return Passage(evidence.id, evidence.title, text, "\n".join(filter(None, (evidence.title, text, evidence.url))))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
