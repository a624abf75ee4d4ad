"""Everything that is done to the portal, each with a proof that it was."""

import random

from rig.fault import Fault
from rig.network_faults import NetworkFaults
from rig.process_faults import ProcessFaults
from rig.server_faults import ServerFaults
from rig.stack import Stack


class Faults(ProcessFaults, ServerFaults, NetworkFaults):
    """Makes the faults of a stack. Every choice comes from the generator it is given."""

    def __init__(self, stack: Stack, failpoints: dict[str, list[str]]):
        self.stack = stack
        self.servers = stack.servers
        self.failpoints = failpoints

    def draw(self, choice: random.Random) -> Fault:
        """A fault of a kind by lot, then one of that kind."""
        kinds = [self.process, self.network, self.failpoint]
        return choice.choice([*kinds, *kinds, self.broker, self.database])(choice)
