"""What the desk says is known by codes: every sentence has one, and every code's sentence is still said somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import httpx
import msgspec
import pytest

from actions.kinds import ESCALATIONS as TOLD_ESCALATIONS
from actions.learned import reason_with
from desk.connectors.registry import connectors
from desk.db.chat_posts import ChatPosts
from desk.db.database import Database
from desk.domain.errors import DeskError
from desk.domain.promise import ROUND_THE_CLOCK, Promise
from desk.domain.urgency import ESCALATIONS, SEVERITIES, place
from desk.main import SystemClock
from desk.web.app import STATUSES
from desk.web.models import ErrorAnswer, Problem
from desk.web.models_said import PROBLEMS, SENDING
from desk.web.said import CATALOGUE, phrases
from desk.web.said.phrases import LONGEST
from language.tone_rules import RULES

ROOT = Path(__file__).parents[3]
SPOKEN = {
    "Invalid": 0,
    "NotFound": 0,
    "Conflict": 0,
    "Stale": 0,
    "IllegalMove": 0,
    "ArticleChanged": 0,
    "NotAllowed": 0,
    "SecondNeeded": 0,
    "LearningFailed": 0,
    "PlatformError": 1,
    "Refused": 0,
    "Uncertain": 0,
    "NotTold": 0,
    "Choice": 1,
}
SOURCES = (
    "desk/domain",
    "desk/services",
    "desk/web/routes",
    "desk/web/access.py",
    "desk/connectors",
    "desk/alerts",
    "actions",
)
NOT_IN_THE_CONSOLE = {
    "desk/domain/chat.py": "said to a page's own scripts; what the settings say of it is among PUT_TOGETHER",
    "desk/domain/chat_files.py": "said to visitors of the chat",
    "desk/services/chat.py": "said to visitors of the chat",
    "desk/services/chat_files.py": "said to visitors of the chat",
    "desk/services/chat_sites.py": "said to visitors of the chat",
    "desk/services/chat_visitors.py": "said to visitors of the chat",
    "desk/services/receive.py": "said to a page's own system",
    "desk/web/routes/machine.py": "said to a page's own system",
    "desk/services/forget.py": "said on the command line",
    "desk/services/knowledge.py": "said on the command line",
    "desk/services/trial.py": "said on the command line",
    "desk/web/routes/sign_on.py": "said on the way to the company's sign-in",
}
PUT_TOGETHER = {
    "checks.article-deleted": "Ada deleted this article since you opened it.",
    "checks.article-changed": "Ada changed this article since you opened it.",
    "connections.chat-not-a-site": "'shop' is not a site; write it as in https://www.example.com, without a path.",
    "connections.chat-sites": "51 sites are too many; at most 50 are taken.",
    "connections.email-password-named": (
        "The mail server doesn't accept the mailbox's user name and password. Enter them again in Settings, Connections;"
        " some providers want an app password. (535 5.7.8)"
    ),
    "connections.wordpress-passwords-off": (
        "Application passwords are switched off on the blog. Switch them on, then: Make a new application password and"
        " reconnect the blog in Settings, Connections."
    ),
    "connections.wordpress-nobody": (
        "WordPress didn't see who is asking (rest_not_logged_in). The blog needs https, and its server must pass the"
        " Authorization header on. If both are so: Make a new application password and reconnect the blog in Settings,"
        " Connections."
    ),
    "drafts.correct": "The comment says “30 days”; “Returns” says otherwise.",
    "drafts.correct-peer": "Another consumer says “30 days”; “Returns” says otherwise.",
    "learning.complaints": "It finds fewer complaints on held-out decisions: 0.801 after 0.912.",
    "learning.lower": "It has a lower macro-F1 on the shipped test examples: 0.801 after 0.912.",
    "publishing.bluesky-characters": "The reply has 310 characters, and 300 are taken.",
    "publishing.bluesky-bytes": "The reply has 3,010 bytes, and 3,000 are taken.",
}
"""Sentences that the code puts together from pieces, as they come out."""
PIECES = {
    "7 since you opened it.",
    "The reply has 7 are taken. Shorten it and approve it again.",
    "7 (7)",
    "7 says “7”; “7” says otherwise.",
}
TO_A_PAGES_OWN_SYSTEM = {
    "This page has no such reply.",
    "This reply is 7; only one that was handed out can be confirmed.",
    "This reply is 7; only one that was handed out can fail.",
    "This reply is being delivered right now; answer the delivery with a status instead.",
}
IN_THE_CONSOLE = ("desk.domain.errors", "desk.domain.sign_on", "desk.services", "desk.web", "desk.ports")
NEVER_BARE = {"LearningFailed", "ModelNotServed", "WrongToken"}
"""Errors that are always raised with other words, or said to pages' own systems."""
EVERYTHING = (*PROBLEMS, "queue", "tone")


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The sentences that a file raises or answers, with 7 in their gaps, and where."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in SPOKEN and len(node.args) > SPOKEN[name]:
                text = filled(node.args[SPOKEN[name]], constants)
                if text is not None:
                    yield node.lineno, text


