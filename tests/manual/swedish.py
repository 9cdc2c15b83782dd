"""The Swedish words of the tables that the English pages hold in figures: what each costs, what was measured."""

import re
from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "key": "tangent",
    "what it does": "vad den gör",
    "screen": "skärm",
    "command": "kommando",
    "does": "gör",
    "check": "kontroll",
    "finds": "hittar",
    "what to do": "vad du kan göra",
    "setting, for example": "inställning, till exempel",
    "means": "betyder",
    "commands": "kommandon",
    "fields": "fält",
    "an error under --json, on stderr": "ett fel med --json, på stderr",
}
"""The headings of the tables that are made from the code, and what else stands in them that the program never says."""

FLOWS: Mapping[str, str] = {
    "First start: an objective, a key result, a check-in": "Första starten: ett mål, ett nyckelresultat, en avstämning",
    "A check-in of two digits": "En avstämning med två siffror",
    "A check-in with a confidence and a note": "En avstämning med tillförsikt och anteckning",
    "Why a number is what it is, and back": "Varför ett tal är som det är, och tillbaka",
    "Undo, and redo": "Ångra, och gör om",
    "Leave": "Avsluta",
    "Another target, and why": "Ett annat målvärde, och varför",
    "The phases of a key result": "Etapperna för ett nyckelresultat",
    "A key result of two milestones": "Ett nyckelresultat med två delmål",
    "A milestone ticked off": "Bocka av ett delmål",
    "A decision noted on an item": "Anteckna ett beslut",
    "An obstacle noted, with who handles it": "Anteckna ett hinder, och vem som tar hand om det",
    "A record found by a word, and gone to": "Sök en anteckning på ett ord, och gå dit",
    "An obstacle that is gone": "Ett hinder som är undanröjt",
    "The round of twelve check-ins of two digits": "Rundan med tolv avstämningar med två siffror",
    "The round taken back": "Ångra rundan",
    "A review with a decision and an action": "En genomgång med ett beslut och en åtgärd",
    "From the first thing that the checks find to its place": "Från kontrollernas första fynd till dess plats",
    "A check switched off": "Stäng av en kontroll",
    "Another threshold of a check": "En annan gräns för en kontroll",
    "An owner": "En ansvarig",
    "What is a team's": "Det som hör till ett team",
    "Mine, my teams', everybody's": "Mina, mina teams, allas",
    "Every view as it stood a week ago, and today again": "Alla vyer som de stod för en vecka sedan, och idag igen",
    "Every view on a day that is typed": "Alla vyer på en dag som du skriver",
    "Everything as it was known before the latest change": "Allt som det var känt före den senaste ändringen",
    "The history of one thing, and back": "Historiken för en enda sak, och tillbaka",
    "The History, only what checked in": "Historiken, bara avstämningarna",
    "An older change taken back": "Ta tillbaka en äldre ändring",
    "The chart of a key result, the check-in before, and back": "Diagrammet för ett nyckelresultat, "
    "avstämningen före, och tillbaka",
    "All objectives of a cycle as charts, and the chart of the first": "Alla mål i en cykel som diagram, "
    "och diagrammet för det första",
    "A cycle: made, a draft with a key result and its confidence, begun": "En cykel: skapa den, ett utkast "
    "med ett nyckelresultat och dess tillförsikt, starta den",
    "The next cycle": "Nästa cykel",
    "An objective closed with grade, cause and learning, and carried over": "Avsluta ett mål med betyg, orsak "
    "och lärdom, och ta med det till nästa cykel",
    "Another one like it, with another title": "Ett likadant, med en annan titel",
    "Up among its siblings": "Uppåt bland syskonen",
    "Under another one": "Under ett annat",
    "Deleted, and back again": "Ta bort, och återställ",
    "Found by a part of its title": "Sök på en del av titeln",
    "A share of 30 %": "En andel på 30 %",
    "A strategic objective in its perspective, a measure with its scoring, a value": "Ett strategiskt mål i sitt "
    "perspektiv, ett mått med poängsättning, ett värde",
    "What an objective drives, on the map": "Vad ett mål driver, på kartan",
    "How goals and work spread over the perspectives, and back": "Hur mål och arbete fördelar sig på perspektiven, "
    "och tillbaka",
    "A team, and somebody in it": "Ett team, och någon i det",
    "A perspective with another name": "Ett perspektiv med ett annat namn",
    "The perspective further down, and that undone": "Perspektivet längre ned, och ångra det",
    "A filter, and everything again": "Ett filter, och allt igen",
    "A filter saved under a name": "Spara ett filter under ett namn",
    "A saved filter": "Ett sparat filter",
    "What can be done here, and back": "Vad du kan göra här, och tillbaka",
    "Another theme, from the menu": "Ett annat färgtema, från menyn",
}
"""What the table of keystrokes counts."""

HEADS: Mapping[str, str] = {
    "| flow | keys | text among them |": "| vad | tryck | varav text |",
    "| what | measured | goal |": "| vad | uppmätt | mål |",
}

