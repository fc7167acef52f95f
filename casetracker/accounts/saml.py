"""Whether an answer of the newsroom's directory may be believed, where it speaks SAML: signed by its key, for this
site, for now, for the log-in that asked. Called by ``casetracker.accounts.views.saml_login``.

python3-saml checks all that an answer has; here what it may lack is missed, too. That an answer is taken once, in the
browser that asked, is seen to where the log-in ends: what was asked for is kept in the session, and taken out.
"""

import logging
from typing import Any

from dockets.record.text import clean_line

UNSIGNED = "The directory's answer is not signed: anybody may have written it."
FORGED = "The directory's answer bears a signature that is not the directory's."
TOO_OLD = "The directory's answer is too old, or its clock differs from this site's."
ELSEWHERE = "The directory's answer is meant for another site than this one."
UNASKED = "The directory's answer belongs to no log-in that began here. Begin at the log-in page."
USED = "The directory's answer was used before, is another browser's, or came too late. Begin at the log-in page."
DENIED = "The directory has let nobody in."
UNREADABLE = "The directory's answer is not as it should be. Try again; if it stays so, tell an admin."
_REASONS = (
    ("was not Success", DENIED),
    ("is not signed", UNSIGNED),
    ("No Signature found", UNSIGNED),
    ("Signature validation failed", FORGED),
    ("Could not validate timestamp", TOO_OLD),
    ("attributes have expired", TOO_OLD),
    ("is not a valid audience", ELSEWHERE),
    ("was received at", ELSEWHERE),
)
"""What python3-saml says -> what somebody is told who wants to log in."""
_ASSERTION = "/samlp:Response/saml:Assertion"
_AUDIENCES = f"{_ASSERTION}/saml:Conditions/saml:AudienceRestriction/saml:Audience"
_CONFIRMATIONS = f"{_ASSERTION}/saml:Subject/saml:SubjectConfirmation"
_BOUNDS = ("InResponseTo", "NotOnOrAfter", "Recipient")
"""What each confirmation has to say (SAML 2.0, profiles, 4.1.4.2)."""
LARGEST = 256 * 1024
"""Characters of an answer that is read: one with a thousand groups has 200,000."""
_logger = logging.getLogger(__name__)


def check_answer(auth: Any) -> str:
    """Why the answer that ``auth`` (``OneLogin_Saml2_Auth``) was made with is not believed; "": it is."""
    from onelogin.saml2.errors import OneLogin_Saml2_Error

    try:
        auth.process_response()
        reason = str(auth.get_last_error_reason() or "") if auth.get_errors() else ""
    except (OneLogin_Saml2_Error, ValueError, SyntaxError) as error:  # no base64, no XML, an XML with entities
        reason = str(error) or type(error).__name__
    if auth.get_errors() or reason:
        _logger.warning("An answer of the directory was refused: %s", clean_line(reason)[:300])
        return next((said for part, said in _REASONS if part in reason), UNREADABLE)
    return _find_missing(auth)


def _find_missing(auth: Any) -> str:
    """The answer has one assertion, and that is signed."""
    from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

    answer, asked = Xml.to_etree(auth.get_last_response_xml()), auth.get_last_response_in_response_to()
    if not Xml.query(answer, _AUDIENCES):
        return ELSEWHERE
    told = [one.find("{*}SubjectConfirmationData") for one in Xml.query(answer, _CONFIRMATIONS)]
    if not told or not all(one is not None and all(one.get(bound) for bound in _BOUNDS) for one in told):
        return UNASKED
    # The answer around the assertion may be unsigned: what the assertion itself names counts.
    return "" if all(one.get("InResponseTo") == asked for one in told) else UNASKED
