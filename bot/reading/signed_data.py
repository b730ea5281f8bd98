"""Takes CMS apart (RFC 5652): the mail that a signature encloses, and who signed what (the only asn1crypto import)."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import algos, cms  # type: ignore[import-untyped]

_MOST_SIGNERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signature: nothing of it is verified here."""

    hash_name: str  #: "sha256"
    scheme: str  #: "rsassa_pkcs1v15", "rsassa_pss" or "ecdsa"
    pss_hash_name: str | None
    salt_length: int
    attributes: bytes  #: DER of what is signed, as RFC 5652 section 5.4 wants it hashed
    digest: bytes  #: of the content, as the attributes say
    is_of_data: bool  #: the attributes call the content data
    signed_at: datetime
    value: bytes


def enclosed(content: bytes) -> bytes | None:
    """The mail within an opaque signature; None when there is none."""
    try:
        found = _signed_data(content)["encap_content_info"]["content"].native
    except Exception:  # asn1crypto raises ValueError, TypeError, KeyError and more on broken ASN.1: it stays a file
        return None
    return found if isinstance(found, bytes) else None


def signers(content: bytes) -> tuple[Signer, ...]:
    """Who signed, as far as their signature can be read; those without signed attributes or a time are left out."""
    try:
        infos = list(_signed_data(content)["signer_infos"])[:_MOST_SIGNERS]
    except Exception:  # as above
        return ()
    return tuple(signer for info in infos if (signer := _signer(info)) is not None)


def _signed_data(content: bytes) -> "cms.SignedData":
    outer = cms.ContentInfo.load(content)
    if outer["content_type"].native != "signed_data":
        raise ValueError
    return outer["content"]


def _signer(info: "cms.SignerInfo") -> Signer | None:
    try:
        attributes = {each["type"].native: each["values"] for each in info["signed_attrs"]}
        if len(attributes) != len(info["signed_attrs"]) or any(len(values) != 1 for values in attributes.values()):
            return None  # said twice: programs differ in which of the two they believe
        scheme = info["signature_algorithm"]
        return Signer(
            hash_name=info["digest_algorithm"]["algorithm"].native,
            scheme=scheme.signature_algo,
            pss_hash_name=_pss_hash_name(scheme),
            salt_length=scheme["parameters"]["salt_length"].native if scheme.signature_algo == "rsassa_pss" else 0,
            # signed as a SET OF, though it stands in the signature under the tag [0]
            attributes=info["signed_attrs"].untag().dump(force=True),
            digest=attributes["message_digest"][0].native,
            is_of_data=attributes["content_type"][0].native == "data",
            signed_at=attributes["signing_time"][0].native,
            value=info["signature"].native,
        )
    except Exception:  # broken, or without what we ask: it proves nothing
        return None


def _pss_hash_name(scheme: "algos.SignedDigestAlgorithm") -> str | None:
    if scheme.signature_algo != "rsassa_pss":
        return None
    parameters = scheme["parameters"]
    mask_hash = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
    own_hash = parameters["hash_algorithm"]["algorithm"].native
    return str(own_hash) if own_hash == mask_hash else None
