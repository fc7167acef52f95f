"""A SAML identity provider, as a process of its own on a local port: metadata, and a page that is asked by redirect and
answers by a form. It has one person at a time, whom the tests choose, and lets them in without asking.

Its assertions are signed with xmlsec, by the key that its metadata names, for whoever asked, for five minutes; unless
the tests want one that is not so.
"""

import json
import secrets
import sys
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

NAMES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{issuer}/metadata">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Location="{issuer}/sso"
 Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></md:IDPSSODescriptor></md:EntityDescriptor>"""
ASSERTION = """<saml:Assertion {names} ID="{id}" Version="2.0" IssueInstant="{now}">
<saml:Issuer>{issuer}/metadata</saml:Issuer><saml:Subject><saml:NameID Format="{persistent}">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="{bearer}">
<saml:SubjectConfirmationData NotOnOrAfter="{ends}" Recipient="{acs}"{bound}/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{now}" NotOnOrAfter="{ends}">{audience}</saml:Conditions><saml:AuthnStatement
 AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>{password}</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{attributes}</saml:AttributeStatement>
</saml:Assertion>"""
RESPONSE = """<samlp:Response {names} ID="{id}" Version="2.0" IssueInstant="{now}" Destination="{acs}"{bound}>
<saml:Issuer>{issuer}/metadata</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>{assertion}</samlp:Response>"""
FORM = '<form method="post" action={acs}><input name="SAMLResponse" value={answer}></form>'


class Key(NamedTuple):
    """A private key and its certificate, as PEM."""

    private: str
    certificate: str


def make_key() -> Key:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "directory")]), datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Key(private.decode(), made.sign(key, hashes.SHA256()).public_bytes(pem).decode())


OWN, OTHER = make_key(), make_key()


class Provider(BaseHTTPRequestHandler):
    """``PUT /person`` says who is there: ``subject`` and ``attributes``, and what is wrong with the answer:
    ``unsigned``, ``forged``, ``expired``, ``audience`` (another, or ""), ``answers`` (another request, or "": none),
    ``around`` (the same of what stands around the signed assertion). ``{}``: nobody."""

    person: dict[str, Any] = {}

    def log_message(self, *_: Any) -> None:
        return

    @cached_property
    def issuer(self) -> str:
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/metadata":
            certificate = "".join(OWN.certificate.splitlines()[1:-1])
            self.answer(METADATA.format(issuer=self.issuer, certificate=certificate))
        else:
            asked = etree.fromstring(OneLogin_Saml2_Utils.decode_base64_and_inflate(query["SAMLRequest"][0]))
            acs = str(asked.attrib["AssertionConsumerServiceURL"])
            written = self.write_answer(str(asked.attrib["ID"]), acs, asked.findtext("{*}Issuer") or "")
            sent = OneLogin_Saml2_Utils.b64encode(written)
            self.answer(FORM.format(acs=quoteattr(acs), answer=quoteattr(sent)))

    def do_PUT(self) -> None:
        type(self).person = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer("")

    def write_answer(self, asked: str, acs: str, site: str) -> str:
        person = self.person
        began = datetime.now(UTC) - timedelta(hours=2 if person.get("expired") else 0)
        audience = escape(person.get("audience", site))
        bound, around = person.get("answers", asked), person.get("around", person.get("answers", asked))
        told = {
            "names": NAMES, "persistent": PERSISTENT, "bearer": BEARER, "password": PASSWORD,
            "issuer": self.issuer,
            "acs": acs,
            "now": f"{began:%Y-%m-%dT%H:%M:%SZ}",
            "ends": f"{began + timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}",
        }  # fmt: skip
        assertion = ASSERTION.format(
            **told,
            id=f"_{secrets.token_hex(16)}",
            subject=escape(person.get("subject", "")),
            bound=f" InResponseTo={quoteattr(bound)}" if bound else "",
            audience=f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
            if audience
            else "",
            attributes="".join(write_attribute(*one) for one in person.get("attributes", {}).items()),
        )
        if not person.get("unsigned"):
            key = OTHER if person.get("forged") else OWN
            assertion = OneLogin_Saml2_Utils.add_sign(assertion, key.private, key.certificate).decode()
        return RESPONSE.format(
            **told,
            id=f"_{secrets.token_hex(16)}",
            bound=f" InResponseTo={quoteattr(around)}" if around else "",
            status="Success" if person else "Responder",
            assertion=assertion if person else "",
        )

    def answer(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


def write_attribute(name: str, values: list[str]) -> str:
    written = "".join(f"<saml:AttributeValue>{escape(value)}</saml:AttributeValue>" for value in values)
    return f"<saml:Attribute Name={quoteattr(name)}>{written}</saml:Attribute>"


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
