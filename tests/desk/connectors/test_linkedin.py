"""LinkedIn: the connector against its simulator, and what is LinkedIn's alone."""

from desk.connectors.linkedin.client import LinkedinConnector
from desk.simulators.linkedin import LinkedinSimulator
from tests.desk.connectors.suite import ConnectorSuite


class TestLinkedin(ConnectorSuite):
    def simulator(self, world):
        return LinkedinSimulator(world)

    def connector(self, client, clock):
        return LinkedinConnector(client, clock)

    def unknown_body(self):
        return b'{"type": "LEAD_ACTION", "leadAction": "CREATED"}'
