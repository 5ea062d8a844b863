"""What the server changes in Rasa keeps Rasa's promises."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message

from components.rest_channel import RestChannel
from components.server import quicken_actions, run_arguments


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    for name in ("_validate_action_result", "_action_call_format"):
        monkeypatch.setattr(RemoteAction, name, getattr(RemoteAction, name))
    quicken_actions()
    return RemoteAction("action_draft", None)


def test_a_good_answer_of_an_action_passes(patched: RemoteAction) -> None:
    assert patched._validate_action_result({"events": [], "responses": [{"custom": {}}]})


def test_a_bad_answer_of_an_action_is_still_refused(patched: RemoteAction) -> None:
    with pytest.raises(ValidationError):
        patched._validate_action_result({"events": "none"})


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> RestChannel:
    monkeypatch.setattr(RegexMessageHandler, "process", RegexMessageHandler.process)
    monkeypatch.setenv("ASSISTANT_TOKEN", "secret")
    return RestChannel.from_credentials(None)


@pytest.mark.parametrize("text", ["/restart", "/complaint", '/praise{"a": "b"}', " /restart"])
def test_a_slash_stays_text(channel: RestChannel, text: str) -> None:
    message = channel._message({"message": text, "sender": "c"}, CollectingOutputChannel())
    assert message.text == text
    understood = RegexMessageHandler().process([Message({"text": text})])
    assert understood[0].get("intent") is None


@pytest.mark.parametrize(
    "body", [{}, {"message": None}, {"message": 5}, {"message": ["a"]}, {"message": "x" * 10**6, "metadata": 7}]
)
def test_any_body_makes_a_message(channel: RestChannel, body: dict[str, object]) -> None:
    message = channel._message(body, CollectingOutputChannel())
    assert isinstance(message.text, str) and len(message.text) <= 20_000 and message.metadata == {}


def test_without_a_token_the_channel_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_TOKEN", raising=False)
    with pytest.raises(RasaException, match="token"):
        RestChannel.from_credentials(None)


def test_a_graph_run_leanly_gives_what_the_scheduler_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.engine.exceptions import GraphRunError
    from rasa.engine.graph import ExecutionContext, GraphNode, GraphSchema, SchemaNode
    from rasa.engine.runner.dask import DaskGraphRunner

    from components.lean_graph import run_graphs_leanly

    runner = DaskGraphRunner.__new__(DaskGraphRunner)
    nodes = {
        name: SchemaNode(needs=needs, uses=GraphNode, constructor_name="", fn="", config={}, is_target=target)
        for name, needs, target in (("a", {"x": "__in__"}, False), ("b", {"x": "a"}, True), ("c", {"x": "a"}, True))
    }
    runner._graph_schema = GraphSchema(nodes)
    runner._execution_context = ExecutionContext(GraphSchema({}), "test")
    runner._instantiated_nodes = {
        "a": lambda *given: ("a", dict(given)["__in__"] + 1),
        "b": lambda *given: ("b", dict(given)["a"] * 10),
        "c": lambda *given: ("c", dict(given)["a"] * 100),
    }
    monkeypatch.setattr(DaskGraphRunner, "run", DaskGraphRunner.run)
    scheduled = [runner.run({"__in__": 1}), runner.run({"__in__": 2}, ["b"])]
    run_graphs_leanly()
    assert (
        [runner.run({"__in__": 1}), runner.run({"__in__": 2}, ["b"])] == scheduled == [{"b": 20, "c": 200}, {"b": 30}]
    )

    def fail(*given: object) -> None:
        raise RuntimeError("no")

    runner._instantiated_nodes["b"] = fail
    runner.__dict__.pop("_plans")
    with pytest.raises(GraphRunError):
        runner.run({"__in__": 1})


@pytest.mark.parametrize("token", ["abc", "-abc", "--abc", "a=b"])
def test_rasa_takes_any_token_whatever_it_begins_with(token):
    import argparse

    rasa = argparse.ArgumentParser()
    rasa.add_argument("--auth-token")
    rasa.add_argument("--interface")
    rasa.add_argument("--enable-api", action="store_true")
    by_environment = {"ASSISTANT_TOKEN": token}
    told = rasa.parse_args(run_arguments(["run"], by_environment)[1:])
    assert (told.auth_token, told.interface, told.enable_api) == (token, "127.0.0.1", True)
    by_argument: dict[str, str] = {}
    assert rasa.parse_args(run_arguments(["run", "--auth-token", token], by_argument)[1:]).auth_token == token
    assert by_argument["ASSISTANT_TOKEN"] == token
