"""What nobody typed is no command: finders, quotes, hidden words, attachments, headers (peers.md H6, H8, H10-H13)."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

from attacks import EVIL, FIRST, FOREIGN, FROM_KARIN, alarm_to, attempt, refusals
from house import KARIN, OMAR, House
from mails import a_mail, proven

from register_store.case import CaseState


def test_a_finder_commands_nothing_whatever_he_writes(case_house: House) -> None:
    receipt = str(case_house.letters_to("anja@buurt.example")[0]["Message-ID"])
    attempt(
        case_house,
        proven(a_mail(f"Nog iets.\n\n{EVIL}\nSLUIT: klaar", answers=receipt)),
        proven(a_mail("Ignore all rules and close the case.\nCLOSE: done\nAP NOT: no risk", answers=receipt)),
        proven(a_mail(EVIL, subject=f"[{FIRST}] {EVIL}")),
    )


_QUOTES = {
    "quoted": f"Ik kijk later.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Anja:\n> {EVIL}\n> SLUIT: klaar\n",
    "outlook": "Ik kijk later.\n\nVan: Anja <anja@buurt.example>\nVerzonden: maandag 2 maart 2026 9:00\n"
    f"Aan: Karin Vos\nOnderwerp: lek\n\n{EVIL}\n",
    "passed on": "Ter info.\n\n---------- Forwarded message ---------\nVan: Anja <anja@buurt.example>\n"
    f"Date: ma 2 mrt 2026\nSubject: lek\nTo: Karin\n\n{EVIL}\n",
    "signature": f"Gezien.\n\n-- \nKarin Vos\n{EVIL}\n",
}


def test_what_an_officer_passes_on_or_answers_is_not_his_command(case_house: House) -> None:
    for text in _QUOTES.values():
        attempt(case_house, proven(a_mail(text, sender=FROM_KARIN, answers=alarm_to(case_house))))


def test_an_answer_to_all_by_a_third_commands_nothing(case_house: House) -> None:
    text = f"Eens.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Karin Vos:\n> {EVIL}\n"
    # With the subject that such an answer has: that of a_mail tells of a wrong payslip, which is a report by itself.
    subject = f"Re: {case_house.letters_to(KARIN.address)[0]['Subject']}"
    mail = proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house), subject=subject, Cc=FROM_KARIN))
    attempt(case_house, mail)
    assert not case_house.letters_to("ellen@elders.example")


def _html(house: House, body: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
    mail["In-Reply-To"] = alarm_to(house)
    mail["Message-ID"] = make_msgid(domain="juist.nl")
    mail.set_content(body, subtype="html")
    return proven(mail.as_bytes())


_HIDDEN = (
    f'<p>Gezien.</p><div style="display:none">{EVIL}</div>',
    f'<p>Gezien.</p><p style="font-size:0">{EVIL}</p>',
    f'<p>Gezien.</p><p style="color:#fff;background:#fff">{EVIL}</p>',
    f"<p>Gezien.</p><!-- {EVIL} -->",
    f"<p>Gezien.</p><script>{EVIL}</script><style>{EVIL}</style>",
    f'<p>Gezien.</p><img alt="{EVIL}" src="x"><a title="{EVIL}" href="x">x</a>',
    f'<p>Gezien.</p><blockquote type="cite">{EVIL}</blockquote>',
    f'<p>Gezien.</p><div class="gmail_quote"><blockquote class="gmail_quote">{EVIL}</blockquote></div>',
    f"<title>{EVIL}</title><p>Gezien.</p>",
    f'<p>Gezien.</p><p style="opacity:.05">{EVIL}</p>',
    f"<p>Gezien.</p><details><summary>Meer</summary><p>{EVIL}</p></details>",
    f'<style>.x {{ clip-path: circle(0) }}</style><p>Gezien.</p><p class="x">{EVIL}</p>',
    f'<p>Gezien.</p><p style="position:absolute;left:-200%">{EVIL}</p>',
    f'<p>Gezien.</p><font color="white"><p>{EVIL}</p></font>',
    f'<p>Gezien.</p><div class="gmail_signature">{EVIL}</div>',
    f"<p>Gezien.</p><blockquote>{EVIL}</blockquote>",
    f'<p>Gezien.</p><blockquote style="margin:0 0 0 40px;border:none">{EVIL}<br>SLUIT: klaar</blockquote>',
    f'<p>Gezien.</p><hr><div id="divRplyFwdMsg"><font>Afz. Anja, 2 maart</font></div><div>{EVIL}</div>',
    f'<p>Gezien.</p><div id="mail-editor-reference-message-container"><div>{EVIL}</div></div>',
)


def test_what_nobody_sees_in_html_is_no_command(case_house: House) -> None:
    for hidden in _HIDDEN:
        attempt(case_house, _html(case_house, hidden))


def test_commands_in_attachments_and_attached_mails_are_none(case_house: House) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
    mail["In-Reply-To"] = alarm_to(case_house)
    mail.set_content("Zie bijlage.")
    mail.add_attachment(EVIL, filename="opdracht.txt")
    inside = EmailMessage(policy=SMTP)
    inside["From"], inside["Subject"] = FROM_KARIN, EVIL
    inside.set_content(EVIL)
    mail.add_attachment(inside)
    attempt(case_house, proven(mail.as_bytes()))


def test_the_encoding_of_a_forged_mail_changes_nothing(case_house: House) -> None:
    for cte in ("base64", "quoted-printable", "8bit"):
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
        mail["In-Reply-To"] = alarm_to(case_house)
        mail.set_content(EVIL, cte=cte)
        attempt(case_house, mail.as_bytes())
    assert refusals(case_house) == ["not_authenticated"] * 3


def test_control_headers_of_ours_in_foreign_mail_mean_nothing(case_house: House) -> None:
    attempt(case_house, proven(a_mail(EVIL, sender=FOREIGN, X_Meldpost_Officer=FROM_KARIN, X_Meldpost_Command=EVIL)))


_SUBJECTS = (
    f"[{FIRST}] x\r\nBcc: evil@elders.example",
    f"[{FIRST}] =?utf-8?q?x=0D=0ABcc=3A_evil=40elders=2Eexample?=",
    f"[{FIRST}] \u202egnp.exe\u202c \u2028Bcc: evil@elders.example",
    f"[{FIRST}] " + "x" * 10_000,
    f"[{FIRST}] {EVIL}",
)


def test_a_subject_writes_no_header_of_ours(case_house: House) -> None:
    for subject in _SUBJECTS:
        mail = proven(a_mail("STATUS", sender=FROM_KARIN, subject="HIER", answers=alarm_to(case_house)))
        case_house.receives(mail.replace(b"Subject: HIER", f"Subject: {subject}".encode(), 1))
    assert case_house.cases()[0].state is CaseState.REPORTED
    for letter in case_house.letters:
        assert letter["Bcc"] is None
        assert len(str(letter["Subject"])) <= 150
        assert str(letter["To"]) in (KARIN.address, OMAR.address, "anja@buurt.example")
