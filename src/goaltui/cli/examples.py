"""Examples at the end of the help of every command; each runs as it stands in the sample company."""

from collections.abc import Mapping

from goaltui.model.quick.translation import N_, _

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "": ("goaltui", N_("goaltui due --mine"), N_("goaltui checkin 'Churn from' 2.3 @7 'fewer surprises'")),
    "add": (N_("goaltui add objective 'Be found by people who need us'"), N_("goaltui add kr --help")),
    "add cycle": (N_("goaltui add cycle 2031-Q1"), N_("goaltui add cycle Sprint --start 2031-01-07 --end 2031-01-20")),
    "add initiative": (
        N_("goaltui add initiative 'Call ten customers' --under 'Customers stay'"),
        N_("goaltui add initiative 'New price page' --under MRR --owner bo --due 2031-01-15"),
    ),
    "add kr": (
        N_("goaltui add kr 'Signups from 20 to 80' --under 'Customers stay' --start 20 --target 80"),
        N_("goaltui add kr 'p99 latency from 900 to 300 ms @bo' --under 'Releases are a non-event'"),
        N_("goaltui add kr 'Move house' --under 'Customers stay' --milestones 'Draft, Ship'"),
    ),
    "add link": (N_("goaltui add link 'Key skills are covered twice' 'Lower the cost to serve' --delay 3"),),
    "add measure": (
        N_("goaltui add measure 'Late invoices' --perspective financial --scoring 'goal=2 red_flag=10'"),
        N_("goaltui add measure Visitors --under 'Customers stay' --unit visits --frequency week --aggregation sum"),
    ),
    "add milestone": (N_("goaltui add milestone 'Rehearsed' --under 'Staging mirrors production'"),),
    "add note": (
        N_("goaltui add note 'Exports are what people miss' --on 'Customers stay' --kind learning"),
        N_("goaltui add note 'No log of calls' --on 'First answer' --kind obstacle --owner cleo"),
    ),
    "add objective": (
        N_("goaltui add objective 'Be found by people who need us'"),
        N_("goaltui add objective 'Answer in a day' --under 'Customers stay' --cycle 2026-Q4 --owner cleo"),
    ),
    "add person": (N_("goaltui add person Frida"), N_("goaltui add person Gus --team Sales")),
    "add perspective": (N_("goaltui add perspective Society"), N_("goaltui add perspective Planet --weight '10 %'")),
    "add target": (N_("goaltui add target Churn --scoring 'goal=1.2 red_flag=3' --note 'a better year'"),),
    "add team": (N_("goaltui add team Support"), N_("goaltui add team Nights --under Customers")),
    "add theme": (N_("goaltui add theme Calm --text 'Nobody waits, nobody rushes'"),),
    "apply": (N_("goaltui export -o goals.toml"), N_("goaltui apply goals.toml --yes")),
    "backup": (N_("goaltui backup"), N_("goaltui backup monday.db"), N_("goaltui backup --list")),
    "balance": (N_("goaltui balance"), N_("goaltui balance --json")),
    "chart": (N_("goaltui chart Churn"), N_("goaltui chart 'Flaky tests'")),
    "check": (
        N_("goaltui check"),
        N_("goaltui check --severity error"),
        N_("goaltui check goals.toml --format github"),
    ),
    "checkin": (
        N_("goaltui checkin 'Flaky tests' 25"),
        N_("goaltui checkin 'reference customers' +2 @7 'two from the fair'"),
        N_("goaltui checkin - < values.txt"),
    ),
    "close": (N_("goaltui close 2026-Q3 --dry-run"),),
    "config": (N_("goaltui config"), N_("goaltui config --init")),
    "cycles": (N_("goaltui cycles"), N_("goaltui cycles --json")),
    "delete": (N_("goaltui delete 'Price page' --yes"),),
    "demo": (N_("goaltui demo"), N_("goaltui demo --method okr")),
    "diff": (N_("goaltui diff goals.toml"), N_("goaltui diff goals.toml --exit-code")),
    "doctor": (N_("goaltui doctor"), N_("goaltui doctor .")),
    "done": (N_("goaltui done 'Win-back calls'"), N_("goaltui done 'Win-back calls' --open")),
    "due": (N_("goaltui due --mine"), N_("goaltui due --filter 'team:sales' --format tsv")),
    "edit": (N_("goaltui edit"), N_("goaltui edit 'Customers stay'")),
    "export": (N_("goaltui export -o goals.toml"), N_("goaltui export 'Customers stay' --json")),
    "find": (N_("goaltui find churn"), N_("goaltui find 'exit reason' --json")),
    "guide": (N_("goaltui guide --answers bbaaaaac"), N_("goaltui guide")),
    "help": (N_("goaltui help"), N_("goaltui help check-in"), N_("goaltui help add kr")),
    "hub": (N_("goaltui hub move --help"),),
    "hub move": (N_("goaltui hub move postgresql://goals.example.org/goals"),),
    "import": (N_("goaltui import goals.toml --yes"), N_("goaltui import - < goals.toml")),
    "init": (N_("goaltui init --method okr"), N_("goaltui --db team.db init --sample")),
    "log": (
        N_("goaltui log --limit 5"),
        N_("goaltui log Churn --since mon"),
        N_("goaltui log --by bo --format markdown"),
    ),
    "map": (N_("goaltui map"), N_("goaltui map --format mermaid")),
    "merge": (N_("goaltui merge copy.db --yes"),),
    "move": (
        N_("goaltui move 'Price page' --under MRR"),
        N_("goaltui move 'Releases are a non-event' --before 'Fix what customers report'"),
    ),
    "people": (N_("goaltui people"), N_("goaltui people --json")),
    "records": (N_("goaltui records --open"), N_("goaltui records discount --kind decision")),
    "redo": (N_("goaltui undo"), N_("goaltui redo")),
    "review": (N_("goaltui review"), N_("goaltui review --filter team:sales -o review.md --yes")),
    "round": (N_("goaltui round"), N_("goaltui round --all --json")),
    "schema": (N_("goaltui schema tree"), N_("goaltui schema add objective")),
    "scorecard": (N_("goaltui scorecard"), N_("goaltui scorecard --as-of yesterday")),
    "set": (
        N_("goaltui set Churn owner=anna"),
        N_("goaltui set 'Price page' 'Win-back calls' due=2031-01-31"),
        N_("goaltui set workspace name=Nordvik"),
    ),
    "show": (N_("goaltui show 'Flaky tests'"), N_("goaltui show Churn --json"), N_("goaltui show workspace")),
    "status": (N_("goaltui status"), N_("goaltui status --mine --format '{due} due, {late} late'")),
    "strategy": (N_("goaltui strategy"), N_("goaltui strategy --format markdown")),
    "sync": (N_("goaltui --db team.db --exchange sync"),),
    "thread": (N_("goaltui thread 'Flaky tests'"),),
    "tick": (N_("goaltui tick 'Staging mirrors production' Rehearsed"),),
    "tree": (N_("goaltui tree --cycle 2026-Q4 --depth 2"), N_("goaltui tree --filter 'status:risk' --format markdown")),
    "undo": (N_("goaltui undo"),),
    "why": (N_("goaltui why"), N_("goaltui why 'Flaky tests'")),
}
"""By the words of the command; those of the program itself stand under the empty text."""

_EVERYWHERE = N_("""\
Everywhere, before or after the command:
  --db PATH|URL, --as NAME, --as-of DATE, --known-at MOMENT, --json,
  --no-color, --exchange, --timeout SECONDS; goaltui --help explains them.""")


def epilog(command: str) -> str:
    """Return what stands below the options of a command: the options of every command, and examples."""
    examples = "\n".join((_("Examples:"), *(f"  {line}" for line in EXAMPLES[command])))
    return f"\b\n{_EVERYWHERE}\n\n\b\n{examples}" if command else f"\b\n{examples}"
