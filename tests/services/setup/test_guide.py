"""The guide proposes what the answers speak for, and every claim that it has to make stands in it."""

import itertools

import pytest

from goaltui.manual.pages import page
from goaltui.model.enums import Method
from goaltui.model.errors import WrongUsage
from goaltui.services.setup.guide import QUESTIONS, answered, proposal
from goaltui.services.setup.guide_text import sections
from goaltui.services.setup.templates import templates

# Each of what is said of the two models elsewhere, and the words of the guide that say it.
CLAIMS = (
    "Two models",
    "depends on your situation and your needs",
    "financial, customer, internal process, learning and growth",
    "made for balance",
    "which objective drives which",
    "a few measures that were chosen",
    "measured regularly",
    "puts the strategy into practice",
    "common among technology firms",
    "every person",
    "key results",
    "high-level",
    "in numbers",
    "a quarter of three months",
    "a year with quarters inside",
    "Where they differ",
    "four perspectives",
    "OKR is flexible",
    "small and agile",
    "focus and speed",
    "What matters most now gets the attention",
    "clear goals",
    "a shared understanding of where the organisation is going",
    "problems and obstacles are seen early",
    "realistic goals and keeps to them",
    "ambitious, but still realistic",
    "vision and strategy",
    "one may fail and learn",
    "makes high goals possible",
    "tie daily work to vision and strategy",
    "Write the strategy down",
    "to customers, to any other stakeholder",
    "Which when",
    "Win over the leadership",
    "Tell it",
    "Let everybody take part",
    "People resist what is done to them",
    "No measurable data",
    "Does not fit",
    "things change fast",
    "large ones with many parts to keep together",
    "Too complex",
    "Too vague",
    "Were the goals reached",
    "Was the strategy put into practice",
    "effect on performance and growth",
    "Key figures show",
    "Evaluate the model itself once a year",
    "målstyrning",
)


def test_every_claim_has_its_place() -> None:
    text = " ".join(page("guide").text.replace("*", "").split())
    assert len(CLAIMS) == 49
    assert [claim for claim in CLAIMS if claim not in text] == []


def test_the_sections_are_read_without_marks() -> None:
    assert len(sections()) == 8
    for section in sections():
        assert section.text
        assert not {"**", "](", "`"} & {section.text[place : place + 2] for place in range(len(section.text))}
        assert "`" not in section.text


@pytest.mark.parametrize(
    ("letters", "method", "template"),
    [
        ("aaaaaaaa", Method.OKR, "personal-goals"),
        ("aacccbcb", Method.SCORECARD, "personal-scorecard"),
        ("baaaaaaa", Method.OKR, "software-team"),
        ("cbbbbcbc", Method.BOTH, "company"),
        ("dccccbcb", Method.SCORECARD, "municipality"),
        ("eccccbcb", Method.SCORECARD, "public-agency"),
    ],
)
def test_answers_end_in_what_they_speak_for(letters: str, method: Method, template: str) -> None:
    found = proposal(answered(letters))
    assert (found.method, found.template) == (method, template)
    assert 1 <= len(found.reasons) <= 4
    assert len(set(found.steps)) == 3


def test_whatever_is_answered_there_is_a_template_and_a_reason() -> None:
    names = {template.name for template in templates()}
    methods = set()
    for answers in itertools.product(*(question.answers for question in QUESTIONS)):
        found = proposal(answers)
        methods.add(found.method)
        assert found.template in names
        assert found.reasons
    assert methods == set(Method)


@pytest.mark.parametrize("letters", ["", "aaa", "zaaaaaaa", "aaaaaaaaa"])
def test_letters_that_answer_nothing_are_refused(letters: str) -> None:
    with pytest.raises(WrongUsage):
        answered(letters)
