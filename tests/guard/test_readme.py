"""The README is short, and what it links to is there."""

import re
from pathlib import Path

from goaltui.manual.pages import TOPICS, page

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_it_is_read_in_a_minute_or_two() -> None:
    assert len(README.splitlines()) <= 200


def test_every_link_of_it_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert len(links) > len(TOPICS)
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_it_links_every_page_of_the_manual_by_its_title() -> None:
    links = [f"[{page(topic).title}](src/goaltui/manual/en/{topic}.md)" for topic in TOPICS]
    assert [link for link in links if link not in README] == []


def test_its_recipes_for_prompts_are_those_of_the_manual() -> None:
    recipes = README.partition("## In your prompt")[2].split("```")[1].splitlines()[1:]
    lines = [line for line in recipes if line and not line.startswith("#")]
    manual = (REPOSITORY / "src/goaltui/manual/en/shell.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 6
    assert [line for line in lines if line not in manual] == []
