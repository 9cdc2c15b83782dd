"""The words that betray an unclear goal, our own lists per language; entries of several words match as phrases.

The idea is re:Work's (activity words), OKR ORCA's (delivery verbs, solutions, vague actors) and Koliber's (joined
goals).
"""

from collections.abc import Mapping

from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.checks.texts import Phrases


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`delivery`, `activity` and `upkeep` are looked for at the beginning of a title, the others anywhere in it."""

    delivery: Phrases
    activity: Phrases
    upkeep: Phrases
    holding: Phrases
    joiners: Phrases
    solutions: Phrases
    vague: Phrases


def _set(text: str) -> Phrases:
    return Phrases.of(text.split(","))


ENGLISH = Lexicon(
    delivery=_set(
        "launch, ship, build, release, implement, deliver, deploy, develop, create, migrate, publish, introduce, "
        "install, finish, complete, roll out, set up, write, redesign, rewrite, refactor, produce, organise, organize, "
        "hire, buy, draft"
    ),
    activity=_set(
        "help, assist, analyse, analyze, participate, attend, consult, assess, discuss, explore, investigate, "
        "contribute, facilitate, examine, study, coordinate, talk to, meet with, look into, work on, work with, "
        "support the, support our, support all, review the, review our, review all, monitor"
    ),
    upkeep=_set("maintain, keep, continue, sustain, preserve, uphold, remain, carry on, go on, stay at"),
    holding=_set(
        "stay above, stay below, stay under, stay within, keep above, keep below, keep under, hold above, hold below, "
        "remain above, remain below, not exceed"
    ),
    joiners=_set("and, as well as, plus, while also, &, +, ;, /"),
    solutions=_set(
        "portal, platform, engine, tool, app, system, dashboard, website, module, framework, chatbot, plugin, "
        "microservice, database, intranet"
    ),
    vague=_set("engagement, awareness, interactions, visibility, traction, buzz, synergy, synergies, presence"),
)

SWEDISH = Lexicon(
    delivery=_set(
        "lansera, leverera, bygga, bygg, släppa, släpp, införa, inför, implementera, utveckla, skapa, migrera, "
        "publicera, installera, färdigställa, slutföra, slutför, rulla ut, sätta upp, sätt upp, skriva, skriv, "
        "driftsätta, driftsätt, ta fram, producera, anställa, anställ"
    ),
    activity=_set(
        "hjälpa, hjälp, stötta, stöd, bistå, analysera, delta, medverka, närvara, bedöma, diskutera, utforska, utreda, "
        "utred, undersöka, undersök, bidra, samordna, granska, se över, arbeta med, jobba med, prata med, bevaka"
    ),
    upkeep=_set(
        "behålla, behåll, bibehålla, bibehåll, hålla, håll, fortsätta, fortsätt, upprätthålla, bevara, vidmakthålla"
    ),
    holding=_set(
        "ligga kvar, hålla under, hålla över, håll under, håll över, inte överstiga, förbli under, förbli över"
    ),
    joiners=_set("och, samt, liksom, &, +, ;, /"),
    solutions=_set(
        "portal, portalen, plattform, plattformen, verktyg, verktyget, app, appen, system, systemet, webbplats, "
        "hemsida, modul, ramverk, databas, intranät, chattbot, instrumentpanel"
    ),
    vague=_set("engagemang, medvetenhet, kännedom, synlighet, interaktioner, närvaro, synergier, genomslag"),
)

GERMAN = Lexicon(
    delivery=_set(
        "einführen, ausliefern, bauen, aufbauen, entwickeln, umsetzen, implementieren, erstellen, veröffentlichen, "
        "migrieren, installieren, fertigstellen, abschließen, ausrollen, einrichten, schreiben, liefern, starten, "
        "launchen, einstellen, beschaffen"
    ),
    activity=_set(
        "helfen, unterstützen, unterstützung, analysieren, teilnehmen, beraten, beurteilen, besprechen, erkunden, "
        "untersuchen, prüfen, beitragen, koordinieren, begleiten, mitwirken, arbeiten an, beobachten"
    ),
    upkeep=_set(
        "halten, erhalten, beibehalten, fortführen, fortsetzen, weiterhin, bewahren, sichern, aufrechterhalten"
    ),
    holding=_set("bleiben unter, bleiben über, bleibt unter, bleibt über, halten unter, nicht überschreiten"),
    joiners=_set("und, sowie, &, +, ;, /"),
    solutions=_set(
        "portal, plattform, werkzeug, tool, app, system, webseite, website, modul, framework, datenbank, intranet, "
        "dashboard, chatbot"
    ),
    vague=_set("engagement, bekanntheit, bewusstsein, sichtbarkeit, interaktionen, präsenz, synergien"),
)

FRENCH = Lexicon(
    delivery=_set(
        "lancer, livrer, construire, publier, mettre en place, implémenter, développer, créer, migrer, déployer, "
        "installer, terminer, achever, rédiger, produire, introduire, recruter, organiser"
    ),
    activity=_set(
        "aider, soutenir, assister, analyser, participer, consulter, évaluer, discuter, explorer, étudier, examiner, "
        "contribuer, coordonner, accompagner, travailler sur, suivre"
    ),
    upkeep=_set("maintenir, garder, conserver, continuer, poursuivre, préserver, rester"),
    holding=_set("rester sous, rester au-dessus, rester en dessous, ne pas dépasser, maintenir sous"),
    joiners=_set("et, ainsi que, &, +, ;, /"),
    solutions=_set(
        "portail, plateforme, outil, application, système, site, module, moteur, tableau de bord, intranet, chatbot"
    ),
    vague=_set("engagement, notoriété, visibilité, interactions, présence, synergies, sensibilisation"),
)

SPANISH = Lexicon(
    delivery=_set(
        "lanzar, entregar, construir, publicar, implementar, implantar, desarrollar, crear, migrar, desplegar, "
        "instalar, terminar, completar, redactar, producir, introducir, contratar, organizar, poner en marcha"
    ),
    activity=_set(
        "ayudar, apoyar, asistir, analizar, participar, consultar, evaluar, discutir, explorar, estudiar, examinar, "
        "contribuir, coordinar, acompañar, trabajar en, revisar"
    ),
    upkeep=_set("mantener, conservar, continuar, seguir, preservar, sostener"),
    holding=_set("mantener por debajo, mantener por encima, no superar, permanecer por debajo"),
    joiners=_set("y, así como, además de, &, +, ;, /"),
    solutions=_set(
        "portal, plataforma, herramienta, aplicación, sistema, web, módulo, motor, tablero, intranet, chatbot"
    ),
    vague=_set("compromiso, notoriedad, visibilidad, interacciones, presencia, sinergias, concienciación"),
)

PORTUGUESE = Lexicon(
    delivery=_set(
        "lançar, entregar, construir, publicar, implementar, implantar, desenvolver, criar, migrar, instalar, "
        "terminar, concluir, completar, redigir, produzir, introduzir, contratar, organizar, colocar em produção"
    ),
    activity=_set(
        "ajudar, apoiar, auxiliar, analisar, participar, consultar, avaliar, discutir, explorar, estudar, examinar, "
        "contribuir, coordenar, acompanhar, trabalhar em, rever"
    ),
    upkeep=_set("manter, conservar, continuar, seguir, preservar, sustentar"),
    holding=_set("manter abaixo, manter acima, não ultrapassar, permanecer abaixo"),
    joiners=_set("e, bem como, além de, &, +, ;, /"),
    solutions=_set(
        "portal, plataforma, ferramenta, aplicativo, aplicação, sistema, site, módulo, motor, painel, intranet, chatbot"
    ),
    vague=_set("engajamento, envolvimento, notoriedade, visibilidade, interações, presença, sinergias"),
)

LEXICONS: Mapping[str, Lexicon] = {
    "en": ENGLISH,
    "sv": SWEDISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
}


def lexicon(language: str) -> Lexicon:
    """Return the words of a language tag such as `sv` or `pt-BR`; English where there is no list."""
    return LEXICONS.get(language.casefold()[:2], ENGLISH)