def filled(node: ast.expr, constants: dict[str, ast.expr]) -> str | None:
    """A string as it stands in the code, with 7 where a value comes in; None for what is put together elsewhere."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return filled(constants[node.id], constants) if node.id in constants else None
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
        text = filled(node.func.value, constants) if isinstance(node.func, ast.Attribute) else None
        return re.sub(r"\{\w+\}", "7", text) if text is not None else None
    if isinstance(node, ast.JoinedStr):
        parts = []
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                name = value.value.id if isinstance(value.value, ast.Name) else ""
                known = filled(value.value, constants) if name.isupper() else None
                parts.append(known or "7")
            else:
                parts.append(str(ast.literal_eval(value)))
        return re.sub(r"^7 (?=[A-Z])|(?<=[.:]) 7(?= [A-Z]|$)", "", "".join(parts))
    return None


def all_spoken() -> list[tuple[str, int, str]]:
    found = []
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*.py") if (ROOT / source).is_dir() else [ROOT / source]):
            name = str(path.relative_to(ROOT))
            if name not in NOT_IN_THE_CONSOLE:
                found += [(name, line, text) for line, text in spoken(path)]
    return found


def uncoded(text: str, topics: tuple[str, ...]) -> list[str]:
    """The pieces of a text that have no code, but for what stands between."""
    found = phrases(text, topics)
    return [one.text for one in found if one.code is None and one.text.strip(" ·;")] if found else [text]


def test_whatever_the_desk_refuses_with_has_a_code():
    missing = [
        (name, line, piece)
        for name, line, text in all_spoken()
        if text not in TO_A_PAGES_OWN_SYSTEM | PIECES
        for piece in uncoded(text, EVERYTHING)
    ]
    assert not missing, "\n".join(f"{name}:{line}: {piece}" for name, line, piece in missing)


def test_what_an_error_says_of_itself_has_a_code():
    def kinds(kind: type[DeskError]) -> Iterator[type[DeskError]]:
        for one in kind.__subclasses__():
            yield one
            yield from kinds(one)

    assert set(STATUSES) <= set(kinds(DeskError))
    told = {one: one.__doc__ or "" for one in kinds(DeskError) if one.__module__.startswith(IN_THE_CONSOLE)}
    missing = {one.__name__: text for one, text in told.items() if uncoded(text, PROBLEMS)}
    assert missing.keys() == NEVER_BARE, missing


@pytest.mark.parametrize("code", PUT_TOGETHER)
def test_what_is_put_together_is_known_whole(code):
    (found,) = phrases(PUT_TOGETHER[code], EVERYTHING)
    assert found.code == code
    assert all(value for value in found.values.values())


def test_the_files_left_out_are_there():
    assert not [name for name in NOT_IN_THE_CONSOLE if not (ROOT / name).is_file()]


def test_no_code_is_left_over_from_what_nobody_says_any_more():
    said = ""
    for folder in ("desk", "actions", "language"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    said += f"\n{node.value}"
    left_over = {
        code: part
        for code, template in CATALOGUE.items()
        if code not in PUT_TOGETHER and not code.startswith(("words.", "drafts.add", "drafts.leave"))
        for part in re.split(r"\{\w+(?::\w+)?\}", template.english)
        if part.strip(" .,()“”") and part.strip(" .“”") not in said
    }
    assert not left_over, "\n".join(f"{code}: {part}" for code, part in left_over.items())


def test_codes_carry_their_topic_and_their_sentences_differ():
    for path in (ROOT / "desk/web/said").glob("*.json"):
        for code in msgspec.json.decode(path.read_bytes()):
            assert code.startswith(f"{path.stem}."), code
    by_topic = [(code.partition(".")[0], one.english) for code, one in CATALOGUE.items()]
    assert len(by_topic) == len(set(by_topic))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_of_the_tone_check_has_its_sentences(rule):
    assert CATALOGUE[f"tone.{rule.name}.why"].english == rule.why
    assert CATALOGUE[f"tone.{rule.name}.instead"].english == rule.instead


PLATFORMS = [
    one.platform for one in connectors(httpx.AsyncClient(), SystemClock(), "key", ChatPosts(Database(""))).values()
]


def test_each_field_of_each_platform_has_a_label_and_a_help_with_a_code():
    texts = [text for one in PLATFORMS for field in one.fields for text in (field.label, field.help) if text]
    assert [text for text in texts if uncoded(text, ("fields",))] == []
    notes = [one.link_note for one in PLATFORMS if one.link_note]
    assert [text for text in notes if uncoded(text, SENDING)] == []


def test_the_reasons_for_a_place_in_the_queue_are_known_whole():
    since = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
    for intent, severity, escalate in (
        *(("complaint", severity, ()) for severity in SEVERITIES),
        ("question", 0, ()),
        ("other", 0, ()),
        ("complaint", 4, tuple(ESCALATIONS)),
    ):
        for reach in (0, 12_000):
            for minutes in (60, 3 * 24 * 60):
                why = place(
                    promise=Promise(minutes, ROUND_THE_CLOCK.hours),
                    since=since,
                    intent=intent,
                    severity=severity,
                    escalate=escalate,
                    reach=reach,
                ).why
                assert why is None or uncoded(why, ("queue",)) == [], why


def test_several_reasons_are_words_within_the_sentence():
    (found,) = phrases("Escalation: legal threat, press enquiry", ("queue",))
    assert found.code == "queue.escalation"
    assert [one.code for one in found.values["reasons"]] == ["words.legal", None, "words.press"]


@pytest.mark.parametrize("reason", TOLD_ESCALATIONS.values())
def test_why_a_person_must_look_at_once_is_known(reason):
    (found,) = phrases(f"A person must look at once: {reason}.", ("drafts",))
    assert found.values["reasons"][0].code is not None


def test_what_colleagues_taught_is_told_beside_the_reason():
    text = reason_with("“Return a bike” answers it.", ["Leave the pedals on. Thanks."], ["Bye", "See you"])
    assert text is not None
    answers, _, taught = phrases(text, ("drafts",))
    assert (answers.code, answers.values) == ("drafts.answers", {"title": "Return a bike"})
    assert taught.code == "drafts.add-and-leave"
    assert [one.code for one in taught.values["gone"]] == ["words.quoted", "words.and", "words.quoted"]
    assert uncoded(reason_with(None, ["Bye"], []) or "", ("drafts",)) == []


def test_a_title_with_a_full_stop_is_one_value():
    (found,) = phrases("“Returns. How they work” answers it.", ("drafts",))
    assert found.values == {"title": "Returns. How they work"}


def test_what_a_platform_adds_stays_as_it_is_between_what_is_known():
    found = phrases("The receiver answered 401 Unauthorized. Kaputt hier. It passes.", SENDING)
    assert [one.code for one in found if one.text.strip()] == [
        "publishing.receiver-answered",
        None,
        "publishing.passes",
    ]


def test_the_pieces_make_up_the_text():
    text = "Complaint: accusation · seen by 12,000 · promised by 14:05 on 24 November"
    assert "".join(one.text for one in phrases(text, ("queue",))) == text


def test_unknown_words_have_no_phrases_and_neither_have_endless_ones():
    assert phrases("Etwas ganz anderes.", PROBLEMS) == ()
    assert phrases("", PROBLEMS) == ()
    assert phrases("The title is empty. " * LONGEST, PROBLEMS) == ()


def test_a_problem_says_its_message_and_those_of_single_fields():
    problem = Problem("invalid", "The title is empty.", {"fields": {"title": "The title is empty.", "url": "Hm."}})
    error = msgspec.json.decode(msgspec.json.encode(ErrorAnswer(problem)))["error"]
    what = [{"text": "The title", "code": "words.the-title"}]
    told = [{"text": "The title is empty.", "code": "checks.empty", "values": {"what": what}}]
    assert error["said"] == {"message": told, "details.fields.title": told}


def test_a_problem_with_words_that_nobody_knows_is_as_it_was():
    error = msgspec.json.decode(msgspec.json.encode(ErrorAnswer(Problem("conflict", "Nanu?"))))["error"]
    assert error == {"code": "conflict", "message": "Nanu?", "details": {}}
