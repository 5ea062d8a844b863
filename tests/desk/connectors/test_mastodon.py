"""Mastodon: the connector against its simulator, and what is Mastodon's alone."""

import json

from desk.connectors.mastodon.client import MastodonConnector
from desk.simulators.mastodon import MastodonSimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestMastodon(ConnectorSuite):
    pushes = False
    tells_removals = False

    def simulator(self, world):
        return MastodonSimulator(world)

    def connector(self, client, clock):
        return MastodonConnector(client, clock)

    def bodies_of(self, simulator, happened):
        return [json.dumps(simulator.notifications(happened)).encode()]

    def unknown_body(self):
        return b'[{"id": "1", "type": "favourite", "status": {"id": "2"}}, {"id": "2", "type": "follow"}]'

    def wordless_body(self):
        status = {"id": "wordless", "content": '<p><span class="h-card">@<span>shop</span></span></p>',
                  "media_attachments": [{"type": "image"}]}  # fmt: skip
        return json.dumps([{"id": "1", "type": "mention", "status": status}]).encode()
