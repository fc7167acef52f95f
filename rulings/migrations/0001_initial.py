import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import dockets.models.filing
import rulings.models.alerts
from dockets.db.server.create_models import CreateModels
from dockets.db.server.page_marks import drop_mark_triggers, write_mark_triggers

# The words of its versions are in the log, which only those may read who may know the note.
HOLD = """
CREATE FUNCTION rulings_annotation_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A note is not deleted: its versions are on record.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER annotation_stands BEFORE DELETE ON rulings_annotation
FOR EACH ROW EXECUTE FUNCTION rulings_annotation_stands();
"""
LET_GO = """
DROP TRIGGER annotation_stands ON rulings_annotation;
DROP FUNCTION rulings_annotation_stands();
"""

MARKED = {
    "rulings_annotation": "docket_id",
    "rulings_claim": "docket_id",
    "rulings_claim_against": "claim_id",
    "rulings_claim_asserted_by": "claim_id",
    "rulings_correction": "docket_id",
    "rulings_disposition": "ruling_id",
    "rulings_disposition_parties": "disposition_id",
    "rulings_editorial": "docket_id",
    "rulings_hearing": "docket_id",
    "rulings_hearing_about": "hearing_id",
    "rulings_milestone": "docket_id",
    "rulings_motion": "docket_id",
    "rulings_position": "claim_id",
    "rulings_publicchange": "docket_id",
    "rulings_reading": "docket_id",
    "rulings_reference": "docket_id",
    "rulings_repleading": "claim_id",
    "rulings_ruling": "docket_id",
    "rulings_textreading": "docket_id",
    "rulings_timelineevent": "docket_id",
}
FINDING = ("claim_id", "hearing_id", "ruling_id", "disposition_id")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("dockets", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        (
                            "scope",
                            models.CharField(choices=[("read", "read"), ("write", "read and write")], max_length=10),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("begins", models.CharField(max_length=16)),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("last_used_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="api_tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="FeedKey",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="feed_key",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("turn", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="HouseStyle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="house_style_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "docket",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="reading",
                                serialize=False,
                                to="dockets.docket",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=0)),
                        ("record_changed_at", models.DateTimeField(null=True)),
                        ("read_at", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("attempted_change", models.DateTimeField(null=True)),
                        ("error", models.TextField(blank=True)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, db_default="", default="", max_length=32)),
                        ("event_count", models.PositiveIntegerField(default=0)),
                        ("kinds", models.JSONField(default=dict)),
                        ("months", models.JSONField(default=list)),
                        ("details", models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict)),
                        ("routine_count", models.PositiveIntegerField(db_default=0, default=0)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("state", models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name="Annotation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "public_id",
                            models.CharField(
                                default=dockets.models.filing.create_public_id, max_length=16, unique=True
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="annotations",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="annotations",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "made_on",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.filing"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("filing", "the filing"),
                                    ("document", "a document"),
                                    ("ruling", "the ruling"),
                                ],
                                default="filing",
                                max_length=10,
                            ),
                        ),
                        ("document_number", models.PositiveIntegerField(null=True)),
                        ("of_text", models.BooleanField(db_default=False, default=False)),
                        ("exact", models.TextField(blank=True)),
                        ("prefix", models.CharField(blank=True, max_length=200)),
                        ("suffix", models.CharField(blank=True, max_length=200)),
                        ("start", models.PositiveIntegerField(null=True)),
                        ("length", models.PositiveIntegerField(default=0)),
                        (
                            "fit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("exact", "exact"),
                                    ("moved", "moved"),
                                    ("changed", "changed"),
                                    ("orphaned", "orphaned"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("anchored_to", models.CharField(max_length=32)),
                        ("words_key", models.CharField(max_length=32)),
                        ("words_changed_at", models.DateTimeField(null=True)),
                        ("body", models.TextField()),
                        ("excerpt", models.TextField(blank=True)),
                        (
                            "tags",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list
                            ),
                        ),
                        (
                            "mentions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=150), blank=True, default=list
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("private", "Only me"), ("newsroom", "The newsroom"), ("public", "Readers")],
                                default="newsroom",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="annotations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("byline", models.CharField(max_length=150)),
                        ("created_at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("deleted_at", models.DateTimeField(null=True)),
                        ("resolved_at", models.DateTimeField(null=True)),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                        "indexes": [
                            models.Index(fields=["docket", "filing"], name="annotation_place"),
                            models.Index(fields=["filing", "start"], name="annotation_passage"),
                            models.Index(
                                condition=models.Q(("deleted_at", None), ("status", "waiting")),
                                fields=["edited_at"],
                                name="annotation_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("deleted_at", None), ("fit", "orphaned")),
                                fields=["edited_at"],
                                name="annotation_orphaned",
                            ),
                            models.Index(
                                condition=models.Q(("deleted_at", None), ("words_changed_at__isnull", False)),
                                fields=["words_changed_at"],
                                name="annotation_overtaken",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["tags"], name="annotation_tags"),
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["published_at"],
                                name="annotation_published",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("about", "document"), ("document_number__isnull", False)),
                                    models.Q(models.Q(("about", "document"), _negated=True), ("document_number", None)),
                                    _connector="OR",
                                ),
                                name="annotation_of_a_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("of_text", False), ("about", "document"), _connector="OR"),
                                name="annotation_of_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("exact", ""), ("fit", ""), ("start", None)),
                                    models.Q(
                                        models.Q(("exact", ""), _negated=True), models.Q(("fit", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="annotation_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "published"), _negated=True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="annotation_published_sometime",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "waiting"), _negated=True),
                                    ("visibility", "public"),
                                    _connector="OR",
                                ),
                                name="annotation_waits_for_readers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignment",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "editor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("due_on", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="dockets.docket"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("claim", "Claim"),
                                    ("counterclaim", "Counterclaim"),
                                    ("crossclaim", "Cross-claim"),
                                    ("third_party", "Third-party claim"),
                                ],
                                db_default="claim",
                                default="claim",
                                max_length=20,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("ground", models.CharField(blank=True, max_length=300)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "pleading",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="claims",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "asserted_by",
                            models.ManyToManyField(blank=True, related_name="claims_made", to="dockets.party"),
                        ),
                        (
                            "against",
                            models.ManyToManyField(blank=True, related_name="claims_faced", to="dockets.party"),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "number", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"),
                                models.F("kind"),
                                models.F("number"),
                                models.F("pleading"),
                                name="claim_once",
                                nulls_distinct=False,
                            )
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["published_at"],
                                name="claim_published",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector(
                                    "title", "ground", "summary", config="english"
                                ),
                                name="claim_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="desk_marks",
                                to="dockets.docket",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("object_id", models.BigIntegerField()),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_until", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("kind"), models.F("object_id"), name="desk_mark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("holder", None), ("held_until__isnull", False), _connector="OR"),
                                name="desk_held_until_some_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Editorial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editorials",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editorial",
                                to="dockets.filing",
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=200)),
                        ("summary", models.TextField(blank=True)),
                        ("pinned", models.BooleanField(default=False)),
                        ("edited_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"), condition=models.Q(("filing", None)), name="editorial_one_per_case"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("filing__isnull", False), ("pinned", False), _connector="OR"),
                                name="editorial_pins_filings",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["published_at"],
                                name="editorial_published",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector("headline", "summary", config="english"),
                                name="editorial_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hearings",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hearings",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("hearing", "hearing"),
                                    ("trial", "trial"),
                                    ("deadline", "deadline"),
                                    ("release", "release"),
                                ],
                                db_default="hearing",
                                default="hearing",
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("date", models.DateField()),
                        ("starts_at", models.DateTimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=300)),
                        ("judge", models.CharField(blank=True, db_default="", default="", max_length=200)),
                        ("moved_to", models.DateField(blank=True, null=True)),
                        (
                            "vacated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "held_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.filing",
                            ),
                        ),
                        ("read_by_machine", models.BooleanField(default=True)),
                        ("about", models.ManyToManyField(blank=True, related_name="heard_at", to="dockets.filing")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["date"], name="hearing_date")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"),
                                models.F("filing"),
                                models.F("date"),
                                models.F("starts_at"),
                                models.F("title"),
                                name="hearing_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="dockets.docket",
                            ),
                        ),
                        ("date", models.DateField()),
                        ("headline", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("source_url", models.URLField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"), models.F("date"), models.F("headline"), name="milestone_once"
                            )
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["published_at"],
                                name="milestone_published",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector("headline", "text", config="english"),
                                name="milestone_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Motion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "filing",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="motion", to="dockets.filing"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="motions", to="dockets.docket"
                            ),
                        ),
                        ("title", models.TextField(blank=True)),
                        ("read_by_machine", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="rulings.claim",
                            ),
                        ),
                        ("stance", models.CharField(choices=[("for", "for"), ("against", "against")], max_length=8)),
                        ("text", models.TextField()),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(models.F("claim"), models.F("stance"), name="position_once")
                        ],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector("text", config="english"),
                                name="position_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references_made",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("about", "ABOUT"),
                                    ("opposes", "OPPOSES"),
                                    ("replies", "REPLIES"),
                                    ("supports", "SUPPORTS"),
                                    ("decides", "DECIDES"),
                                    ("sets_hearing", "SETS_HEARING"),
                                    ("amends", "AMENDS"),
                                    ("withdraws", "WITHDRAWS"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references_got",
                                to="dockets.filing",
                            ),
                        ),
                        ("target_number", models.CharField(max_length=40)),
                        ("words", models.CharField(blank=True, db_default="", default="", max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("filing"),
                                models.F("relation"),
                                models.F("target_number"),
                                name="reference_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Repleading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="repleadings",
                                to="rulings.claim",
                            ),
                        ),
                        (
                            "pleading",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.filing"
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                choices=[("amended", "Amended"), ("renumbered", "Renumbered"), ("dropped", "Dropped")],
                                max_length=12,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(models.F("claim"), models.F("pleading"), name="repleading_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "annotation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="rulings.annotation",
                            ),
                        ),
                        ("body", models.TextField()),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replies",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        ("deleted_at", models.DateTimeField(null=True)),
                        (
                            "mentions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=150), blank=True, default=list
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "replies",
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "filing",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="ruling", to="dockets.filing"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rulings", to="dockets.docket"
                            ),
                        ),
                        ("date", models.DateField(blank=True, null=True)),
                        ("title", models.TextField(blank=True)),
                        ("standard", models.TextField(blank=True)),
                        ("citation", models.CharField(blank=True, max_length=200)),
                        ("judge", models.CharField(blank=True, db_default="", default="", max_length=200)),
                        ("by_parties", models.BooleanField(db_default=False, default=False)),
                        ("is_complete", models.BooleanField(db_default=False, default=False)),
                        (
                            "text_key",
                            models.CharField(blank=True, db_default="", default="", editable=False, max_length=32),
                        ),
                        ("read_by_machine", models.BooleanField(default=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("date"), descending=True, nulls_last=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="ruling_latest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector("standard", "citation", config="english"),
                                name="ruling_words",
                            ),
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["published_at"],
                                name="ruling_published",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Disposition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ruling",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispositions",
                                to="rulings.ruling",
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispositions",
                                to="rulings.motion",
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispositions",
                                to="rulings.claim",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("granted", "Granted"),
                                    ("denied", "Denied"),
                                    ("denied_without_prejudice", "Denied without prejudice"),
                                    ("in_part", "Granted in part"),
                                    ("moot", "Moot"),
                                    ("withdrawn", "Withdrawn"),
                                    ("deferred", "Deferred"),
                                    ("stricken", "Stricken"),
                                    ("dismissed", "Dismissed"),
                                    ("dismissed_with_prejudice", "Dismissed with prejudice"),
                                    ("dismissed_without_prejudice", "Dismissed without prejudice"),
                                    ("dismissed_with_leave", "Dismissed with leave to amend"),
                                    ("may_proceed", "May proceed"),
                                    ("judgment_for", "Judgment for the claimant"),
                                    ("judgment_against", "Judgment against the claimant"),
                                    ("judgment_in_part", "Judgment for the claimant in part"),
                                    ("not_likely_to_succeed", "Not likely to succeed"),
                                    ("likely_to_succeed", "Likely to succeed"),
                                    ("remanded", "Remanded"),
                                    ("stayed", "Stayed"),
                                    ("affirmed", "Affirmed"),
                                    ("affirmed_as_modified", "Affirmed as modified"),
                                    ("affirmed_in_part", "Affirmed in part, reversed in part"),
                                    ("vacated_in_part", "Affirmed in part, vacated in part"),
                                    ("reversed", "Reversed"),
                                    ("reversed_and_remanded", "Reversed and remanded"),
                                    ("vacated", "Vacated"),
                                    ("vacated_and_remanded", "Vacated and remanded"),
                                    ("appeal_dismissed", "Appeal dismissed"),
                                    ("settled", "Settled"),
                                    ("transferred", "Transferred"),
                                    ("other", "Decided"),
                                ],
                                max_length=32,
                            ),
                        ),
                        ("standard", models.TextField(blank=True, db_default="", default="")),
                        ("reason", models.TextField(blank=True)),
                        ("quotation", models.TextField(blank=True)),
                        ("quoted_from", models.CharField(blank=True, db_default="", default="", max_length=300)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        (
                            "reviews",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reviewed_by",
                                to="rulings.disposition",
                            ),
                        ),
                        ("read_by_machine", models.BooleanField(default=True)),
                        (
                            "parties",
                            models.ManyToManyField(blank=True, related_name="dispositions", to="dockets.party"),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector(
                                    "reason", "quotation", "standard", config="english"
                                ),
                                name="disposition_words",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("ruling"),
                                models.F("motion"),
                                models.F("claim"),
                                models.F("outcome"),
                                models.F("read_by_machine"),
                                name="disposition_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("motion__isnull", False), ("claim__isnull", False), _connector="OR"
                                ),
                                name="disposition_of_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reviews", models.F("id")), _negated=True),
                                name="disposition_reviews_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextReading",
                    fields=[
                        (
                            "filing",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="text_reading",
                                serialize=False,
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        ("key", models.CharField(max_length=32)),
                        ("value", models.JSONField()),
                        ("cites", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                    ],
                ),
                migrations.CreateModel(
                    name="TimelineEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "event_kind",
                            models.CharField(
                                choices=[
                                    ("filing", "filing"),
                                    ("ruling", "ruling"),
                                    ("hearing", "hearing"),
                                    ("deadline", "deadline"),
                                    ("milestone", "milestone"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "hearing",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="event",
                                to="rulings.hearing",
                            ),
                        ),
                        (
                            "milestone",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="event",
                                to="rulings.milestone",
                            ),
                        ),
                        ("date", models.DateField(null=True)),
                        ("at", models.DateTimeField(null=True)),
                        ("sort_date", models.DateField()),
                        ("sort_order", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("complaint", "Complaint"),
                                    ("answer", "Answer"),
                                    ("motion", "Motion"),
                                    ("opposition", "Opposition"),
                                    ("reply", "Reply"),
                                    ("brief", "Brief"),
                                    ("declaration", "Declaration"),
                                    ("exhibit", "Exhibit"),
                                    ("notice", "Notice"),
                                    ("stipulation", "Stipulation"),
                                    ("order", "Order"),
                                    ("opinion", "Opinion"),
                                    ("judgment", "Judgment"),
                                    ("minutes", "Minute entry"),
                                    ("service", "Summons or service"),
                                    ("appearance", "Appearance"),
                                    ("transcript", "Transcript"),
                                    ("letter", "Letter"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, db_default="", default="", max_length=24)),
                        ("routine", models.BooleanField(db_default=False, default=False)),
                        ("state", models.CharField(blank=True, db_default="", default="", max_length=20)),
                        ("since", models.DateField(null=True)),
                        ("headline", models.TextField(blank=True)),
                        ("outcome", models.CharField(blank=True, max_length=32)),
                        ("filed_by", models.TextField(blank=True)),
                        ("side", models.CharField(blank=True, max_length=10)),
                        (
                            "party_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list
                            ),
                        ),
                        ("thread", models.JSONField(default=list)),
                        ("is_corrected", models.BooleanField(db_default=False, default=False)),
                        ("fingerprint", models.CharField(max_length=32)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("event_kind", "ruling")),
                                fields=["-sort_date", "-id"],
                                name="event_rulings",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("routine", False),
                                    ("state__in", ("pending", "briefed", "argued", "not_seen_decided")),
                                ),
                                fields=["sort_date", "id"],
                                name="event_without_ruling",
                            ),
                            models.Index(fields=["docket", "sort_date", "sort_order", "id"], name="event_order"),
                            models.Index(fields=["docket", "kind"], name="event_kind"),
                            django.contrib.postgres.indexes.GinIndex(fields=["party_ids"], name="event_parties"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("filing"),
                                condition=models.Q(("event_kind__in", ["filing", "ruling"])),
                                name="event_one_per_filing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("event_kind__in", ["filing", "ruling"]),
                                        ("filing__isnull", False),
                                        ("hearing", None),
                                        ("milestone", None),
                                    ),
                                    models.Q(
                                        ("event_kind__in", ["hearing", "deadline"]),
                                        ("hearing__isnull", False),
                                        ("milestone", None),
                                    ),
                                    models.Q(
                                        ("event_kind", "milestone"),
                                        ("filing", None),
                                        ("hearing", None),
                                        ("milestone__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="event_is_of_its_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="dockets.docket"
                            ),
                        ),
                        ("seen_at", models.DateTimeField()),
                        ("seen_to", models.DateTimeField()),
                        ("before_at", models.DateTimeField(null=True)),
                        ("before_to", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("user"), models.F("docket"), name="visit_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="dockets.party",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("kind", "What it is"),
                                    ("detail", "What it is about"),
                                    ("headline", "Headline on the timeline"),
                                    ("routine", "Routine"),
                                    ("filer", "Who filed it"),
                                    ("references", "What it refers to"),
                                    ("steps", "What it shows of the course of the case"),
                                    ("days", "Hearings and deadlines that it sets"),
                                    ("held", "Days in court that it reports"),
                                    ("called_off", "Days that it calls off"),
                                    ("attachments", "Its attachments"),
                                    ("state", "How far the motion has come"),
                                    ("status", "Whether the case goes on"),
                                    ("party_name", "Name as shown"),
                                    ("party_side", "Side"),
                                    ("same_party", "Another name of"),
                                    ("counsel", "Counsel"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.JSONField()),
                        ("machine", models.JSONField(null=True)),
                        ("text_key", models.CharField(blank=True, db_default="", default="", max_length=32)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "corrected_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("filing"), models.F("field"), name="correction_once"),
                            models.UniqueConstraint(
                                models.F("party"), models.F("field"), name="correction_once_per_party"
                            ),
                            models.UniqueConstraint(
                                models.F("docket"),
                                models.F("field"),
                                condition=models.Q(("filing", None), ("party", None)),
                                name="correction_once_per_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("field", "status"), ("filing", None), ("party", None)),
                                    models.Q(
                                        ("field__in", ["party_name", "party_side", "same_party", "counsel"]),
                                        ("filing", None),
                                        ("party__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "field__in",
                                                ["status", "party_name", "party_side", "same_party", "counsel"],
                                            ),
                                            _negated=True,
                                        ),
                                        ("filing__isnull", False),
                                        ("party", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_is_of_its_field",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="public_changes",
                                to="dockets.docket",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("object_id", models.BigIntegerField()),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("correction", "Correction"),
                                    ("clarification", "Clarification"),
                                    ("update", "Update"),
                                    ("style", "Style, not shown to readers"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="public_change_latest"),
                            models.Index(fields=["docket", "kind", "object_id"], name="public_change_of"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("what", "style"), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="public_change_is_told",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(HOLD, LET_GO),
        CreateModels(
            [
                migrations.CreateModel(
                    name="HandOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("by_name", models.CharField(max_length=150)),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("due_on", models.DateField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "annotation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hand_overs",
                                to="rulings.annotation",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hand_overs",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hand_overs",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="given_items",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["to", "due_on"], name="hand_over_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("annotation", None), ("filing__isnull", False), _connector="OR"),
                                name="hand_over_of_a_note_has_its_filing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("object_id", models.BigIntegerField()),
                        ("body", models.TextField()),
                        (
                            "mentions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=150), blank=True, default=list
                            ),
                        ),
                        ("asks", models.BooleanField(default=False)),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review_comments",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "writer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [models.Index(fields=["kind", "object_id", "at"], name="review_comment_of")],
                    },
                ),
                migrations.CreateModel(
                    name="PendingVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        ("kind", models.CharField(max_length=20)),
                        ("object_id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("state", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        (
                            "what",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("correction", "Correction"),
                                    ("clarification", "Clarification"),
                                    ("update", "Update"),
                                    ("style", "Style, not shown to readers"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pending_versions",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pending_versions",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"), models.F("object_id"), name="pending_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("what__in", ["", "style"]), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="pending_version_is_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("docket", None),
                                        ("kind__in", ("tracker", "matter", "trackertable", "trackerchange")),
                                    ),
                                    models.Q(
                                        ("docket__isnull", False),
                                        models.Q(
                                            ("kind__in", ("tracker", "matter", "trackertable", "trackerchange")),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="pending_version_of_case",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(write_mark_triggers(MARKED, FINDING), drop_mark_triggers(MARKED, FINDING)),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("anchor", models.SlugField(max_length=80)),
                        ("name", models.CharField(blank=True, max_length=300)),
                        ("topic", models.CharField(blank=True, max_length=100)),
                        ("action", models.CharField(blank=True, max_length=300)),
                        ("sides", models.TextField(blank=True)),
                        ("note", models.TextField(blank=True)),
                        ("own", models.JSONField(blank=True, default=dict)),
                        ("documents", models.JSONField(blank=True, default=list)),
                        ("added_on", models.DateField()),
                        ("removed_on", models.DateField(null=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=150)),
                        ("is_behind", models.BooleanField(db_default=True, default=True)),
                        ("computed_at", models.DateTimeField(null=True)),
                        ("shown_name", models.TextField(blank=True)),
                        ("court", models.CharField(blank=True, max_length=20)),
                        ("court_name", models.CharField(blank=True, max_length=200)),
                        ("docket_count", models.PositiveSmallIntegerField(default=0)),
                        ("filed_on", models.DateField(null=True)),
                        ("last_activity", models.DateField(null=True)),
                        ("next_on", models.DateField(null=True)),
                        ("values", models.JSONField(default=dict)),
                        ("doubt", models.JSONField(null=True)),
                        ("words", models.TextField(blank=True)),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merged_from",
                                to="rulings.matter",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("is_behind", True)), fields=["id"], name="matter_behind"),
                            models.Index(fields=["next_on"], name="matter_next"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("removed_on", None), ("removed_on__gte", models.F("added_on")), _connector="OR"
                                ),
                                name="matter_leaves_after_it_came",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Development",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("words", models.CharField(max_length=500)),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="developments",
                                to="rulings.matter",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Tracker",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waits for a second editor"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_default="published",
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        ("was_public", models.BooleanField(db_default=False, default=False)),
                        ("status_at", models.DateTimeField(blank=True, null=True)),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("standfirst", models.TextField(blank=True)),
                        ("topic", models.CharField(blank=True, max_length=200)),
                        ("methodology", models.TextField(blank=True)),
                        ("inclusion_rule", models.TextField(blank=True)),
                        ("known_gaps", models.TextField(blank=True)),
                        ("byline", models.CharField(blank=True, max_length=200)),
                        ("note", models.TextField(blank=True)),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("newsroom", "The newsroom"), ("public", "Readers")],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("shows_doubts", models.BooleanField(default=True)),
                        ("unchecked_after", models.PositiveSmallIntegerField(default=30)),
                        ("made_at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title", "id"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="matter",
            name="tracker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="matters", to="rulings.tracker"
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="TrackerChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("correction", "Correction"),
                                    ("clarification", "Clarification"),
                                    ("update", "Update"),
                                    ("revision", "Editorial revision"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="changes",
                                to="rulings.matter",
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [models.Index(fields=["tracker", "-at", "-id"], name="tracker_change_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="tracker_change_is_told"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrackerColumn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "key",
                            models.CharField(
                                choices=[
                                    ("dispute", "Dispute"),
                                    ("status", "Where it stands"),
                                    ("latest", "Latest"),
                                    ("next", "Next"),
                                    ("topic", "Topic"),
                                    ("action", "Challenged"),
                                    ("sides", "Who is on which side"),
                                    ("stage", "Stage"),
                                    ("judge", "Judge"),
                                    ("court", "Court"),
                                    ("filed", "Filed"),
                                    ("days", "Days so far"),
                                    ("activity", "Last in court"),
                                    ("checked", "Last checked"),
                                    ("effect", "In effect now"),
                                    ("documents", "Key documents"),
                                    ("own", "A column of our own"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("label", models.CharField(max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "text"),
                                    ("date", "date"),
                                    ("choice", "choice"),
                                    ("number", "number"),
                                    ("link", "link"),
                                ],
                                default="text",
                                max_length=10,
                            ),
                        ),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), blank=True, default=list
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="columns",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("tracker"),
                                models.F("key"),
                                condition=models.Q(("key", "own"), _negated=True),
                                name="tracker_column_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrackerExclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exclusions",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("tracker"), models.F("docket"), name="tracker_exclusion_once"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="TrackerSearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=200)),
                        ("query", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField()),
                        ("asked_at", models.DateTimeField(null=True)),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="searches",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="TrackerCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "search",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="rulings.trackersearch",
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [models.UniqueConstraint("tracker", "docket", name="tracker_candidate_once")],
                    },
                ),
                migrations.CreateModel(
                    name="TrackerStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("name", models.CharField(max_length=80)),
                        ("definition", models.TextField(blank=True)),
                        (
                            "tone",
                            models.CharField(
                                choices=[
                                    ("granted", "Green"),
                                    ("denied", "Red"),
                                    ("mixed", "Amber"),
                                    ("pending", "Grey"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("side", models.CharField(blank=True, max_length=80)),
                        ("is_open", models.BooleanField(default=True)),
                        (
                            "standings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("awaiting", "Nothing decided yet"),
                                        ("relief_granted", "Interim relief granted, in effect"),
                                        ("relief_in_part", "Interim relief granted in part, in effect"),
                                        ("relief_denied", "Interim relief denied"),
                                        ("relief_lapsed", "Temporary order granted, not known to be in effect still"),
                                        ("proceeds", "Motion to dismiss denied"),
                                        ("dismissed", "Motion to dismiss granted"),
                                        ("judgment_for", "Claims decided for the claimants"),
                                        ("judgment_against", "Claims decided against the claimants"),
                                        ("judgment_in_part", "Claims decided for the claimants in part"),
                                        ("ended_undecided", "Ended without a decision"),
                                        ("unknown", "Not known"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statuses",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(models.F("tracker"), models.F("name"), name="tracker_status_once"),
                            models.CheckConstraint(
                                condition=models.Q(("tone__in", ["granted", "denied", "mixed", "pending"])),
                                name="tracker_status_tone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchedLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=200)),
                        ("number_key", models.CharField(max_length=100)),
                        ("year", models.PositiveSmallIntegerField(null=True)),
                        ("serial", models.BigIntegerField(null=True)),
                        ("values", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dockets.court"
                            ),
                        ),
                        (
                            "status",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="rulings.trackerstatus",
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watched_lines",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("tracker"),
                                models.F("court"),
                                models.F("number_key"),
                                name="watched_line_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterState",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("awaiting", "awaiting"),
                                    ("relief_granted", "relief_granted"),
                                    ("relief_in_part", "relief_in_part"),
                                    ("relief_denied", "relief_denied"),
                                    ("relief_lapsed", "relief_lapsed"),
                                    ("proceeds", "proceeds"),
                                    ("dismissed", "dismissed"),
                                    ("judgment_for", "judgment_for"),
                                    ("judgment_against", "judgment_against"),
                                    ("judgment_in_part", "judgment_in_part"),
                                    ("ended_undecided", "ended_undecided"),
                                    ("unknown", "unknown"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField(null=True)),
                        ("is_editors", models.BooleanField(default=False)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("rests_on", models.JSONField(null=True)),
                        ("latest_on", models.DateField(null=True)),
                        ("latest", models.JSONField(null=True)),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="states", to="rulings.matter"
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rulings.tracker",
                            ),
                        ),
                        (
                            "status",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="rulings.trackerstatus",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["tracker", "day"], name="matter_state_of_day")],
                        "constraints": [
                            models.UniqueConstraint(models.F("matter"), models.F("day"), name="matter_state_once"),
                            models.CheckConstraint(
                                condition=models.Q(("until", None), ("until__gt", models.F("day")), _connector="OR"),
                                name="matter_state_lasts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditorsStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editors_statuses",
                                to="rulings.matter",
                            ),
                        ),
                        (
                            "status",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rulings.trackerstatus",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("matter"), models.F("day"), name="editors_status_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterDocket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("relation", models.CharField(blank=True, max_length=100)),
                        ("is_nested", models.BooleanField(default=False)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="dockets", to="rulings.matter"
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rulings.tracker",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(models.F("tracker"), models.F("docket"), name="matter_docket_once")
                        ],
                    },
                ),
            ]
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["tracker", "removed_on"], name="matter_of_tracker"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(models.F("tracker"), models.F("anchor"), name="matter_anchor_once"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                models.F("tracker"), models.F("lead"), condition=models.Q(("removed_on", None)), name="matter_lead_once"
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="NewsMark",
                    fields=[
                        (
                            "docket",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="news_mark",
                                serialize=False,
                                to="dockets.docket",
                            ),
                        ),
                        ("noted_to", models.DateTimeField()),
                        ("status", models.CharField(blank=True, max_length=10)),
                    ],
                ),
                migrations.CreateModel(
                    name="Channel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mail", "E-mail"),
                                    ("slack", "Slack"),
                                    ("teams", "Microsoft Teams"),
                                    ("webhook", "Webhook"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("address", models.CharField(blank=True, max_length=500)),
                        (
                            "secrets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), default=list
                            ),
                        ),
                        ("time_zone", models.CharField(blank=True, max_length=60)),
                        ("digest_at", models.TimeField(default=datetime.time(8, 0))),
                        ("digest_day", models.PositiveSmallIntegerField(default=0)),
                        ("quiet_from", models.TimeField(blank=True, null=True)),
                        ("quiet_to", models.TimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("off_at", models.DateTimeField(null=True)),
                        ("off_why", models.CharField(blank=True, max_length=300)),
                        ("not_before", models.DateTimeField(default=django.utils.timezone.now)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, max_length=32)),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="channels",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("owner"),
                                condition=models.Q(("address", ""), ("kind", "mail")),
                                name="channel_own_mail",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "mail"),
                                        models.Q(
                                            ("owner__isnull", False),
                                            models.Q(("address", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "mail"), _negated=True),
                                        models.Q(("address", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="channel_has_address",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("person_kind", models.CharField(blank=True, max_length=10)),
                        ("person_name", models.CharField(blank=True, max_length=300)),
                        ("search", models.CharField(blank=True, max_length=200)),
                        ("with_related", models.BooleanField(default=True)),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("new_case", "NEW_CASE"),
                                        ("filing", "FILING"),
                                        ("ruling", "RULING"),
                                        ("hearing", "HEARING"),
                                        ("deadline", "DEADLINE"),
                                        ("changed", "CHANGED"),
                                        ("document", "DOCUMENT"),
                                        ("transcript", "TRANSCRIPT"),
                                        ("claim", "CLAIM"),
                                        ("ended", "ENDED"),
                                        ("reopened", "REOPENED"),
                                        ("appealed", "APPEALED"),
                                        ("correction", "CORRECTION"),
                                        ("note", "NOTE"),
                                    ],
                                    max_length=12,
                                ),
                                default=list,
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("complaint", "COMPLAINT"),
                                        ("answer", "ANSWER"),
                                        ("motion", "MOTION"),
                                        ("opposition", "OPPOSITION"),
                                        ("reply", "REPLY"),
                                        ("brief", "BRIEF"),
                                        ("declaration", "DECLARATION"),
                                        ("exhibit", "EXHIBIT"),
                                        ("notice", "NOTICE"),
                                        ("stipulation", "STIPULATION"),
                                        ("order", "ORDER"),
                                        ("opinion", "OPINION"),
                                        ("judgment", "JUDGMENT"),
                                        ("minutes", "MINUTES"),
                                        ("service", "SERVICE"),
                                        ("appearance", "APPEARANCE"),
                                        ("transcript", "TRANSCRIPT"),
                                        ("letter", "LETTER"),
                                        ("other", "OTHER"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200)),
                        ("routine", models.BooleanField(default=False)),
                        (
                            "parties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), default=list
                            ),
                        ),
                        (
                            "lead_days",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 day before"),
                                    (2, "2 days before"),
                                    (3, "3 days before"),
                                    (7, "7 days before"),
                                ],
                                default=2,
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("never", "Only on the page of what I follow"),
                                    ("now", "At once"),
                                    ("hourly", "Every hour, on the hour"),
                                    ("daily", "Once a day"),
                                    ("weekly", "Once a week"),
                                ],
                                default="never",
                                max_length=6,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("paused_at", models.DateTimeField(null=True)),
                        ("since", models.DateTimeField(default=django.utils.timezone.now)),
                        ("channels", models.ManyToManyField(blank=True, related_name="follows", to="rulings.channel")),
                        (
                            "court",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="dockets.court",
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "tracker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="rulings.tracker",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                django.db.models.functions.text.Upper("person_name"),
                                condition=models.Q(("person_name", ""), _negated=True),
                                name="follow_person",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("user"),
                                models.F("docket"),
                                models.F("court"),
                                models.F("tracker"),
                                models.F("person_kind"),
                                django.db.models.functions.text.Upper("person_name"),
                                models.F("search"),
                                name="follow_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("court", None),
                                        ("docket__isnull", False),
                                        ("person_name", ""),
                                        ("search", ""),
                                        ("tracker", None),
                                    ),
                                    models.Q(
                                        ("court__isnull", False),
                                        ("docket", None),
                                        ("person_name", ""),
                                        ("search", ""),
                                        ("tracker", None),
                                    ),
                                    models.Q(
                                        ("court", None),
                                        ("docket", None),
                                        ("person_name", ""),
                                        ("search", ""),
                                        ("tracker__isnull", False),
                                    ),
                                    models.Q(
                                        ("court", None),
                                        ("docket", None),
                                        ("search", ""),
                                        ("tracker", None),
                                        models.Q(("person_name", ""), _negated=True),
                                        models.Q(("person_kind", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("court", None),
                                        ("docket", None),
                                        ("person_name", ""),
                                        ("tracker", None),
                                        models.Q(("search", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="follow_one_subject",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=rulings.models.alerts.create_message_id, max_length=24, unique=True
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("sent", "sent"),
                                    ("failed", "failed"),
                                    ("dropped", "not sent"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("is_test", models.BooleanField(default=False)),
                        ("subject", models.CharField(blank=True, max_length=300)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="rulings.channel",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["channel", "next_at"],
                                name="message_to_send",
                            ),
                            models.Index(fields=["-made_at", "-id"], name="message_latest"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="News",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("new_case", "NEW_CASE"),
                                        ("filing", "FILING"),
                                        ("ruling", "RULING"),
                                        ("hearing", "HEARING"),
                                        ("deadline", "DEADLINE"),
                                        ("changed", "CHANGED"),
                                        ("document", "DOCUMENT"),
                                        ("transcript", "TRANSCRIPT"),
                                        ("claim", "CLAIM"),
                                        ("ended", "ENDED"),
                                        ("reopened", "REOPENED"),
                                        ("appealed", "APPEALED"),
                                        ("correction", "CORRECTION"),
                                        ("note", "NOTE"),
                                    ],
                                    max_length=12,
                                )
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("day", models.DateField(null=True)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("complaint", "Complaint"),
                                    ("answer", "Answer"),
                                    ("motion", "Motion"),
                                    ("opposition", "Opposition"),
                                    ("reply", "Reply"),
                                    ("brief", "Brief"),
                                    ("declaration", "Declaration"),
                                    ("exhibit", "Exhibit"),
                                    ("notice", "Notice"),
                                    ("stipulation", "Stipulation"),
                                    ("order", "Order"),
                                    ("opinion", "Opinion"),
                                    ("judgment", "Judgment"),
                                    ("minutes", "Minute entry"),
                                    ("service", "Summons or service"),
                                    ("appearance", "Appearance"),
                                    ("transcript", "Transcript"),
                                    ("letter", "Letter"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("routine", models.BooleanField(default=False)),
                        (
                            "filed_by",
                            django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list),
                        ),
                        ("lead_days", models.PositiveSmallIntegerField(null=True)),
                        ("headline", models.TextField()),
                        ("words", models.TextField(blank=True)),
                        ("before", models.TextField(blank=True)),
                        (
                            "said_by",
                            models.CharField(choices=[("machine", "MACHINE"), ("editor", "EDITOR")], max_length=10),
                        ),
                        ("state", models.JSONField(default=dict)),
                        (
                            "held",
                            models.CharField(
                                blank=True,
                                choices=[("old", "old when it came"), ("first", "came with the case itself")],
                                max_length=8,
                            ),
                        ),
                        ("spread_at", models.DateTimeField(null=True)),
                        (
                            "docket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="news",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="news",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["docket", "-at"], name="news_of_docket"),
                            models.Index(fields=["-at", "-id"], name="news_latest"),
                            models.Index(condition=models.Q(("spread_at", None)), fields=["id"], name="news_to_spread"),
                        ],
                        "constraints": [models.UniqueConstraint(models.F("docket"), models.F("key"), name="news_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("dropped", models.CharField(blank=True, max_length=12)),
                        (
                            "channel",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="rulings.channel",
                            ),
                        ),
                        (
                            "follow",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="rulings.follow",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="deliveries",
                                to="rulings.message",
                            ),
                        ),
                        (
                            "news",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="rulings.news",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped", ""), ("message", None)),
                                fields=["channel", "due_at"],
                                name="delivery_to_send",
                            ),
                            models.Index(
                                condition=models.Q(("message__isnull", False)),
                                fields=["message"],
                                name="delivery_of_message",
                            ),
                            models.Index(fields=["news", "channel"], name="delivery_of_news"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("follow"), models.F("news"), models.F("channel"), name="delivery_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WantedDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document_number", models.PositiveIntegerField()),
                        ("why", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wanted_documents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wanted_documents",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wanted_documents",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("filing"),
                                models.F("document_number"),
                                models.F("by"),
                                name="wanted_once_by_each",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
