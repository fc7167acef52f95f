import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

import dockets.models.filing
from dockets.db.server.create_models import CreateModels
from dockets.courts.registry import seed_courts
from dockets.db.server.page_marks import drop_mark_triggers, write_mark_triggers

# What may change is named, so that a column that comes later is held too.
HOLD = """
CREATE FUNCTION dockets_auditentry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND to_jsonb(OLD) - 'docket_id' - 'by_id' = to_jsonb(NEW) - 'docket_id' - 'by_id'
       AND (NEW.by_id IS NULL OR NEW.by_id = OLD.by_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An edit that is on record is neither changed nor deleted.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER auditentry_stands BEFORE UPDATE OR DELETE ON dockets_auditentry
FOR EACH ROW EXECUTE FUNCTION dockets_auditentry_stands();
"""
LET_GO = """
DROP TRIGGER auditentry_stands ON dockets_auditentry;
DROP FUNCTION dockets_auditentry_stands();
"""

MARKED = {
    "dockets_docket": "id",
    "dockets_docketmerge": "merge",
    "dockets_docketrelation": "relation",
    "dockets_filing": "docket_id",
    "dockets_document": "filing_id",
    "dockets_documenttext": "filing_id",
    "dockets_documentpage": "text_id",
    "dockets_observation": "docket_id",
    "dockets_identitydecision": "docket_id",
    "dockets_sheet": "docket_id",
    "dockets_party": "docket_id",
    "dockets_representation": "party_id",
    "dockets_source": "watched",
    "dockets_attorney": "everything",
    "dockets_court": "everything",
}
FINDING = ("id", "merge", "relation", "docket_id", "filing_id", "text_id", "party_id", "watched", "everything")


