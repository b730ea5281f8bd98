"""The words by which a number is a number of people, of their records, of onlookers, or of something else."""

# ruff: noqa: E501  tables of expressions read better unbroken

PEOPLE = (
    r"(?:dossiers|\w{2,20}dossiers|\w{0,12}records|\w{0,12}accounts|profielen|profiles|client\w{0,4}|klant\w{0,6}|patient\w{0,4}|bewoner\w{0,2}|deelnemer\w{0,3}|leerling\w{0,4}|kandida\w{1,5}|sollicitant\w{0,3}|"
    r"medewerk\w{0,7}|werknemer\w{0,2}|uitzendkracht\w{0,2}|flexkracht\w{0,2}|collega\w{0,3}|leden|lid|kinderen|kind|kids|gezinnen|families|huishoudens|huurder\w{0,2}|ouder[s]?|"
    r"vrijwilliger\w{0,2}|cursist\w{0,2}|studenten|student|stagiairs?|mensen|mensjes|menskes|personen|man|dames|heren|vrouwen|mannen|jongeren|jongens|meisjes|jongelui|bezoekers|gebruikers|"
    r"klasgeno\w{1,5}|teamgeno\w{1,5}|omwonende\w?|buren|inwoners|relaties|contacten|donateurs|inschrijvingen|aanmeldingen|namen|anderen|andere(?=[.,;:)]|$)|ontvangers|geadresseerden|"
    r"familieleden|chauffeurs|reizigers|gasten|passagiers|melders|abonnees|verzekerden|betrokkenen|lidmaten|spelers|ritten(?= van)|getroffenen|"
    r"customers?|clients?|patients?|residents?|participants?|pupils?|students?|candidates?|applicants?|employees?|workers?|staff|colleagues|entrants?|"
    r"members?|children|families|households|tenants?|parents|volunteers|people|persons?|individuals|users?|guests?|drivers?|travellers|names|others|holders|account holders|ticket holders|"
    r"eerstejaars|gepensioneerden?|trainers?|rijders?|bestuurders|aanvragers?|erfgena\w{2,5}|nabestaanden|overledenen|gedetineerden?|slachtoffers?|rekeninghouders?|kaarthouders|pashouders|schuldenaren|debiteuren|docenten|"
    r"leraren|leerkrachten|studentes|sporters|zwemmers|scheidsrechters|supporters|kopers|bestellers|bezorgers|zorgverleners|mantelzorgers|pleegouders|pleegkinderen|minderjarigen|ouderen|asielzoekers|"
    r"prisoners?|inmates?|riders?|heirs?|retirees|pensioners|claimants|borrowers|readers|sellers|buyers|shoppers|freelancers|contractors|nurses|teachers|trainees|interns|referees|players|couples|"
    r"kundinnen|rentner\w{0,3}|freunde\w?|studierende\w?|amis|amies|abonnes|assures|retraites|conducteurs|joueurs|lectores|abonados|jubilados|kierowc\w{0,2}|czytelnik\w{0,3}|student\w{0,3}|uczni\w{0,2}|"
    r"strangers|women|men|temps|callers|enquirers|abuel[oa]s|leiharbeiter\w?|schulerinnen|\w{2,12}linge\w?|dakdekkers|monteurs|echtparen|gezinshoofden|oud-?werknemers|oud-?leden|subscribers|boys|girls|data subjects|lads|donors|policyholders|"
    r"kunden?|klienten?|bewohner\w{0,3}|teilnehmer\w{0,3}|schuler\w{0,3}|bewerber\w{0,3}|mitarbeiter\w{0,5}|beschaftigte\w?|versicherte\w?|"
    r"mitglieder\w?|kindern?|familien|mietern?|eltern|personen|leuten?|namen|haushalte\w?|kollegen|fahrern?|empfanger\w?|grenzganger\w?|gaste\w?|"
    r"patiente?s?|eleves?|candidats?|salaries?|employes?|collegues|membres|enfants|familles|locataires|personnes|mineurs|acheteurs|usagers|adherents|interimaires|"
    r"noms|utilisateurs|beneficiaires|gens|destinataires|etudiants|dames|messieurs|"
    r"clientes?|pacientes?|alumnos|trabajadores|empleados|personas|nombres|ninos|vecinos|companeros|socios|"
    r"osob\w{0,2}|klient\w{0,4}|pracownik\w{0,3}|pacjent\w{0,3}|dzieci|ludzi\w?|kandydat\w{0,3}|najemc\w{0,2})"
)
RECORDS = (
    r"(?:adressen|huisadressen|e-?mailadressen|mailadressen|addresses|(?:e-?mail )addresses|adresses|regels|rijen|rows|lines|"
    r"loonstroken|salarisstroken|loonstrookjes|payslips?|paspoorten|paspoortkopieen|passports?|cv's|cvs|resumes|contracten|contracts?|formulieren|\w{0,20}formulieren|forms|cards|kaartjes|kaarten|"
    r"tabbladen|enveloppen|envelopes|answers|antwoorden|berichten|verhuisberichten|reacties|\w{0,12}uitslagen|results|letters|clinic letters|attestations|certificats|certificates|fiches|objecten|objects|"
    r"datensatze\w?|adressen|akten|lohnabrechnungen|befunde\w?|bewerbungsbogen|fuhrerscheine?|ausweise?|posten|dossiers|rooms|smsjes|polissen|meldingen|metingen|inscriptions|boletines|segregator\w{0,2}|mappen|"
    r"verklaringen|identiteitskaarten|legitimaties|ziekmeldingen|registrations|tickets|bookings|orders|bestellingen|jeugddossiers|wniosk\w{0,2}|wyplat\w?|"
    r"toetsen|tentamens|\w{0,12}pasjes|\w{3,15}briefjes|\w{2,12}indicaties|testamenten|wills|transcripts?|gutachten|zeugnisse|bulletins|slips|badges|blattern?|expedientes|\w{3,15}plannen|herindicaties|word files|akten)"
)
#: those who saw or heard it, or helped, are not the ones it is about
ONLOOKERS = (
    r"(?:\b(?:met z'n|met een man of|zaten we met|zijn we met|waren we met|wij met|wij \w{2,8} (?:hier )?met|voor|tegen|devant|delante de|en presence de|in front of|before|vor|app met|groep(?:je)? (?:met|van)|team van|heard by|seen by|opened by|read by|so that all|shared with|"
    r"gedeeld met|onder|among|tussen|door|onze mailgroep heeft|wir sind|nous etions|somos|samen met|in gesprek met|gebeld met|"
    r"drukke|halve|wij zijn|we zijn|we are|wir waren) (?:wel |ook |ruim |zeker |unas |about |some |all |mijn |our |onze |de |die |the |alle )?)$"
)
#: so do people begin who sat or stood there; of the ones we care for, and of papers, it tells what a folder held
PRESENT = r"\b(?:er zaten|zaten er|waren er|there were) (?:wel |ook |ruim |zeker |about |some )?$"
CARED_FOR = (
    r"\b(?:client\w{0,4}|patient\w{0,4}|bewoners|residents|leerlingen|pupils|deelnemers|kandidaten|sollicitanten|dossiers|\w{2,20}dossiers|records|"
    r"huurders|tenants|namen|names|klienten|patienten|bewohner\w?)$"
)
#: somebody's age, or a quantity by the day
ABOUT_ONE = (
    r"\b(?:(?:jongen|meisje|man|vrouw|heer|dame|meneer|mevrouw|kind|junge|frau|mann|homme|femme) (?:van|von|de)|(?:a|the) (?:man|boy|girl|lady|woman|gentleman|child) of)(?: zo'n| about)? $"
    r"|\bper (?:dag|week|maand|day|week|month) (?:zo'n |ongeveer |wel |some |about )?$"
)
#: whose children are counted when somebody tells of a family: "een gezin met drie kinderen"
OF_ONE_FAMILY = r"\b(?:gezin met|family with|famille avec|ik heb|ze heeft|zij heeft|hij heeft|i have|i've had|i've|she has|he has|ich habe|j'ai|tengo) (?:zelf |al |nog |had )?$"
CHILDREN = r"\b(?:kinderen|kids|children|kindern?|enfants|hijos|dzieci|ninos)$"
#: those who got what was not theirs are affected only when addresses were visible
ADDRESSEES = r"\b(?:aan|to|naar|an|ging naar|gestuurd aan|verstuurd aan|sent to|envoye a|a) (?:de |die |the |alle |all |ruim |ongeveer )?$"
ONLOOKING = (
    r"^[^.;:]{0,30}\b(?:kijkers|bekeken|gezien|gelezen|geopend|opgehaald|gehoord|luister\w{0,5}|meelazen|meegelezen|zaten te|hadden het al|als kijkers|vinkjes|likes|views|keken|keer geopend|hebben het (?:al )?gezien|opened|listening|"
    r"heard|read it|saw it|viewed|downloads|could hear|were listening|geoffnet|gesehen|mitgelesen|mitgehort|ont vu|ont ouvert|entendu|lo vieron|die het gezien|brokers|engineers|subcontractors|schilders|gestempeld|"
    r"bellen|rang|phoned|called|belden|opgebeld|in de rij|in de zaal|in the queue|in the room|haben angerufen|te hulp)\b"
)
#: nouns that measure something else
UNITS = (
    r"(?:uur|uren|dag|dagen|jaar|week|weken|maand|maanden|keer|maal|euro|minuten|seconden|procent|kilometer|meter|graden|bladzijden|bladzijde|pagina's|gigabyte|megabyte|gb|mb|kg|hours?|days?|years?|weeks?|months?|times|minutes|seconds|"
    r"per cent|percent|pages?|pounds|dollars|euros?|tage|stunden|jahre|mal|minuten|seiten|prozent|jours|heures|ans|fois|minutes|pour cent|semaines|mois|dias|horas|anos|veces|semanas|meses|godzin\w?|dni|lat|razy|minut\w?|zlotych|"
    r"dozen|\w{2,12}dozen|boxes|kisten|kartons|cartons|bitcoins?|btc|ordners|stapels|stacks|binders|folders|zakken|sacks|bags|pallets|containers|cajas)"
)