MEASURED: Mapping[str, str] = {
    "first frame with remembered rows ÷ empty Textual app": "första bilden med sparade rader ÷ tom Textual-app",
    "fresh rows ÷ empty app that also imports sqlmodel": "nya rader ÷ tom app som också importerar sqlmodel",
    "check-in from the shell ÷ bare script that commits one row": "avstämning på kommandoraden ÷ minimalt skript "
    "som sparar en rad",
    "completing a command ÷ python -c pass": "komplettera ett kommando ÷ python -c pass",
    "goaltui status, more than python -c pass": "goaltui status, utöver python -c pass",
    "completing a title, more than nothing": "komplettera en titel, utöver ingenting",
    "processor time at rest": "processortid i vila",
    "written at rest": "skrivet i vila",
    "leaving ÷ leaving an empty Textual app": "avsluta ÷ avsluta en tom Textual-app",
    "cursor down, 100 rows ÷ bare list": "markören nedåt, 100 rader ÷ enkel lista",
    "written for it, 100 rows": "skrivet för det, 100 rader",
    "the item beside, after it, 100 rows": "detaljerna bredvid, efter det, 100 rader",
    "written for the item, 100 rows": "skrivet för detaljerna, 100 rader",
    "cursor down, 20,000 rows ÷ bare list": "markören nedåt, 20 000 rader ÷ enkel lista",
    "written for it, 20,000 rows": "skrivet för det, 20 000 rader",
    "the item beside, after it, 20,000 rows": "detaljerna bredvid, efter det, 20 000 rader",
    "written for the item, 20,000 rows": "skrivet för detaljerna, 20 000 rader",
    "memory with 10,000 objectives": "minne med 10 000 mål",
    "fresh rows, 10,000 objectives and 1,000,000 check-ins ÷ sample": "nya rader, 10 000 mål och 1 000 000 "
    "avstämningar ÷ exemplet",
    "check-in there ÷ check-in in the sample": "avstämning där ÷ avstämning i exemplet",
    "what was known 10,000 changes ago there ÷ bare copy into memory": "det som var känt för 10 000 ändringar sedan "
    "där ÷ enkel kopia till minnet",
    "memory there": "minne där",
    "undoing an import of 100,000 check-ins ÷ that import": "ångra en import av 100 000 avstämningar ÷ den importen",
    "memory more for it": "minne därutöver för det",
}
"""What the bench measures; a command beside another program is the same in both languages."""

_ENDINGS: Mapping[str, str] = {
    ", processor time": ", processortid",
    " there ÷ in the sample": " där ÷ i exemplet",
    " there, the file just written ÷ in the sample": " där, filen nyss skriven ÷ i exemplet",
    " with 1,000,000 check-ins on 200 key results ÷ in the sample": " med 1 000 000 avstämningar "
    "på 200 nyckelresultat ÷ i exemplet",
}
_INSTALLS: Mapping[str, str] = {
    "a plain install": "en vanlig installation",
    "the working tree, compiled": "källkoden, kompilerad",
}
_SENTENCE = re.compile(
    r"Measured: (?P<install>.+)\. "
    r"Medians of (?P<rounds>\d+) rounds on (?P<cores>\d+) cores with a load of (?P<load>[\d.]+)\."
)
_FIGURE = re.compile(r"(?<=\d)\.(?=\d)")


def keystrokes(english: str) -> str:
    """The table of keystrokes in Swedish."""
    return "".join(f"{_row(line, FLOWS)}\n" for line in english.splitlines())


def figures(english: str) -> str:
    """What the bench measured, in Swedish: its sentence, and its table with decimal commas."""
    return "".join(f"{_SENTENCE.sub(_measured, _row(line, MEASURED))}\n" for line in english.splitlines())


def _measured(told: re.Match[str]) -> str:
    install, load = told["install"], told["load"].replace(".", ",")
    for ours, theirs in _INSTALLS.items():
        install = install.replace(ours, theirs)
    return (
        f"Uppmätt: {install}. Medianer av {told['rounds']} omgångar på {told['cores']} kärnor med belastningen {load}."
    )


def _row(line: str, words: Mapping[str, str]) -> str:
    """A row of a table with its first cell in Swedish."""
    if not line.startswith("| ") or line in HEADS:
        return HEADS.get(line, line)
    what, *cells = line.strip("| ").split(" | ")
    told = " | ".join(_FIGURE.sub(",", cell).replace(" bytes", " byte") for cell in cells)
    return f"| {_what(what, words)} | {told} |"


def _what(what: str, words: Mapping[str, str]) -> str:
    for ours, theirs in _ENDINGS.items():
        if what.endswith(ours):
            return _what(what.removesuffix(ours), words) + theirs
    if what.startswith("goaltui ") and what not in words:
        return what
    assert what in words, f"say «{what}» in Swedish in tests/manual/swedish.py"
    return words[what]