def write_courts(apps, schema_editor):
    seed_courts(apps.get_model("dockets", "Court"))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Attorney",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("contact", models.TextField(blank=True)),
                        ("firm", models.CharField(blank=True, max_length=300)),
                        ("city", models.CharField(blank=True, max_length=120)),
                        ("fingerprint", models.CharField(max_length=32, unique=True)),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name"], name="attorney_name_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["firm"], name="attorney_firm_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("name"), name="attorney_name_upper"
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("firm"), name="attorney_firm_upper"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Court",
                    fields=[
                        ("id", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("citation", models.CharField(blank=True, max_length=100)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("supreme", "Supreme Court"),
                                    ("appellate", "Court of appeals"),
                                    ("district", "District court"),
                                    ("bankruptcy", "Bankruptcy court"),
                                    ("special", "Special federal court"),
                                    ("state", "State court"),
                                    ("other", "Other court"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("pacer_id", models.CharField(blank=True, db_index=True, max_length=20)),
                        ("time_zone", models.CharField(default="America/New_York", max_length=40)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Payload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("body", models.BinaryField()),
                        ("size", models.PositiveIntegerField()),
                        ("media_type", models.CharField(blank=True, max_length=200)),
                        ("name", models.CharField(blank=True, max_length=500)),
                        ("masked_by", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("received_at", models.DateTimeField()),
                        ("last_received_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Docket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("docket_number", models.CharField(max_length=200)),
                        ("number_key", models.CharField(max_length=100)),
                        ("office", models.CharField(blank=True, max_length=4)),
                        ("year", models.PositiveSmallIntegerField(null=True)),
                        ("case_type", models.CharField(blank=True, max_length=12)),
                        ("serial", models.BigIntegerField(null=True)),
                        ("defendant", models.PositiveIntegerField(null=True)),
                        ("judge_initials", models.CharField(blank=True, max_length=20)),
                        ("case_name", models.TextField(blank=True)),
                        ("pacer_case_id", models.CharField(blank=True, max_length=40)),
                        ("date_filed", models.DateField(null=True)),
                        ("date_terminated", models.DateField(null=True)),
                        ("date_last_filing", models.DateField(null=True)),
                        (
                            "status",
                            models.CharField(
                                blank=True,
                                choices=[("open", "Open"), ("ended", "Ended"), ("unknown", "Not known")],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("ended_on", models.DateField(null=True)),
                        ("ended_how", models.CharField(blank=True, db_default="", default="", max_length=30)),
                        ("assigned_to", models.CharField(blank=True, max_length=300)),
                        ("referred_to", models.CharField(blank=True, max_length=300)),
                        ("cause", models.CharField(blank=True, max_length=500)),
                        ("nature_of_suit", models.CharField(blank=True, max_length=500)),
                        ("jury_demand", models.CharField(blank=True, max_length=200)),
                        ("demand", models.CharField(blank=True, max_length=200)),
                        ("jurisdiction", models.CharField(blank=True, max_length=200)),
                        ("mdl_status", models.CharField(blank=True, max_length=200)),
                        ("division", models.CharField(blank=True, max_length=200)),
                        ("source_url", models.URLField(blank=True, max_length=500)),
                        ("homes_withheld", models.BooleanField(db_default=False, default=False)),
                        ("filing_count", models.PositiveIntegerField(default=0)),
                        ("party_count", models.PositiveIntegerField(default=0)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("record_changed_at", models.DateTimeField(db_index=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("checked_source", models.CharField(blank=True, max_length=40)),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.SearchVector(
                                    "case_name", "docket_number", config="english"
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="dockets", to="dockets.court"
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="dockets.docket",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="docket_search"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["case_name"], name="docket_case_name_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["court", "year", "case_type", "serial"], name="docket_parts"),
                            models.Index(
                                models.OrderBy(models.F("date_last_filing"), descending=True, nulls_last=True),
                                models.F("id"),
                                name="docket_latest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["assigned_to"], name="docket_assigned_to_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("assigned_to"), name="docket_assigned_to_upper"
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("referred_to"), name="docket_referred_to_upper"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("court"), models.F("number_key"), name="docket_one_per_number"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("object_id", models.BigIntegerField()),
                        ("by_name", models.CharField(max_length=150)),
                        ("byline", models.CharField(blank=True, max_length=150)),
                        ("act", models.CharField(blank=True, max_length=10)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                        ("request_id", models.CharField(blank=True, max_length=64)),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audit_entries",
                                to="dockets.docket",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edit",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["kind", "object_id", "-id"], name="audit_history"),
                            models.Index(fields=["-at", "-id"], name="audit_time"),
                            django.contrib.postgres.indexes.HashIndex(
                                condition=models.Q(("request_id", ""), _negated=True),
                                fields=["request_id"],
                                name="audit_request",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("before__isnull", False), ("after__isnull", False), _connector="OR"
                                ),
                                name="audit_of_something",
                            ),
                            models.UniqueConstraint(
                                models.F("kind"),
                                models.F("object_id"),
                                django.db.models.fields.json.KeyTextTransform("version", "after"),
                                condition=models.Q(("act", ""), _negated=True),
                                name="audit_version_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocketMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("moved", models.JSONField(default=dict)),
                        ("merged_at", models.DateTimeField()),
                        ("undone", models.BooleanField(default=False)),
                        (
                            "loser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "winner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="merges", to="dockets.docket"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("loser"), condition=models.Q(("undone", False)), name="docket_merged_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("loser", models.F("winner")), _negated=True),
                                name="docket_merged_into_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocketRelation",
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
                                    ("appeal_of", "appeal of"),
                                    ("appealed_as", "appealed as"),
                                    ("removed_from", "removed from"),
                                    ("remanded_to", "remanded to"),
                                    ("transferred_to", "transferred to"),
                                    ("consolidated_with", "consolidated with"),
                                    ("member_of", "member case of"),
                                    ("refiled_as", "refiled as"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("other_number", models.CharField(max_length=200)),
                        ("other_key", models.CharField(max_length=100)),
                        ("other_name", models.TextField(blank=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("stated", "stated by a source"),
                                    ("suggested", "suggested"),
                                    ("confirmed", "confirmed"),
                                    ("rejected", "rejected"),
                                ],
                                default="stated",
                                max_length=10,
                            ),
                        ),
                        ("ground", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
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
                                related_name="relations",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="related_from",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "other_court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dockets.court"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"),
                                models.F("kind"),
                                models.F("other_court"),
                                models.F("other_key"),
                                name="relation_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocketsApart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("one"), models.F("other"), name="dockets_apart_once"),
                            models.CheckConstraint(
                                condition=models.Q(("one__lt", models.F("other"))), name="dockets_apart_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("size", models.PositiveBigIntegerField()),
                        ("page_count", models.PositiveIntegerField()),
                        ("kept_at", models.DateTimeField()),
                        ("inspection", models.JSONField(null=True)),
                    ],
                    options={
                        "ordering": ["-kept_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document_number", models.PositiveIntegerField()),
                        ("made_as", models.PositiveIntegerField()),
                        ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("upload", "an uploaded file"),
                                    ("courtlistener", "CourtListener"),
                                    ("ocr", "recognised from pictures"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=400)),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="texts",
                                to="dockets.documentfile",
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "withheld",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), db_default=[], default=list, size=None
                            ),
                        ),
                        ("page_count", models.PositiveIntegerField()),
                        ("is_paged", models.BooleanField(default=True)),
                        ("characters", models.PositiveIntegerField()),
                        ("revision", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("masked_by", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("by_name", models.CharField(max_length=150)),
                        ("at", models.DateTimeField()),
                        ("gone_at", models.DateTimeField(null=True)),
                        ("replaced_at", models.DateTimeField(null=True)),
                        ("shown", models.BooleanField(default=True)),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shown", True), _negated=True), ("gone_at", None), _connector="OR"
                                ),
                                name="document_text_shown_stands",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("words", models.TextField(blank=True)),
                        ("read_by", models.CharField(blank=True, db_default="", default="", max_length=100)),
                        ("confidence", models.FloatField(null=True)),
                        ("places", models.JSONField(null=True)),
                        (
                            "cites",
                            models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                        ),
                        (
                            "length",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.text.Length("words"),
                                output_field=models.PositiveIntegerField(),
                            ),
                        ),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("words", 60000), config="english"
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pages",
                                to="dockets.documenttext",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="document_page_search"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("text"), models.F("number"), name="document_page_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.CharField(default=dockets.models.filing.create_public_id, max_length=16)),
                        ("number", models.CharField(blank=True, max_length=40)),
                        ("number_order", models.BigIntegerField(null=True)),
                        ("date_filed", models.DateField(null=True)),
                        ("date_entered", models.DateField(null=True)),
                        ("entered_at", models.DateTimeField(null=True)),
                        ("short_text", models.TextField(blank=True)),
                        ("long_text", models.TextField(blank=True)),
                        ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                        ("pacer_seq_no", models.CharField(blank=True, max_length=40)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("fingerprint", models.CharField(max_length=32)),
                        ("founded_by", models.CharField(blank=True, max_length=32)),
                        ("first_seen", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("missing_since", models.DateTimeField(null=True)),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left(
                                        django.db.models.functions.comparison.Coalesce("long_text", models.Value("")),
                                        60000,
                                    ),
                                    django.db.models.functions.text.Left(
                                        django.db.models.functions.comparison.Coalesce("short_text", models.Value("")),
                                        2000,
                                    ),
                                    config="english",
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="filings",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "possible_duplicate_of",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="possible_duplicates",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["docket", "number_order"], name="filing_number"),
                            models.Index(fields=["docket", "founded_by"], name="filing_founded"),
                            models.Index(
                                condition=models.Q(("merged_into__isnull", False)),
                                fields=["merged_into"],
                                name="filing_merged",
                            ),
                            models.Index(
                                condition=models.Q(("possible_duplicate_of__isnull", False)),
                                fields=["possible_duplicate_of"],
                                name="filing_likely_twin",
                            ),
                            models.Index(
                                models.OrderBy(models.F("date_filed"), descending=True, nulls_last=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="filing_latest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["search"], gin_pending_list_limit=1024, name="filing_search"
                            ),
                            models.Index(fields=["first_seen"], name="filing_came"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("public_id",), name="filing_public_id"),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="documenttext",
            name="filing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="document_texts", to="dockets.filing"
            ),
        ),
        migrations.AddField(
            model_name="documenttext",
            name="made_on",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.filing"),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("description", models.TextField(blank=True)),
                        ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                        ("page_count", models.PositiveIntegerField(null=True)),
                        ("file_size", models.PositiveBigIntegerField(null=True)),
                        ("url", models.URLField(blank=True, max_length=500)),
                        (
                            "filing",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector("description", config="english"),
                                condition=models.Q(("description", ""), _negated=True),
                                name="document_words",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("filing"), models.F("number"), name="document_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=40)),
                        ("number", models.CharField(blank=True, max_length=40)),
                        ("upstream_id", models.CharField(blank=True, max_length=200)),
                        ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                        ("pacer_seq_no", models.CharField(blank=True, max_length=40)),
                        ("date_filed", models.DateField(null=True)),
                        ("date_entered", models.DateField(null=True)),
                        ("entered_at", models.DateTimeField(null=True)),
                        ("short_text", models.TextField(blank=True)),
                        ("long_text", models.TextField(blank=True)),
                        ("documents", models.JSONField(default=list)),
                        (
                            "ambiguous",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), default=list
                            ),
                        ),
                        ("twin", models.PositiveSmallIntegerField(default=0)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("fingerprint", models.CharField(max_length=32)),
                        ("first_seen", models.DateTimeField()),
                        ("first_as_of", models.DateTimeField()),
                        ("last_as_of", models.DateTimeField(null=True)),
                        ("missing_since", models.DateTimeField(null=True)),
                        ("placed_as_of", models.DateTimeField(null=True)),
                        (
                            "docket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="observations",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="dockets.filing",
                            ),
                        ),
                        (
                            "payload",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="dockets.payload",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"), models.F("fingerprint"), name="observation_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("same", "the same filing"), ("different", "not the same filing")],
                                max_length=10,
                            ),
                        ),
                        ("batch", models.CharField(blank=True, db_index=True, max_length=32)),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "decided_by",
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
                                related_name="identity_decisions",
                                to="dockets.docket",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.observation"
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.observation"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("first"), models.F("second"), name="decision_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="decision_ordered"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.TextField()),
                        ("type", models.CharField(blank=True, max_length=200)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("plaintiff", "Plaintiff side"),
                                    ("defendant", "Defendant side"),
                                    ("other", "Others"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        ("twin", models.PositiveSmallIntegerField(default=0)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("extra_info", models.TextField(blank=True)),
                        ("date_terminated", models.DateField(null=True)),
                        ("as_of", models.DateTimeField()),
                        ("info_as_of", models.DateTimeField(null=True)),
                        ("terminated_as_of", models.DateTimeField(null=True)),
                        ("editors_name", models.TextField(blank=True, db_default="", default="")),
                        (
                            "editors_side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("plaintiff", "Plaintiff side"),
                                    ("defendant", "Defendant side"),
                                    ("other", "Others"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("editors_counsel", models.JSONField(null=True)),
                        (
                            "display_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(editors_name="", then=models.F("name")),
                                    default=models.F("editors_name"),
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "display_side",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(editors_side="", then=models.F("side")),
                                    default=models.F("editors_side"),
                                ),
                                output_field=models.CharField(max_length=10),
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="dockets.docket"
                            ),
                        ),
                        (
                            "same_as",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="spellings",
                                to="dockets.party",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "verbose_name_plural": "parties",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name"], name="party_name_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["editors_name"], name="party_editors_name_trgm", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("display_name"), name="party_display_name_upper"
                            ),
                            django.contrib.postgres.indexes.HashIndex(
                                django.db.models.functions.text.Upper("name"),
                                condition=models.Q(("same_as__isnull", False)),
                                name="party_spelling_upper",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("editors_counsel__isnull", False)),
                                fields=["editors_counsel"],
                                name="party_editors_counsel",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("docket"),
                                models.F("type"),
                                models.Func("name", function="md5"),
                                models.F("twin"),
                                name="party_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200), default=list
                            ),
                        ),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("as_of", models.DateTimeField()),
                        (
                            "attorney",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="representations",
                                to="dockets.attorney",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="representations",
                                to="dockets.party",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("party"), models.F("attorney"), name="representation_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=40)),
                        ("as_of", models.DateTimeField()),
                        ("said_at", models.DateTimeField(null=True)),
                        ("complete", models.BooleanField()),
                        ("fingerprint", models.CharField(max_length=32)),
                        (
                            "complete_as_of",
                            django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), default=list),
                        ),
                        ("rows", models.BinaryField(default=b"")),
                        ("mentioned", models.PositiveIntegerField(default=0)),
                        ("seen_at", models.DateTimeField()),
                        ("record", models.JSONField(default=dict)),
                        (
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="dockets.docket"
                            ),
                        ),
                        (
                            "payload",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="dockets.payload"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("docket"), models.F("channel"), name="sheet_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.CharField(max_length=40)),
                        ("url", models.CharField(max_length=500)),
                        (
                            "server",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        then=django.db.models.functions.text.Lower(
                                            models.Func(
                                                "url",
                                                models.Value("/"),
                                                models.Value(3),
                                                function="split_part",
                                                output_field=models.CharField(),
                                            )
                                        ),
                                        url__contains="://",
                                    ),
                                    default=models.F("slug"),
                                ),
                                output_field=models.CharField(max_length=500),
                            ),
                        ),
                        (
                            "keeps",
                            models.CharField(
                                choices=[("known", "the cases of this tracker"), ("all", "every case of the court")],
                                default="all",
                                max_length=5,
                            ),
                        ),
                        ("enabled", models.BooleanField(default=True)),
                        ("reads_once", models.CharField(blank=True, db_index=True, max_length=32)),
                        ("interval", models.DurationField(default=datetime.timedelta(seconds=600))),
                        ("adapts", models.BooleanField(default=True)),
                        ("next_at", models.DateTimeField()),
                        ("validators", models.JSONField(default=dict)),
                        ("newest_item_at", models.DateTimeField(null=True)),
                        ("silent_after", models.DateTimeField(null=True)),
                        ("declares", models.TextField(blank=True)),
                        ("warnings", models.JSONField(default=list)),
                        ("failing_since", models.DateTimeField(null=True)),
                        ("warned_at", models.DateTimeField(null=True)),
                        ("last_attempt_at", models.DateTimeField(null=True)),
                        ("last_success_at", models.DateTimeField(null=True)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("last_error", models.TextField(blank=True)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, max_length=32)),
                        (
                            "added_by",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dockets.court",
                            ),
                        ),
                        (
                            "docket",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sources",
                                to="dockets.docket",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("enabled", True)), fields=["next_at"], name="source_due"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("slug"), models.F("url"), name="source_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source_slug", models.CharField(blank=True, max_length=40)),
                        ("reference", models.CharField(blank=True, max_length=500)),
                        ("batch", models.CharField(blank=True, db_index=True, max_length=32)),
                        ("previews", models.BooleanField(default=False)),
                        ("preview", models.JSONField(default=dict)),
                        ("verdicts", models.JSONField(db_default=[], default=list)),
                        ("done_entries", models.PositiveIntegerField(default=0)),
                        ("total_entries", models.PositiveIntegerField(default=0)),
                        ("counted_from", models.DateTimeField(null=True)),
                        ("counted_to", models.DateTimeField(null=True)),
                        ("cancel_asked", models.BooleanField(default=False)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("preview", "to be confirmed"),
                                    ("queued", "waiting"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("partly", "done, some refused"),
                                    ("refused", "refused"),
                                    ("failed", "failed"),
                                    ("cancelled", "cancelled"),
                                    ("thrown_away", "thrown away"),
                                ],
                                default="queued",
                                max_length=12,
                            ),
                        ),
                        ("queued_at", models.DateTimeField(auto_now_add=True)),
                        ("not_before", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, max_length=32)),
                        ("created", models.PositiveIntegerField(default=0)),
                        ("updated", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("results", models.JSONField(default=list)),
                        ("refused", models.JSONField(default=list)),
                        ("notes", models.JSONField(db_default=[], default=list)),
                        ("error", models.TextField(blank=True)),
                        (
                            "court",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dockets.court",
                            ),
                        ),
                        ("dockets", models.ManyToManyField(related_name="import_runs", to="dockets.docket")),
                        (
                            "replay_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replays",
                                to="dockets.importrun",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "payload",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="dockets.payload"
                            ),
                        ),
                        (
                            "watched",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="runs",
                                to="dockets.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["queued", "running"])),
                                fields=["not_before"],
                                name="import_run_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("attempts__lte", 3)), name="import_run_attempts_bounded"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "running"), _negated=True),
                                    models.Q(
                                        ("lease_until__isnull", False), models.Q(("lease_token", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="import_run_leased",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document_number", models.PositiveIntegerField()),
                        ("pacer_doc_id", models.CharField(max_length=40)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("upload", "an uploaded file"),
                                    ("courtlistener", "CourtListener"),
                                    ("ocr", "recognised from pictures"),
                                ],
                                default="courtlistener",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(blank=True, db_default="", default="", max_length=400)),
                        ("body", models.BinaryField(null=True)),
                        ("form_id", models.CharField(blank=True, db_default="", default="", max_length=64)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("said", models.TextField(blank=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("not_before", models.DateTimeField()),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, db_default="", default="", max_length=32)),
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
                            "filing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="text_requests",
                                to="dockets.filing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["waiting", "running"])),
                                fields=["not_before"],
                                name="text_request_due",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("filing"),
                                models.F("document_number"),
                                condition=models.Q(("status__in", ["waiting", "running"])),
                                name="text_request_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UpkeepEntry",
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
                                    ("backup", "backup"),
                                    ("restore_test", "restore test"),
                                    ("size", "size"),
                                    ("outage", "outage"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("details", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "-at"], name="upkeep_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=200, unique=True)),
                        ("event", models.CharField(blank=True, max_length=60)),
                        ("received_at", models.DateTimeField()),
                        ("deliveries", models.PositiveIntegerField(default=1)),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.importrun",
                            ),
                        ),
                        ("body", models.BinaryField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("not_before", models.DateTimeField(null=True)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, db_default="", default="", max_length=32)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("body__isnull", False)),
                                fields=["not_before"],
                                name="webhook_delivery_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitingFile",
                    fields=[
                        (
                            "run",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="waiting_file",
                                serialize=False,
                                to="dockets.importrun",
                            ),
                        ),
                        ("body", models.BinaryField()),
                        ("media_type", models.CharField(blank=True, max_length=200)),
                    ],
                ),
            ]
        ),
        migrations.AddIndex(
            model_name="documenttext",
            index=models.Index(fields=["filing", "document_number"], name="document_text_place"),
        ),
        migrations.RunSQL(HOLD, LET_GO),
        migrations.CreateModel(
            name="PageMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("docket_key", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("transaction", models.BigIntegerField()),
                ("mark", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("docket_key", "at", "transaction"),
                        include=("mark",),
                        name="page_mark_once_in_transaction",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="documenttext",
            name="pictures_only",
            field=models.BooleanField(db_default=False, default=False),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="ReaderFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "withheld",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), default=list, size=None
                            ),
                        ),
                        ("key", models.CharField(max_length=16)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("running", "running"),
                                    ("done", "done"),
                                    ("failed", "failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("said", models.TextField(blank=True)),
                        (
                            "stretches",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), db_default=[], default=list, size=None
                            ),
                        ),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("asked_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("not_before", models.DateTimeField()),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("lease_token", models.CharField(blank=True, db_default="", default="", max_length=32)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reader_files",
                                to="dockets.documentfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["waiting", "running"])),
                                fields=["not_before"],
                                name="reader_file_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("file"), models.F("key"), name="reader_file_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BroughtFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.CharField(db_index=True, max_length=16)),
                        ("position", models.PositiveIntegerField()),
                        ("name", models.CharField(blank=True, max_length=400)),
                        ("body", models.BinaryField(null=True)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("refused", models.TextField(blank=True)),
                        ("said_filing", models.CharField(blank=True, db_default="", default="", max_length=64)),
                        ("said_number", models.PositiveIntegerField(db_default=0, default=0)),
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
                            "docket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="dockets.docket"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="dockets.textrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(models.F("batch"), models.F("position"), name="brought_file_once")
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(write_mark_triggers(MARKED, FINDING), drop_mark_triggers(MARKED, FINDING)),
        migrations.RunPython(write_courts, migrations.RunPython.noop, elidable=False),
    ]
