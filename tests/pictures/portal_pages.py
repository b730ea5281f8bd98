"""Pages of invented portals as HTML, each of one screen, as finders take screenshots of them."""

# ruff: noqa: E501  pages read better unbroken

import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from pictures.invented_people import Person, invented

WIDTH, HEIGHT = 1280, 560
FONTS = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One screen and what stands on it."""

    html: str
    people: tuple[Person, ...]
    is_dark: bool


def portal_page(layout: int, chance: random.Random, *, dark: bool) -> Page:
    """One of the layouts, filled with invented people."""
    build = LAYOUTS[layout % len(LAYOUTS)]
    people = tuple(invented(chance) for _ in range(6))
    body, count = build(people, chance)
    front, back, soft, line, accent = _colours(chance, dark)
    style = (
        f"width:{WIDTH}px;height:{HEIGHT}px;overflow:hidden;position:relative;box-sizing:border-box;"
        f"background:{back};color:{front};font:{chance.choice((12, 13, 14, 15))}px '{chance.choice(FONTS)}';"
        f"--soft:{soft};--line:{line};--accent:{accent}"
    )
    return Page(html=f'<section style="{style}">{body}</section>', people=people[:count], is_dark=dark)


def one_document(pages: list[Page], zoom: int) -> str:
    """All pages below each other: one start of the browser for all."""
    return (
        "<!doctype html><meta charset=utf-8><style>*{margin:0}html{zoom:"
        f"{zoom}"
        "}table{border-collapse:collapse;width:100%}td,th{padding:6px 10px;text-align:left;border:1px solid var(--line)}"
        "nav{background:var(--accent);color:#fff;padding:12px 20px;font-weight:bold}main{padding:24px}"
        "aside{float:left;width:190px;height:520px;background:var(--soft);padding:20px;box-sizing:border-box;line-height:2.2}"
        "dl{display:grid;grid-template-columns:190px 1fr;gap:9px}dt{opacity:.7}h2{margin:0 0 16px}p{margin:8px 0}"
        ".card{background:var(--soft);border:1px solid var(--line);padding:14px;margin:0 14px 14px 0;display:inline-block}"
        "</style>" + "".join(page.html for page in pages)
    )


def _colours(chance: random.Random, dark: bool) -> tuple[str, str, str, str, str]:
    accent = chance.choice(("#0a5c9e", "#7a1f4b", "#1d6b3a", "#4a3aa8", "#b34a00"))
    if dark:
        return (
            chance.choice(("#e6e6e6", "#c9d1d9", "#f4f4f4")),
            chance.choice(("#121212", "#0d1117", "#1e2530")),
            "#22272e",
            "#3c444d",
            accent,
        )
    return (
        chance.choice(("#111", "#333", "#222c38")),
        chance.choice(("#fff", "#fafafa", "#f3f6fa")),
        "#eceff3",
        "#d4d8de",
        accent,
    )


_Body = tuple[str, int]  # and how many of the people stand on it whole


def _details(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    rows = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in _labelled(one))
    return (
        f"<nav>Mijn portaal</nav><aside>Overzicht<br>Gegevens<br>Facturen<br>Berichten</aside><main style='margin-left:200px'><h2>Persoonlijke gegevens</h2><dl>{rows}</dl></main>",
        1,
    )


def _staff(people: tuple[Person, ...], chance: random.Random) -> _Body:
    rows = "".join(f"<tr><td>{p.name}<td>{p.bsn}<td>{p.born}<td>{p.iban}<td>{p.place}" for p in people)
    return (
        f"<nav>Personeel</nav><main><h2>Medewerkers</h2><table><tr><th>Naam<th>BSN<th>Geboren<th>IBAN<th>Woonplaats{rows}</table></main>",
        6,
    )


def _payslip(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    lines = "".join(
        f"<tr><td>{what}<td style='text-align:right'>{chance.randint(20, 4000)},{chance.randint(10, 99)}"
        for what in ("Salaris", "Reiskosten", "Loonheffing", "Pensioenpremie", "Netto loon")
    )
    return (
        f"<main style='padding:60px'><h2>Loonstrook oktober 2026</h2><p>{one.name}<br>{one.street}<br>{one.place}<p>BSN: {one.bsn}<p>Geboortedatum: {one.born}<br><br><table>{lines}</table><p>Wij maken het bedrag over op rekening {one.iban}.</main>",
        1,
    )


def _invoice(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    return (
        f"<nav>Facturen</nav><main><div style='float:right;text-align:right'>Factuur {chance.randint(100000, 999999)}<br>Vervaldatum 14-12-2026</div><h2>Factuur</h2><p>{one.name}<br>{one.street}, {one.place}<p>Burgerservicenummer {one.bsn}<br><br><table><tr><th>Omschrijving<th>Aantal<th>Bedrag<tr><td>Begeleiding individueel<td>4<td>248,00<tr><td>Vervoer<td>2<td>31,60</table><br><p>Automatische incasso van {one.iban.replace(' ', '')}</main>",
        1,
    )


def _care(people: tuple[Person, ...], chance: random.Random) -> _Body:
    cards = "".join(
        f"<div class=card style='width:320px'><b>{p.name}</b><p>BSN {p.bsn}<p>Geb. {p.born}<p>IBAN {p.iban}<p>Begeleiding: {chance.choice(('wekelijks', 'dagelijks', 'op afroep'))}</div>"
        for p in people
    )
    return f"<nav>Zorgdossier</nav><main>{cards}</main>", 6


def _webmail(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    listed = "".join(f"<p><b>{p.name}</b><br>Re: indicatie" for p in people)
    return (
        f"<nav>Webmail</nav><aside>{listed}</aside><main style='margin-left:200px'><h2>Gegevens nieuwe cliënt</h2><p>Van: {one.mail}<p>Beste collega,<p>Hierbij de gegevens: {one.name}, geboren {one.born}, bsn {one.bsn}, rekeningnummer {one.iban}.<p>Telefoon {one.phone}<p>Groet, {people[1].name}</main>",
        1,
    )


def _app(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    rows = "".join(
        f"<p style='padding:10px;border-bottom:1px solid var(--line)'><small>{label}</small><br><b>{escape(value)}</b>"
        for label, value in _labelled(one)
    )
    return (
        f"<div style='width:390px;margin:0 auto;border:1px solid var(--line);height:560px'><nav>9:41 · Mijn dossier</nav>{rows}</div>",
        1,
    )


def _sheet(people: tuple[Person, ...], chance: random.Random) -> _Body:
    rows = "".join(
        f"<tr><td>{number}<td>{p.name}<td>{p.bsn}<td>{p.iban.replace(' ', '')}<td>{p.phone}<td>{p.mail}"
        for number, p in enumerate(people, 2)
    )
    return (
        f"<p style='padding:8px;background:var(--soft)'>Bestand Bewerken Beeld Invoegen</p><table><tr><th><th>A<th>B<th>C<th>D<th>E<tr><td>1<td>naam<td>bsn<td>iban<td>telefoon<td>mail{rows}</table>",
        6,
    )


def _letter(people: tuple[Person, ...], chance: random.Random) -> _Body:
    one = people[0]
    return (
        f"<div style='background:#525659;padding:20px 0;height:560px'><div style='background:#fff;color:#111;width:700px;margin:0 auto;padding:40px;height:560px;box-sizing:border-box'><p>{one.name}<br>{one.street}<br>{one.place}<br><br><p>Onderwerp: besluit<p>Geachte {one.name},<p>Uw aanvraag met burgerservicenummer {one.bsn} is toegewezen. Het bedrag van € 1.204,00 ontvangt u op {one.iban}.<p>Met vriendelijke groet,<br>{people[1].name}</div></div>",
        1,
    )


def _search(people: tuple[Person, ...], chance: random.Random) -> _Body:
    hits = "".join(
        f"<p><b style='color:var(--accent)'>dossier-{chance.randint(1000, 9999)}.pdf</b><br>... naam {p.name} bsn {p.bsn} geboren {p.born} rekening {p.iban} adres {p.street} ...</p><br>"
        for p in people
    )
    return f"<main><h2>Zoekresultaten</h2>{hits}</main>", 6


def _labelled(one: Person) -> tuple[tuple[str, str], ...]:
    return (
        ("Naam", one.name),
        ("Burgerservicenummer", one.bsn),
        ("Geboortedatum", one.born),
        ("Adres", f"{one.street}, {one.place}"),
        ("E-mail", one.mail),
        ("Telefoon", one.phone),
        ("Rekeningnummer", one.iban),
    )


LAYOUTS: tuple[Callable[[tuple[Person, ...], random.Random], _Body], ...] = (
    _details,
    _staff,
    _payslip,
    _invoice,
    _care,
    _webmail,
    _app,
    _sheet,
    _letter,
    _search,
)
