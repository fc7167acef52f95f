"""What is read out of a docket has no homes either, once it turns out that courts print them there."""

import pytest

from casetracker.pipeline.import_now import import_now
from rulings.models import TimelineEvent
from tests.dockets.payloads.test_masking import HEAD
from tests.dockets.upsert.test_withhold import IMMIGRATION, says
from tests.support import factories

pytestmark = pytest.mark.django_db

ORDER = (
    '1,2024-01-02,"MOTION for Temporary Restraining Order by Rosa Lim, with the address 9 Oak St, Mesa, AZ'
    ' 85201",,,,\n2,2024-01-03,"ORDER granting 1 Motion for Temporary Restraining Order of Rosa Lim, of the address 9'
    " Oak St, Mesa, AZ 85201. Hearing set for 2/1/2024 at 10:00 AM in Courtroom 3. NOTICE OF APPEAL 23-1234 by Rosa"
    ' Lim, with the address 9 Oak St, Mesa, AZ 85201",,,,\n'
)


def test_the_reading_follows_the_record() -> None:
    factories.court("wawd")
    about = "# court: wawd\n# docket number: 2:21-cv-00031\n# case name: Lim\n{}" + HEAD
    import_now((about.format("") + ORDER).encode(), name="tracker.csv")
    assert "dockets_filing" in says("Oak St") and TimelineEvent.objects.exists()
    import_now(
        (about.format(f"# nature of suit: {IMMIGRATION}\n") + '3,2024-01-04,"NOTICE",,,,\n').encode(), name="more.csv"
    )
    assert says("Oak St") == []
