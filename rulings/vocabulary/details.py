"""What a filing is about. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class Detail(StrEnum):
    """What a filing is about, where that matters more than its kind: for a motion, the papers for and against it, and
    the ruling on it."""

    TRO = "tro"
    PRELIMINARY_INJUNCTION = "preliminary_injunction"
    SUMMARY_JUDGMENT = "summary_judgment"
    MOTION_TO_DISMISS = "motion_to_dismiss"
    IN_LIMINE = "in_limine"
    CLASS_CERTIFICATION = "class_certification"
    SEALING = "sealing"
    EXTENSION = "extension"
    APPEAL = "appeal"
    SETTLEMENT = "settlement"
    DISMISSAL = "dismissal"
    JUDGMENT = "judgment"
    SENTENCING = "sentencing"
    MANDATE = "mandate"


DETAIL_LABELS: dict[Detail, str] = {
    Detail.TRO: "Temporary restraining order",
    Detail.PRELIMINARY_INJUNCTION: "Preliminary injunction",
    Detail.SUMMARY_JUDGMENT: "Summary judgment",
    Detail.MOTION_TO_DISMISS: "Motion to dismiss",
    Detail.IN_LIMINE: "In limine",
    Detail.CLASS_CERTIFICATION: "Class certification",
    Detail.SEALING: "Sealing",
    Detail.EXTENSION: "Extension of time",
    Detail.APPEAL: "Appeal",
    Detail.SETTLEMENT: "Settlement",
    Detail.DISMISSAL: "Dismissal",
    Detail.JUDGMENT: "Judgment",
    Detail.SENTENCING: "Sentencing",
    Detail.MANDATE: "Mandate",
}
