"""In which order a worker looks through its queues."""

from casetracker.outages.broker import order_queues
from dockets.db.enqueue import Urgency


def test_what_is_urgent_comes_first_and_the_rest_in_turn() -> None:
    assert order_queues(["later", "unknown", "watch", "notices", "celery"]) == [
        "celery", "notices", "later", "watch", "unknown",
    ]  # fmt: skip
    assert order_queues(Urgency, last_taken="later") == ["celery", "notices", "watch", "later"]
    assert order_queues(Urgency, last_taken="watch") == ["celery", "notices", "later", "watch"]
    assert order_queues(Urgency, quiet=False) == ["celery"]
