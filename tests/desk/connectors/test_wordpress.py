import json

from desk.connectors.wordpress.client import WordPressConnector
from desk.connectors.wordpress.parse import body_of
from desk.simulators.wordpress import WordPressSimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestWordPress(ConnectorSuite):
    pushes = False

    def simulator(self, world):
        return WordPressSimulator(world)

    def connector(self, client, clock):
        return WordPressConnector(client, clock)

    def unknown_body(self):
        return json.dumps([{"id": 5, "type": "pingback", "content": {"rendered": "<p>[…]</p>"}}]).encode()

    def wordless_body(self):
        return json.dumps([{"id": "wordless", "content": {"rendered": '<p><img src="/cat.jpg"></p>'}}]).encode()

    def bodies_of(self, simulator, happened):
        there = [simulator.entry(one.post) for one in happened if one.kind != "removed"]
        edited = [one.post.id for one in happened if one.kind == "edited"]
        gone = [one.post.id for one in happened if one.kind == "removed"]
        return [body_of(there, edited=edited, gone=gone)]
