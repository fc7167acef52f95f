"""Whether a filing changes nothing in the case: appearances, summonses, fees, a clerk's own entries.

Pages collapse what is routine, so a rule here has to be sure. A motion, an order or a brief is routine only for what it
asks (to appear pro hac vice, a case referred), and a notice of appeal never is, whatever fee the same text says was
paid.
"""

import re

from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import Kind

_ROUTINE_KINDS = frozenset({Kind.APPEARANCE, Kind.SERVICE})
_NEVER_ROUTINE = frozenset({Kind.COMPLAINT, Kind.ANSWER, Kind.JUDGMENT, Kind.OPINION, Kind.MINUTES})
_ASK_OR_DECIDE = frozenset({Kind.MOTION, Kind.ORDER, Kind.STIPULATION, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF})
_OF_COUNSEL_AND_JUDGES = (
    r"pro hac vice|appear (?:as attorney )?(?:pro hac|phv)|withdraw(?:al)? (?:as|of) (?:counsel|attorney|appearance)"
    r"|substitut(?:e|ion) (?:of )?(?:counsel|attorney)"
    r"|(?:change|update) of (?:address|firm|counsel|contact|(?:law )?firm)|order of reference|(?<!motion to )reassign"
    r"|declin\w+ (?:to|of) (?:magistrate|consent)|manual filing|electronic (?:filing|access|service)|ecf registration"
    r"|mediat(?:or|ion) (?:referral|assign)|standing (?:\w+ )?order|individual (?:rules|practices)|so designated"
    r"|referr(?:ing|al) (?:of )?(?:case|action|matter)|order referring (?:case|motion)"
    r"|case (?:assigned|reassigned|referred)"
    r"|be referred to the clerk|assigning (?:action|case)|notice of entry|documents sent|blanket consent"
    r"|time schedule order|^memorandum (?:regarding|re) [^;]{4,160}\. motions? referred to|payment of fee"
    r"|\bao ?1?2[01]\b"
    r"|consent to (?:electronic|jurisdiction|magistrate|(?:proceed|trial)[^.;]{0,40} magistrate)|prisoner authorization"
    r"|close[ds]? adversary|(?:law )?firm affiliation|28 u\.?s\.?c\.? (?:section |\u00a7 ?)?636\(c\)"
    r"|consent/declination|magistrate (?:judge )?consent"
)
"""Routine in filings of every kind."""
_OF_CLERKS = (
    r"witness list|exhibit list|list of (?:exhibits|witnesses)|claims register|case manage(?:r|ment staff)|staff note"
    r"|mediation questionnaire|docketing (?:statement|notice|letter)|^(?:[\w-]+ ){0,3}payment of|designation of record"
    r"|transmittal|certified list|unavailability"
    r"|(?:judge|party|counsel|attorney)\b(?:[^.;]|\b\w\.){2,120} (?:added|removed)\b|summary of schedules"
    r"|schedules? [a-j]\b|statement of (?:financial affairs|social security|intention|current monthly|related)"
    r"|means test|list of (?:creditors|equity)|equity security|disclosure of compensation|tax (?:returns?|documents?)"
    r"|^circulated\b|record received|instructional form|acknowledge?ment (?:letter|and notice)|note to attorney"
    r"|deleted document|mediator assign|(?:corporate|financial|corp\.) (?:disclosure|interest)"
    r"|certificate of interested|(?:set|reset|terminate|set/reset) (?:\w+[ /&]*){0,3}(?:deadlines|hearings)"
    r"|set/clear flags|docket annotation|\bremark\b|case (?:designated|opening|eligible)"
    r"|(?:notice of )?(?:case )?assignment|quality control|^qc\b|notice to (?:filer|attorney|counsel)"
    r"|(?:notice|deficiency).{0,20}(?:deficien|correct)|defective document|corrective entry|incorrect (?:entry|event)"
    r"|placed in file|cover sheet|information (?:sheet|statement)|^(?:\w+ ){0,2}receipt (?:number|of|for)\b"
    r"|receipt of\b|appeal fees?\b|fees? paid\b|usca case number|certified copy of (?:the )?notice"
    r"|(?:mandatory|chambers) (?:disclosures|chambers|guidelines)|initial (?:disclosures?|chambers|guidelines)"
    r"|expert (?:witness )?disclosures?|adr (?:pilot )?(?:program|certification)"
    r"|(?:need|selection) (?:for|of) (?:adr|mediator)|request for (?:special )?notices?(?! of)|rule 7\.1|rule 26\.1"
    r"|7\.1 disclosure|identifying corporate|disclosure of (?:corporate|interested|affiliat)"
    r"|interested (?:persons|entities|parties)|corporate ownership|statement of corporate"
    r"|certification (?:of|as to) interested|certificate of (?:good standing|compliance)"
    r"|regarding (?:a )?(?:copyright|patent|trademark)|on the filing of an action|determination of an action"
    r"|automatic docket|transmission (?:to|of)|^deposition\b|(?:notice|designation|return)\b[^.;]{0,60} depositions?\b"
    r"|cja ?2[0-9]?|non-?response|argument acknowledge?ment|copies? mailed|proof of (?:service|mailing)|mail returned"
    r"|returned mail|undeliverable"
    r"|notice of (?:availability|electronic|expert|taking|discovery|pendency|right to consent|lodg|conventional)"
    r"|^(?:attorney|counsel|part(?:y|ies)|judge)s?,? [^;\[]{2,160}? (?:added|removed|terminated|substituted)\b"
    r"|pro se (?:litigant|package|packet|handbook|assistance|information)|practices and procedures"
    r"|notice of local rules"
    r"|(?:certificate|notice) of (?:appeal )?readiness|^error\b|^(?:set|clear|remove) flags?\b|^statement of intent\b"
    r"|pre-?argument statement|^caption,? (?:updated|amended|corrected)|transmitted record"
    r"|^record on appeal (?:filed|received)"
    r"|^(?:\w+ )?subpoenas? (?:issued|returned|re-?issued|served)|notice of (?:\w+ ){0,3}(?:case )?docketing"
    r"|been added|creditor matrix|\bmatrix\b|internet citation"
    r"|transcript (?:ordered|order form|order|designation|request|due|deadline)|^(?:\w+ )?court reporter"
    r"|acknowledge?ment deadline|(?:setting|notice of) acknowledge?ment|redaction request"
    r"|intent to (?:request )?redact|record (?:retained|returned|transmitted|sent)|appeal record"
    r"|(?:certified|indexed|original) record|^the record (?:for|from)|oral argument statement"
    r"|\bform [a-z0-9]{1,2}-[a-z0-9]{1,2}\b"
    r"|(?:respondent|petitioner|appell\w+|party|attorney|counsel|judge)\b[^.;]{0,80}?(?<!granted), terminated"
    r"|attorney, (?:[^.;]|\b\w\.){0,80}?(?:substituted|terminated|added)\b|to be terminated"
    r"|(?:add|terminat)\w* (?:party|parties|attorney)|judge update|exhibits? returned|email notification"
    r"|meeting of creditors|341(?:\(a\)| meeting)|monthly (?:operating|income)|operating report|credit counsel"
    r"|employee income|pay(?:ment)? advices|domestic support|certificate of (?:no response|credit|notice|mailing)"
    r"|financial management|personal financial|adversary case \S* ?closed|report of no distribution|transfer of claim"
    r"|notice to creditors|requirement to file|prisoner (?:trust|account)|(?:inmate|trust fund) account"
    r"|process receipt|usm.?285|^notice (?:re:? )?(?:notice )?(?:of |re:? )?service"
    r"|service of (?:[\w.,'\u2019&\- ]{0,80}?)?(?:discovery|interrogator"
    r"|requests? for (?:production|admission)|disclosures)"
    r"|waiver of service|praecipe|summons(?:es)? (?:issued|requested)|proposed summons|related case"
    r"|electronic notice\b(?! (?:(?:re)?set|(?:re)?schedul|cancel|continu|of (?:hearing|cancel|resched)))"
    r"|^transcript, \[\d+\], has been filed|filing (?:of )?(?:official )?(?:electronic )?transcript"
    r"|notice of docketing|util - "
    r"|deficiency notice|reference to pro se|declination to proceed|^(?:[\w.-]+ ){0,3}fees? (?:due|received)\b"
    r"|docket (?:entry )?correction|error notice|filing error"
    r"|^cop(?:y|ies) (?:of [\w ]{2,20} )?(?:mailed|distributed|sent)\b|^mailed notice|^proof of claim\b"
    r"|certificate of (?:final payment|readability|confidentiality|discovery|discovery service)|^amended schedules?\b"
    r"|declaration (?:[\w ]+ )?(?:for|concerning|re:?) (?:debtor'?s'? )?(?:schedules|electronic filing)|pay stubs"
    r"|mortgage (?:payment change|fees)|final cure|possible dividend|notice of (?:filing fee|assets)|^certified cop"
    r"|(?:attorney|party|counsel|judge)(?:\(s\))? added\b|added (?:attorney|party)|counsel status|caption amended"
    r"|docketing forms|transcript acknowledgment|paper copies|record request|re:? appearance of counsel|fee status"
    r"|speedy trial report|pretrial services report|rule 26\([af]\)(?:\(1\))? (?:initial )?disclosures?"
    r"|(?:documents|roa) (?:sent|received)|consent to the filing|business proprietary|waiver of oral argument"
    r"|attorney update"
    r"|appeal notification|(?:docket sheet|notice of appeal|record)[^.;]{0,40} (?:transmitted|forwarded) to\b"
    r"|^set(?:/reset)? motion and r&r|^terminate motions|^service by publication|certified mail receipt|^filing fee:? "
    r"|firm name change|docket text modif|notice to filing|word count (?:compliance )?certif"
    r"|meet[ -]and[ -]confer (?:statement|certif)|^add and term\w* (?:attorney|part)|notice of error\b"
    r"|answer due deadline updated|patents? and trademarks? for"
    r"|(?:trademark|patent|copyright)s? report\b|cop(?:y|ies) of (?:document|order|doc\.).{0,40}? mailed"
    r"|^submission of \d"
    r"|notification of affiliates|notice, consent,? and referral|acknowledge?ment of hearing notice|^form [cd]\b"
    r"|scheduling notification, on behalf|disclosure statement (?:form\b|pursuant to (?:frcp|rule|local)"
    r"|by [^;]{2,120}? was any q"
    r"|filed by (?:attorney |mr\. |ms\. )?[^;]{2,80}? for (?:the )?(?:appell|petitioner|respondent))"
    r"|^(?:[a-z.]+ ){1,4}case docketed\b|^docketed cause\b|^case docketed\b"
    r"|^warrants? returned unexecuted|^attach pdf\b|statement about your social security"
    r"|terminated for statistical purposes"
    r"|^briefing (?:letter|notice) (?:sent|issued)"
    r"|^mail order|lodg(?:e?ment|ing) of|additional attachments? to main"
)
_ANY = re.compile(rf"\b(?:{_OF_COUNSEL_AND_JUDGES})")
_ROUTINE = re.compile(rf"\b(?:{_OF_COUNSEL_AND_JUDGES}|{_OF_CLERKS})")
_APPEALS = re.compile(
    r"(?:[a-z]+ ){0,3}notice of (?!docketing)(?:[a-z]+ ){0,2}(?:cross-?)?appeal\b(?! (?:notification|fee|record"
    r"|filing fee))"
)
_OF_SCHEDULING = re.compile(
    r"\brequesting (?:an? )?(?:brief |short )?(?:adjournment|extension)\b"
    r"|\b(?:re|regarding)\b:? [^.;]{0,80}?\b(?:schedul"
    r"|adjourn|availab|conference (?:date|call)|extension of time)"
)
_ROUTINE_LETTER = re.compile(
    r"letter (?:from (?:the )?clerk|re receipt of case)|.{0,160}?correspondence: notice of (?:change|unavailab)"
)
_OFFERS_A_MAGISTRATE = re.compile(
    r"(?:notice:? ?)?(?:clerk'?s notice: ?)?(?:in accordance with|pursuant to)(?: the provisions of)? (?:(?:local"
    r" )?rule"
    r"|28 u?\.?s\.?c)"
    r".{0,240}?magistrate judge(?: [\w. ]{0,60}?)? is (?:hereby )?available\b"
)
"""The notice that every case begins with, in which the judge is named only after a hundred characters of rules."""
_CLERKS_CHANGE = re.compile(
    r"(?:new party|caption), [^;]{2,240}?, (?:added|substituted|terminated|amended|updated|corrected)\b(?=\W*(?:\[|$))"
)
"""The Second Circuit's clerk ends with what was done: "NEW PARTY, Respondent Elm Office for Oak Department,
SUBSTITUTED."."""
_READ = 100
"""Characters after the opening phrase that are searched."""


def is_routine(kind: Kind, line: PreparedText, noun_end: int) -> bool:
    """Whether a prepared text changes nothing in the case. ``noun_end`` is the end of its opening phrase."""
    if kind in _NEVER_ROUTINE or (kind is Kind.NOTICE and _APPEALS.match(line.low)):
        return False
    if _OFFERS_A_MAGISTRATE.match(line.low) or _CLERKS_CHANGE.match(line.low):
        return True
    if kind in _ROUTINE_KINDS or (
        kind is Kind.LETTER and (_OF_SCHEDULING.search(line.low) or _ROUTINE_LETTER.match(line.low))
    ):
        return True
    if kind in _ASK_OR_DECIDE:
        return bool(_ANY.search(line.low, 0, noun_end + _READ))
    return kind is not Kind.LETTER and bool(_ROUTINE.search(line.low, 0, noun_end + _READ))
