from desk.connectors.instagram.client import InstagramConnector
from desk.simulators.instagram import InstagramSimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestInstagram(ConnectorSuite):
    tells_edits = False
    tells_removals = False

    def simulator(self, world):
        return InstagramSimulator(world)

    def connector(self, client, clock):
        return InstagramConnector(client, clock)
