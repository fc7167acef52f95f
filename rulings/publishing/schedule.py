"""When what editors have scheduled changes what follows from a docket. Called by ``interpret_docket``, which is due
again then."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Least

from dockets.db.functions import StatementTime
from rulings.models import Claim, Milestone, Publication, Ruling
from rulings.models.publication import PublicationStatus

_FOLLOWED = (Claim, Milestone, Ruling)
"""What readers see of these decides lines of the timeline, states of motions and the account."""


def _select_next(model: type[Publication]) -> Subquery:
    rows: QuerySet[Any] = model._default_manager.filter(published_at__gt=StatementTime())
    waiting = rows.filter(docket=OuterRef("pk"), status=PublicationStatus.PUBLISHED)
    return Subquery(waiting.order_by("published_at").values("published_at")[:1])


NEXT_PUBLICATION = Least(*map(_select_next, _FOLLOWED))
"""For a query of dockets: the first moment yet to come at which something of each is published; None where nothing is
scheduled."""
