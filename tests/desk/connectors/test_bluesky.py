"""Bluesky: the connector against its simulator, and what is Bluesky's alone."""

import json

from desk.connectors.bluesky.client import BlueskyConnector
from desk.simulators.bluesky import BlueskySimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestBluesky(ConnectorSuite):
    pushes = False
    tells_edits = False
    tells_removals = False

    def simulator(self, world):
        return BlueskySimulator(world)

    def connector(self, client, clock):
        return BlueskyConnector(client, clock)

    def bodies_of(self, simulator, happened):
        return [json.dumps(simulator.notifications(happened)).encode()]

    def unknown_body(self):
        return b'{"notifications": [{"reason": "like", "uri": "at://a/app.bsky.feed.like/1"}, {"reason": "follow"}]}'

    def test_a_comment_without_words_is_not_lost(self, desk, connection):
        (added,) = desk.parse(payload("picture.json"), connection)
        assert isinstance(added, Added) and added.comment.text == WORDLESS["picture"]
