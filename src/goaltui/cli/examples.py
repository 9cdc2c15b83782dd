"""Examples at the end of the help of every command; each runs as it stands in the sample company of its language."""

from collections.abc import Mapping

from goaltui.model.quick.translation import N_, N_p, _, _p

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "": ("goaltui", "goaltui due --mine", N_p("example", "goaltui checkin 'Churn from' 2.3 @7 'fewer surprises'")),
    "add": (N_p("example", "goaltui add objective 'Be found by people who need us'"), "goaltui add kr --help"),
    "add cycle": ("goaltui add cycle 2031-Q1", "goaltui add cycle Sprint --start 2031-01-07 --end 2031-01-20"),
    "add initiative": (
        N_p("example", "goaltui add initiative 'Call ten customers' --under 'Customers stay'"),
        N_p("example", "goaltui add initiative 'New price page' --under MRR --owner bo --due 2031-01-15"),
    ),
    "add kr": (
        N_p("example", "goaltui add kr 'Signups from 20 to 80' --under 'Customers stay' --start 20 --target 80"),
        N_p("example", "goaltui add kr 'p99 latency from 900 to 300 ms @bo' --under 'Releases are a non-event'"),
        N_p("example", "goaltui add kr 'Move house' --under 'Customers stay' --milestones 'Draft, Ship'"),
    ),
    "add link": (
        N_p("example", "goaltui add link 'Key skills are covered twice' 'Lower the cost to serve' --delay 3"),
    ),
    "add measure": (
        N_p("example", "goaltui add measure 'Late invoices' --perspective financial --scoring 'goal=2 red_flag=10'"),
        N_p(
            "example",
            "goaltui add measure Visitors --under 'Customers stay' --unit visits --frequency week --aggregation sum",
        ),
    ),
    "add milestone": (N_p("example", "goaltui add milestone 'Rehearsed' --under 'Staging mirrors production'"),),
    "add note": (
        N_p("example", "goaltui add note 'Exports are what people miss' --on 'Customers stay' --kind learning"),
        N_p("example", "goaltui add note 'No log of calls' --on 'First answer' --kind obstacle --owner cleo"),
    ),
    "add objective": (
        N_p("example", "goaltui add objective 'Be found by people who need us'"),
        N_p("example", "goaltui add objective 'Answer in a day' --under 'Customers stay' --cycle 2026-Q4 --owner cleo"),
    ),
    "add person": ("goaltui add person Frida", N_p("example", "goaltui add person Gus --team Sales")),
    "add perspective": (
        N_p("example", "goaltui add perspective Society"),
        N_p("example", "goaltui add perspective Planet --weight '10 %'"),
    ),
    "add target": (N_p("example", "goaltui add target Churn --scoring 'goal=1.2 red_flag=3' --note 'a better year'"),),
    "add team": ("goaltui add team Support", N_p("example", "goaltui add team Nights --under Customers")),
    "add theme": (N_p("example", "goaltui add theme Calm --text 'Nobody waits, nobody rushes'"),),
    "apply": ("goaltui export -o goals.toml", "goaltui apply goals.toml --yes"),
    "backup": ("goaltui backup", N_p("example", "goaltui backup monday.db"), "goaltui backup --list"),
    "balance": ("goaltui balance", "goaltui balance --json"),
    "chart": (N_p("example", "goaltui chart Churn"), N_p("example", "goaltui chart 'Flaky tests'")),
    "check": (
        "goaltui check",
        "goaltui check --severity error",
        "goaltui check goals.toml --format github",
    ),
    "checkin": (
        N_p("example", "goaltui checkin 'Flaky tests' 25"),
        N_p("example", "goaltui checkin 'reference customers' +2 @7 'two from the fair'"),
        "goaltui checkin - < values.txt",
    ),
    "close": ("goaltui close 2026-Q3 --dry-run",),
    "config": ("goaltui config", "goaltui config --init"),
    "cycles": ("goaltui cycles", "goaltui cycles --json"),
    "delete": (N_p("example", "goaltui delete 'Price page' --yes"),),
    "demo": ("goaltui demo", "goaltui demo --method okr"),
    "diff": ("goaltui diff goals.toml", "goaltui diff goals.toml --exit-code"),
    "doctor": ("goaltui doctor", "goaltui doctor ."),
    "done": (N_p("example", "goaltui done 'Win-back calls'"), N_p("example", "goaltui done 'Win-back calls' --open")),
    "due": ("goaltui due --mine", N_p("example", "goaltui due --filter 'team:sales' --format tsv")),
    "edit": ("goaltui edit", N_p("example", "goaltui edit 'Customers stay'")),
    "export": ("goaltui export -o goals.toml", N_p("example", "goaltui export 'Customers stay' --json")),
    "find": (N_p("example", "goaltui find churn"), N_p("example", "goaltui find 'exit reason' --json")),
    "library": (N_p("example", "goaltui library churn"), "goaltui library --perspective customer"),
    "guide": ("goaltui guide --answers bbaaaaac", "goaltui guide"),
    "help": ("goaltui help", "goaltui help check-in", "goaltui help add kr"),
    "hub": ("goaltui hub move --help",),
    "hub move": ("goaltui hub move postgresql://goals.example.org/goals",),
    "import": ("goaltui import goals.toml --yes", "goaltui import - < goals.toml"),
    "init": ("goaltui init --method okr", "goaltui --db team.db init --sample"),
    "log": (
        "goaltui log --limit 5",
        N_p("example", 'goaltui log Churn --since "2 weeks ago"'),
        "goaltui log --by bo --format markdown",
    ),
    "map": ("goaltui map", "goaltui map --format mermaid"),
    "merge": ("goaltui merge copy.db --yes",),
    "move": (
        N_p("example", "goaltui move 'Price page' --under MRR"),
        N_p("example", "goaltui move 'Releases are a non-event' --before 'Fix what customers report'"),
    ),
    "people": ("goaltui people", "goaltui people --json"),
    "records": ("goaltui records --open", N_p("example", "goaltui records discount --kind decision")),
    "redo": ("goaltui undo", "goaltui redo"),
    "review": ("goaltui review", N_p("example", "goaltui review --filter team:sales -o review.md --yes")),
    "round": ("goaltui round", "goaltui round --all --json"),
    "schema": ("goaltui schema tree", "goaltui schema add objective"),
    "scorecard": ("goaltui scorecard", "goaltui scorecard --as-of yesterday"),
    "set": (
        N_p("example", "goaltui set Churn owner=anna"),
        N_p("example", "goaltui set 'Price page' 'Win-back calls' due=2031-01-31"),
        "goaltui set workspace name=Nordvik",
    ),
    "show": (
        N_p("example", "goaltui show 'Flaky tests'"),
        N_p("example", "goaltui show Churn --json"),
        "goaltui show workspace",
    ),
    "status": ("goaltui status", N_p("example", "goaltui status --mine --format '{due} due, {late} late'")),
    "strategy": ("goaltui strategy", "goaltui strategy --format markdown"),
    "sync": ("goaltui --db team.db --exchange sync",),
    "thread": (N_p("example", "goaltui thread 'Flaky tests'"),),
    "tick": (N_p("example", "goaltui tick 'Staging mirrors production' Rehearsed"),),
    "tree": ("goaltui tree --cycle current --depth 2", "goaltui tree --filter 'status:risk' --format markdown"),
    "undo": ("goaltui undo",),
    "why": ("goaltui why", N_p("example", "goaltui why 'Flaky tests'")),
}
"""By the words of the command; those of the program itself stand under the empty text."""

_EVERYWHERE = N_("""\
Everywhere, before or after the command:
  --db PATH|URL, --as NAME, --as-of DATE, --known-at MOMENT, --json,
  --no-color, --exchange, --timeout SECONDS; goaltui --help explains them.""")


def examples_of(command: str) -> tuple[str, ...]:
    """Return the examples of a command in the reader's language: with the titles of the sample company in it."""
    return tuple(_p("example", line) for line in EXAMPLES[command])


def epilog(command: str) -> str:
    """Return the text below the options of a command: the options of every command, and examples."""
    examples = "\n".join((_("Examples:"), *(f"  {line}" for line in examples_of(command))))
    return f"\b\n{_(_EVERYWHERE)}\n\n\b\n{examples}" if command else f"\b\n{examples}"
