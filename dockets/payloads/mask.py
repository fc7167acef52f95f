"""Masks kept payloads again: where the rules have become stricter, or where it turns out later to which docket a
payload belongs. Called by ``imports.run`` and by ``mask_payloads``.

Observations stay as they were: they keep payload and fingerprint, and a masked payload parses to the same records.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from dockets.models import Court, Docket, ImportRun, Payload
from dockets.models.observation import FORGOTTEN
from dockets.payloads.read import scrub_payload
from dockets.record import address_rules
from dockets.record.records import DocketRecord

RULES = 4
"""Raise this when ``scrub_payload``, or anything that it calls, takes out more than before: kept payloads were masked
by the rules of their time, and ``mask_payloads`` masks them again, and with them the texts of documents, to which the
same rules apply."""


def are_records_of_homes(records: Iterable[DocketRecord]) -> bool:
    """Whether a payload is of a docket in which courts print people's homes."""
    return any(address_rules.prints_homes(record) for record in records)


def are_dockets_of_homes(docket_ids: Iterable[int]) -> bool:
    """The same for stored dockets."""
    return any(
        docket.prints_homes
        for docket in Docket.objects.filter(pk__in=docket_ids).only(
            "court", "nature_of_suit", "cause", "homes_withheld"
        )
    )


def mask_payload_again(payload: Payload, *, name: str, source_slug: str, court: Court | None, private: bool) -> bool:
    """Masks a kept payload by today's rules and records that in ``masked_by``. Returns whether there was anything to
    mask.

    ``private``: it is of a docket in which courts print people's homes.
    """
    with transaction.atomic():
        kept = Payload.objects.select_for_update().get(pk=payload.pk)
        body = bytes(kept.body)
        plain = b"" if body == FORGOTTEN else zlib.decompress(body)
        masked = scrub_payload(plain, name, source_slug, court, private=private) if plain else plain
        if masked == plain:
            Payload.objects.filter(pk=kept.pk).update(masked_by=RULES)
            return False
        sha256 = hashlib.sha256(masked).hexdigest()
        if Payload.objects.filter(sha256=sha256).exists():
            sha256 = kept.sha256  # It came again since and was masked on arrival: these bytes are found under that row.
        words = {"body": zlib.compress(masked, 6), "size": len(masked), "sha256": sha256}
        Payload.objects.filter(pk=kept.pk).update(**words, masked_by=RULES)
    for field, value in words.items():
        setattr(payload, field, value)
    return True


def list_payloads_to_mask() -> Iterator[Payload]:
    """The payloads that were masked by older rules, each without its body. A payload that is masked is no longer
    listed, so an interrupted run continues where it stopped."""
    last = 0
    rows = Payload.objects.filter(masked_by__lt=RULES).defer("body").order_by("pk")
    while payload := rows.filter(pk__gt=last).first():
        last = payload.pk
        yield payload


def mask_payloads_of_run(run: ImportRun) -> None:
    """Masks payloads of a run's dockets that were kept before it was known that courts print people's homes there, and
    deletes the texts that previews of these dockets had stored."""
    of_run = Q(import_runs=run) | Q(merged_into__import_runs=run)
    dockets = Docket.objects.filter(of_run, homes_withheld=True).values_list("pk", flat=True)
    if not (known := list(dockets.distinct())):
        return
    spoken_of = Payload.objects.filter(
        Q(observations__docket__in=known) | Q(runs__dockets__in=known), masked_by__lt=RULES
    )
    for payload in Payload.objects.filter(pk__in=spoken_of.values("pk")).defer("body").order_by("pk"):
        mask_payload_by_imports(payload)
    for previewed in ImportRun.objects.filter(dockets__in=known, preview__dockets__0__isnull=False).distinct():
        previewed.preview["dockets"] = []
        previewed.save(update_fields=["preview"])


def mask_payload_by_imports(payload: Payload) -> bool:
    """Masks a payload, with name, source and court as in its newest import, and by what is known of the dockets that it
    mentions."""
    run = ImportRun.objects.filter(payload=payload).select_related("court").order_by("-pk").first()
    dockets = set(Docket.objects.filter(import_runs__payload=payload).values_list("pk", flat=True))
    dockets |= set(payload.observations.values_list("docket", flat=True).distinct())
    courts = Court.objects.filter(dockets__in=dockets).distinct()
    (only,) = courts[:1] if len(courts) == 1 else (None,)
    return mask_payload_again(
        payload,
        name=run.reference if run else payload.name,
        source_slug=run.source_slug if run else "",
        court=(run.court if run else None) or only,
        private=are_dockets_of_homes(dockets),
    )
