"""What a filing is about (a restraining order, summary judgment, an extension …), and whether it is routine.

What stands first in the text counts: a "MOTION for Extension of Time to Respond to Motion to Dismiss" asks for time, and a
"MOTION to Seal Exhibit to Motion for Summary Judgment" for secrecy.
"""

import re

from rulings.reading.references import SENTENCE_END
from rulings.reading.text import Line
from rulings.words import Detail, Kind

_ABOUT: dict[Detail, str] = {
    Detail.TRO: r"temporary (?:and preliminary )?restraining order|\btro\b",
    Detail.PRELIMINARY_INJUNCTION: r"preliminary (?:and permanent )?injunction|preliminary injunctive",
    Detail.SUMMARY_JUDGMENT: r"summary (?:judge?ment|adjudication)|judgment as a matter of law before trial",
    Detail.MOTION_TO_DISMISS: r"(?:motions?|application|request|moves?) to (?:partially )?dismiss\b|motion for dismissal"
    r"|judgment on the pleadings|\b12\(b\)\(\d\)",
    Detail.IN_LIMINE: r"\bin limine\b|\bdaubert\b",
    Detail.CLASS_CERTIFICATION: r"(?:certify|certification of) (?:the |a )?(?:\w+ )?class\b|class certification"
    r"|conditional(?:ly)? certif",
    Detail.SEALING: r"\b(?:un)?seal(?:ing)?\b(?! envelope)|\bunder seal\b|\bredact(?:ion|ing)?\b(?= (?:of )?transcript)",
    Detail.EXTENSION: r"(?:extension|enlargement) of (?:the )?(?:time|deadline|page)"
    r"|extend(?:ing)? (?:the |of )?(?:time|deadline)|time to [a-z ]{2,60}? be (?:adjourned|extended|enlarged)"
    r"|(?:to|for) (?:an )?(?:extend|extension|enlarge|continue|continuance|adjourn|postpone|reschedule)\b|^(?:adjourn"
    r"|continue|extend)\b|\bcontinuance\b",
    Detail.APPEAL: r"notice of (?:\w+ )?(?:cross-?)?appeal|(?:leave|permission) to appeal\b|certificate of appealability|\busca\b"
    r"|appeal (?:record|fee|transmi)|record on appeal|\bon appeal from\b|court of appeals",
    Detail.SETTLEMENT: r"\bsettle(?:ment|d)?\b(?! conference)|compromise\b|consent decree",
    Detail.DISMISSAL: r"\bdismissal\b|\bdismiss(?:ing|ed)? (?:the |this )?(?:case|action|complaint|petition|claims?|appeal|with"
    r"|defendants?|part(?:y|ies)|counts?)\b|\bdismissing\b",
    Detail.JUDGMENT: r"\bjudge?ments?\b|\bverdict\b",
    Detail.SENTENCING: r"\bsentenc(?:ing|e|ed)\b|presentence",
    Detail.MANDATE: r"\bmandate\b",
}
_FIRST = re.compile(
    rf"\b(?=[1acdefijlmnoprstuv])(?:{'|'.join(f'(?P<{one.value}>{pattern})' for one, pattern in _ABOUT.items())})"
)
"""The look-ahead lets most places of a text fail at once."""
_ABOUT_NOTHING = frozenset({Kind.COMPLAINT, Kind.ANSWER, Kind.SERVICE, Kind.APPEARANCE, Kind.TRANSCRIPT})
_NOT_OF_CLERKS = frozenset({Detail.JUDGMENT, Detail.SEALING, Detail.EXTENSION})
"""Words that stand in the names of offices and of a clerk's own entries: "Transmission to Judgments and Orders Clerk"."""
_ENDORSED = re.compile(r"memo[ -]?endorse|endorsed letter")
"""What the letter asks for stands in the judge's second sentence."""
_READ = 300
"""Characters that are looked at behind the opening phrase."""

