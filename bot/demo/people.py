"""Who plays in the demo: the two organisations with invented officers, and what they believe of mail."""

from dataclasses import replace
from pathlib import Path

import config
from config.settings import read_organisation
from register_store.organisation import Contact, Officer, OfficerRole, Organisation, Proof

_FILES = Path(config.__file__).parent / "organisations"

KARIN = Officer(name="Karin Vos", address="karin.vos@juist.nl")
OMAR = Officer(name="Omar Haddad", address="omar.haddad@juist.nl", role=OfficerRole.DEPUTY)
SASKIA = Officer(name="Saskia de Boer", address="saskia.deboer@doorkees.nl")


def demo_organisations() -> tuple[Organisation, Organisation]:
    """Juist and doorKees as their own files say, with the people that the files leave open."""
    juist = replace(
        read_organisation(_FILES / "juist.toml"),
        officers=(KARIN, OMAR),
        management=("directie@juist.nl",),
        contact=Contact(name="Fenna Groot", role="FG", address="fg@juist.nl", phone="0492 37 00 87"),
        proof=Proof.AUTHSERV_ID,
        authserv_id="mx.juist.nl",
    )
    doorkees = replace(
        read_organisation(_FILES / "doorkees.toml"),
        officers=(SASKIA,),
        management=("bestuur@doorkees.nl",),
        contact=Contact(
            name="Saskia de Boer", role="contactpersoon", address="privacy@doorkees.nl", phone="085 401 31 70"
        ),
        proof=Proof.AUTHSERV_ID,
        authserv_id="mx.doorkees.nl",
    )
    return juist, doorkees
