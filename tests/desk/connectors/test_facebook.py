from desk.connectors.facebook.client import FacebookConnector
from desk.simulators.facebook import FacebookSimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestFacebook(ConnectorSuite):
    def simulator(self, world):
        return FacebookSimulator(world)

    def connector(self, client, clock):
        return FacebookConnector(client, clock)
