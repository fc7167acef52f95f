"""The payloads of ``tests/data`` and the courts they are from."""

from dockets.record.records import CourtFacts
from tests.support.data import DATA

WAWD = CourtFacts("wawd", "wawd", "America/Los_Angeles")
MAD = CourtFacts("mad", "mad", "America/New_York")
DCD = CourtFacts("dcd", "dcd", "America/New_York")
ARIZONA = CourtFacts("arb", "azb", "America/Phoenix")
CA9 = CourtFacts("ca9", "ca9", "America/Los_Angeles")
ILNB = CourtFacts("ilnb", "ilnb", "America/Chicago")
NYED = CourtFacts("nyed", "nyed", "America/New_York")


def payload(name: str) -> bytes:
    return (DATA / name).read_bytes()
