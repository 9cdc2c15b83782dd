"""The guide to a model: questions with the points of their answers, and the proposal that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goaltui.model.enums import Method
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, _

_CLEAR = 3
"""From how many points apart one model is proposed without the other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its letter, what it says, how many points it gives either model, and the reason why;
    `template` where it tells what to begin from."""

    letter: str
    text: str
    okr: int
    scorecard: int
    reason: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers."""

    id: str
    text: str
    answers: tuple[Answer, ...]

    def answer(self, letter: str) -> Answer:
        """Return the answer of that letter; raises WrongUsage."""
        for answer in self.answers:
            if answer.letter == letter.strip().lower():
                return answer
        known = ", ".join(answer.letter for answer in self.answers)
        raise WrongUsage(
            _(
                "'{question}' has no answer '{letter}'; it can be {known}.",
                question=_(self.text),
                letter=letter.strip()[:9],
                known=known,
            )
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """The model that fits, the reasons, the template to begin from, and the first three steps."""

    method: Method
    reasons: tuple[str, ...]
    template: str
    steps: tuple[str, str, str]

    @property
    def sentence(self) -> str:
        """The proposal in a sentence."""
        return _("Begin with {method}.", method=self.method.word)


QUESTIONS = (
    Question(
        "who",
        N_("Who is it for?"),
        (
            Answer("a", N_("for myself"), 1, 0, N_("one person needs little structure"), "personal"),
            Answer("b", N_("a team"), 2, 0, N_("a team can agree on a few goals in an hour"), "team"),
            Answer(
                "c",
                N_("a company of several teams"),
                1,
                1,
                N_("several teams need both direction and overview"),
                "company",
            ),
            Answer("d", N_("a municipality"), 0, 2, N_("a council asks for the whole picture"), "municipality"),
            Answer(
                "e",
                N_("an agency or another public body"),
                0,
                2,
                N_("a mission and a grant ask for the whole"),
                "agency",
            ),
        ),
    ),
    Question(
        "size",
        N_("How many people will have goals in it?"),
        (
            Answer("a", N_("up to 15"), 2, 0, N_("few people need no large structure")),
            Answer("b", N_("up to 150"), 1, 1, N_("there are enough people to drift apart")),
            Answer("c", N_("more"), 0, 2, N_("many parts have to be kept together")),
        ),
    ),
    Question(
        "horizon",
        N_("How far ahead do you want to steer?"),
        (
            Answer("a", N_("the next quarter"), 2, 0, N_("a quarter is the length of a cycle")),
            Answer("b", N_("this year"), 1, 1, N_("a year holds both a strategy and its first steps")),
            Answer("c", N_("several years"), 0, 2, N_("measures go on where cycles end")),
        ),
    ),
    Question(
        "stability",
        N_("How often do your plans change?"),
        (
            Answer("a", N_("every few weeks"), 2, 0, N_("cycles follow what changes fast")),
            Answer("b", N_("once or twice a year"), 1, 1, N_("some of it changes and some of it stays")),
            Answer("c", N_("hardly ever"), 0, 2, N_("what is stable can be watched for years")),
        ),
    ),
    Question(
        "data",
        N_("What numbers do you have?"),
        (
            Answer("a", N_("hardly any"), 1, 0, N_("a key result makes its own series")),
            Answer("b", N_("some"), 1, 1, N_("there is enough to begin either way")),
            Answer("c", N_("good series already"), 0, 2, N_("measures can be scored from the first day on")),
        ),
    ),
    Question(
        "focus",
        N_("What do you miss most?"),
        (
            Answer("a", N_("focus on a few changes"), 3, 0, N_("OKR is made for focus")),
            Answer("b", N_("balance over everything"), 0, 3, N_("the scorecard is made for balance")),
            Answer("c", N_("both"), 2, 2, N_("the scorecard keeps the balance while OKR moves what matters most")),
        ),
    ),
    Question(
        "who-decides",
        N_("Who sets the goals?"),
        (
            Answer("a", N_("those who do the work"), 2, 0, N_("goals from below are what OKR lives on")),
            Answer(
                "b",
                N_("the leadership, and teams find their part"),
                1,
                1,
                N_("a strategy from above and goals from below meet"),
            ),
            Answer("c", N_("owners, a council or the law"), 0, 2, N_("others ask for an account of the whole")),
        ),
    ),
    Question(
        "strategy",
        N_("Is there a strategy that was written down?"),
        (
            Answer("a", N_("no"), 1, 0, N_("a cycle of OKR shows what the strategy might be")),
            Answer("b", N_("yes, and it is followed"), 0, 1, N_("a scorecard shows whether it works")),
            Answer("c", N_("yes, and nothing changes"), 2, 1, N_("OKR brings the strategy into the next quarter")),
        ),
    ),
)

_STEPS: Mapping[Method, tuple[str, str, str]] = {
    Method.OKR: (
        N_("Write one or two objectives for the quarter (2, then a): what will be different, without a number."),
        N_("Give each two or three key results (a, k) with a start and a target, and an owner."),
        N_("Check in on all of it once a week (C), and close the cycle with what you learned (o, then x)."),
    ),
    Method.SCORECARD: (
        N_("Write vision, mission and strategy in a sentence each (s, Enter on the workspace)."),
        N_(
            "Give each perspective one objective, and each objective one measure with a goal and a red flag (3, "
            "then a)."
        ),
        N_("Check in when a value is due (C), and hold a review once a month (r)."),
    ),
    Method.BOTH: (
        N_(
            "Give each perspective one strategic objective with one measure (3, then a), and link them on the "
            "map (4, L)."
        ),
        N_("Choose the one that has to move now, and write an OKR objective for this quarter under it (2, then a)."),
        N_(
            "Check in once a week (C); close the cycle each quarter (o, then x), review the scorecard once a month (r)."
        ),
    ),
}
_TEMPLATES: Mapping[tuple[str, Method], str] = {
    ("personal", Method.OKR): "personal-goals",
    ("personal", Method.BOTH): "personal-goals",
    ("personal", Method.SCORECARD): "personal-scorecard",
    ("municipality", Method.SCORECARD): "municipality",
    ("municipality", Method.BOTH): "municipality",
    ("agency", Method.SCORECARD): "public-agency",
    ("agency", Method.BOTH): "public-agency",
}


def proposal(answers: Sequence[Answer]) -> Proposal:
    """Return the proposal that these answers, one to each question, speak for."""
    okr, scorecard = sum(answer.okr for answer in answers), sum(answer.scorecard for answer in answers)
    who = next((answer.template for answer in answers if answer.template), "")
    method = Method.BOTH
    if abs(okr - scorecard) >= _CLEAR or who == "personal":
        method = Method.OKR if okr >= scorecard else Method.SCORECARD
    fallback = "software-team" if method is Method.OKR else "company"
    first, second, third = _STEPS[method]
    template = _TEMPLATES.get((who, method), fallback)
    return Proposal(method, _reasons(answers, method), template, (_(first), _(second), _(third)))


def answered(letters: str) -> tuple[Answer, ...]:
    """Return the answers of a letter for each question, in their order; raises WrongUsage."""
    if len(letters) != len(QUESTIONS):
        raise WrongUsage(
            _(
                "There are {count} questions, so it takes {count} letters.",
                count=len(QUESTIONS),
            )
        )
    return tuple(question.answer(letter) for question, letter in zip(QUESTIONS, letters, strict=True))


def _reasons(answers: Sequence[Answer], method: Method) -> tuple[str, ...]:
    """Return the strongest answers for it, each with its words and the reason why it counts."""

    def weight(answer: Answer) -> int:
        if method is Method.BOTH:
            return min(answer.okr, answer.scorecard) * 10 + answer.okr + answer.scorecard
        apart = answer.okr - answer.scorecard
        return apart if method is Method.OKR else -apart

    loudest = sorted(answers, key=weight, reverse=True)[:4]
    return tuple(
        _("You said '{answer}': {reason}.", answer=_(answer.text), reason=_(answer.reason))
        for answer in loudest
        if weight(answer) > 0
    )
