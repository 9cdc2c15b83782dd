"""The option that is meant by one that a command does not have: by habits from other programs, else the nearest."""

import shlex
from collections.abc import Collection, Mapping

from goaltui.cli.global_options import FLAGS, WITH_VALUE
from goaltui.services.filters.query import COLUMNS

_HABITS: Mapping[str, str] = {
    "--start": "--from --baseline --initial --current --value --now",
    "--target": "--to --goal --until --aim",
    "--scoring 'goal=2 red_flag=5'": "--goal --red --red-flag --target --amber --green",
    "--under": "--objective --parent --for --in --of --goal --okr --epic -p",
    "--on": "--under --for --about --ref --objective",
    "--owner": "--assignee --assign --responsible --who --person --user --author -a",
    "--filter owner:NAME": "--owner --assignee --who --person --user --author -u",
    "--by": "--author --user --who --owner --group --group-by",
    "--due": "--deadline --date --end --by -d",
    "--cycle": "--quarter --period --when -c -q",
    "--unit": "-u",
    "--frequency": "--cadence --period --interval --every",
    "--cadence": "--frequency --interval --every",
    "--limit": "-n -N -l --lines --number --max --max-count --count --head",
    "--since": "--after --from --days",
    "--depth": "-L --level --levels --max-depth",
    "--why": "-m --message --description --text --body --note --because",
    "--description": "-m --message --text --body --note --why",
    "--definition": "-m --message --text --body --note --description --why",
    "--kind": "--type -t -k",
    "--team": "--group --department",
    "--yes": "-y -f --force --assume-yes --no-confirm --confirm",
    "--output": "-O --out --file",
    "-o": "-O --output --out --file",
    "--format": "-o --output --out",
    "--format tsv": "--csv --tsv",
    "--format markdown": "--md --markdown",
    "--format html": "--html",
    "--filter team:NAME": "--team --group",
    "--filter status:NAME": "--status --state",
    "--filter cycle:NAME": "--cycle --quarter --period",
    "--filter perspective:NAME": "--perspective",
    "--filter is:late": "--overdue --late",
    "--filter QUERY": "-f --search --query --grep --where --match -q",
    "--milestones": "--milestone --steps --checklist",
    "--condition done": "--done --binary --boolean --yes-no",
    "--timeout": "--wait",
    "--to": "--into --next",
    "--db": "--database --file --path -D",
    "--as": "--user --author",
    "--version": "-v",
    "--json": "-j --jsonl --output-json",
}
"""By what is meant, best first: what people type for it. Where a command lacks the one, the next counts."""

_SORTED = ("--sort", "--sort-by", "--order", "--order-by")
_NEAR = 0.7


def meant_option(typed: str, known: Collection[str], value: str = "") -> str:
    """Return what to type for an option and its value among those known there; empty where nothing is near."""
    from difflib import get_close_matches

    everywhere = (*FLAGS, *WITH_VALUE)
    if typed in _SORTED and "--depth" in known:
        column = value if value.removeprefix("-") in COLUMNS else "-progress"
        return f"--filter sort:{column}"
    for meant, words in _HABITS.items():
        if typed in words.split() and (meant.split()[0] in known or meant in everywhere):
            value = value.removeprefix("@") if "owner" in meant else value
            told = meant.replace("NAME", shlex.quote(value)) if value else meant
            return f"{told} {shlex.quote(value)}" if value and " " not in meant and meant not in FLAGS else told
    named = {option.lstrip("-"): option for option in (*known, *everywhere)}
    near = get_close_matches(typed.lstrip("-"), named, 1, _NEAR) if typed.startswith("--") else ()
    return next((named[word] for word in near), "")