_ROUTINE_KINDS = frozenset({Kind.APPEARANCE, Kind.SERVICE})
_NEVER_ROUTINE = frozenset({Kind.COMPLAINT, Kind.ANSWER, Kind.JUDGMENT, Kind.OPINION, Kind.MINUTES})
_ROUTINE = re.compile(
    r"\b(?:order of reference|reassign|declin\w+ (?:to|of) (?:magistrate|consent)|manual filing|witness list"
    r"|mediation questionnaire|docketing (?:statement|notice|letter)|notice of docketing|payment of|designation of record"
    r"|transmittal|certified list|unavailability|(?:judge|party|counsel|attorney)\b(?:[^.;]|\b\w\.){2,120} (?:added|removed)\b"
    r"|summary of schedules|schedules? [a-j]\b|statement of (?:financial affairs|social security|intention|current monthly"
    r"|related)|means test|list of (?:creditors|equity)|equity security|disclosure of compensation|tax (?:returns?|documents?)"
    r"|^circulated\b|record received|instructional form|acknowledge?ment (?:letter|and notice)|note to attorney"
    r"|deleted document|mediat(?:or|ion) (?:referral|assign)|standing order|individual (?:rules|practices)"
    r"|change of (?:law )?firm|electronic (?:filing|access|service)|ecf registration|pro hac vice"
    r"|appear (?:as attorney )?(?:pro hac|phv)|withdraw(?:al)? (?:as|of) (?:counsel|attorney|appearance)"
    r"|substitut(?:e|ion) (?:of )?(?:counsel|attorney)|(?:change|update) of (?:address|firm|counsel|contact)"
    r"|(?:corporate|financial|corp\.) (?:disclosure|interest)"
    r"|certificate of interested|(?:set|reset|terminate|set/reset) (?:\w+[ /&]*){0,3}(?:deadlines|hearings)"
    r"|docket annotation|\bremark\b|case (?:assigned|designated|opening|reassigned|eligible)"
    r"|(?:notice of )?(?:case )?(?:re)?assignment|quality control|notice to (?:filer|attorney|counsel)"
    r"|(?:notice|deficiency).{0,20}(?:deficien|correct)|civil (?:case )?(?:cover|information) sheet"
    r"|consent to (?:electronic|jurisdiction|magistrate)|receipt (?:number|of)"
    r"|(?:initial|mandatory) (?:disclosures|chambers|guidelines)|adr (?:program|certification)"
    r"|request for (?:special )?notices?(?! of)|rule 7\.1|identifying corporate|\bao ?1?2[01]\b"
    r"|regarding (?:a )?(?:copyright|patent|trademark)|on the filing of an action|determination of an action"
    r"|automatic docket|transmission to|so designated|deposition|cja ?2|documents sent|notice of entry"
    r"|statement of corporate|non-?response|argument acknowledge?ment|copies? mailed|proof of (?:service|mailing)"
    r"|notice of (?:availability|electronic)|been added|creditor matrix|\bmatrix\b"
    r"|transcript (?:ordered|order form|order|designation|request)|notice of filing of (?:official )?transcript"
    r"|court reporter|acknowledge?ment deadline|(?:setting|notice of) acknowledge?ment"
    r"|record (?:retained|returned|transmitted|sent)|appeal record|(?:certified|indexed|original) record"
    r"|transmission of (?:notice|appeal|record)|mail returned|returned mail|undeliverable"
    r"|certification (?:of|as to) interested|interested parties|corporate ownership|adr (?:pilot )?program"
    r"|\bform [a-z0-9]{1,2}-[a-z0-9]{1,2}\b"
    r"|(?:respondent|petitioner|appell\w+|party|attorney|counsel|judge)\b[^.;]{0,80}?(?<!granted), terminated"
    r"|meeting of creditors|341\(a\)|monthly (?:operating|income)|operating report|credit counsel|employee income"
    r"|pay(?:ment)? advices|domestic support|certificate of (?:no response|credit|notice|mailing)|financial management"
    r"|personal financial|close[ds]? adversary|adversary case \S* ?closed|adversary case closed|blanket consent"
    r"|service of (?:[\w.,'\u2019&\- ]{0,80}?)?(?:discovery|interrogator|requests? for (?:production|admission)|disclosures)"
    r"|referr(?:ing|al) (?:of )?(?:case|action|matter)|order referring case|assigning (?:action|case)"
    r"|case (?:reassigned|referred)|waiver of service|praecipe|exhibit list|claims register"
    r"|filing of official transcript|set/clear flags|oral argument statement|notice to creditors|attorney, (?:[^.;]"
    r"|\b\w\.){0,80}?(?:substituted|terminated|added)\b|case manager"
    r"|staff note|^the record (?:for|from)|defective document|to be terminated|^transcript, \[\d+\], has been filed|(?:add"
    r"|terminat)\w* (?:party|parties|attorney)"
    r"|summons(?:es)? (?:issued|requested)|proposed summons|electronic notice|related case)"
)

_OF_SCHEDULING = re.compile(
    r"\b(?:re|regarding)\b:? [^.;]{0,80}?\b(?:schedul|adjourn|availab|conference (?:date|call)|extension of time)"
)


def detail(kind: Kind, line: Line, noun_end: int) -> Detail | None:
    """What a prepared text is about; None where it names nothing of the list."""
    if kind in _ABOUT_NOTHING:
        return None
    stop = None if _ENDORSED.match(line.low) else SENTENCE_END.search(line.low, noun_end, noun_end + _READ)
    found = _FIRST.search(line.low, 0, stop.start() if stop else noun_end + _READ)
    about = Detail(found.lastgroup or "") if found else None
    return None if kind is Kind.OTHER and about in _NOT_OF_CLERKS else about


def routine(kind: Kind, line: Line, noun_end: int) -> bool:
    """Whether a prepared text changes nothing in the case."""
    if kind in _NEVER_ROUTINE:
        return False
    if kind is Kind.LETTER and _OF_SCHEDULING.search(line.low):
        return True
    return kind in _ROUTINE_KINDS or bool(_ROUTINE.search(line.low, 0, noun_end + 100))
