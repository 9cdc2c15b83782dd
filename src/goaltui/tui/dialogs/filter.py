"""Prompt for a filter: a query, or a saved one by name."""

from collections.abc import Iterable, Mapping

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, N_p, _, _p
from goaltui.services.filters.query import FLAGS, KEYS, parse_query
from goaltui.tui.appearance.text import plain
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.options import OptionLines

_READY = (
    (N_p("filter", "mine"), "is:mine", N_("what I own")),
    (N_p("filter", "team"), "is:team", N_("what anybody in my teams owns")),
    (N_p("filter", "risk"), "status:risk", N_("what is at risk")),
    (N_p("filter", "behind"), "status:behind", N_("what is behind")),
    (N_p("filter", "stale"), "is:stale", N_("what is running without a recent check-in")),
    (N_p("filter", "alone"), "is:alone", N_("what nobody owns")),
    (N_p("filter", "everything"), "", N_("no filter")),
)


class FilterDialog(Dialog[str]):
    """Answers with the query as it was typed, or `NAME = QUERY` to save it; what cannot be asked stays to be mended."""

    DEFAULT_CSS = """
    FilterDialog Static { height: auto; }
    FilterDialog #problem { color: $warning; min-height: 1; }
    FilterDialog Input, FilterDialog Input:focus {
        border: none;
        height: 1;
        padding: 0 1;
        background: $background;
    }
    FilterDialog OptionList, FilterDialog OptionList:focus {
        background: $panel;
        background-tint: $foreground 0%;
        border: none;
        padding: 0;
        margin-top: 1;
        height: auto;
    }
    """

    def __init__(self, query: str, saved: Mapping[str, str]) -> None:
        super().__init__(_("Filter"), _("Enter show   Tab saved ones   Esc cancel"))
        self._query = query
        self._saved = saved
        self._choices = [(f"@{name}", text, f"@{name}") for name, text in sorted(saved.items())]
        self._choices += [(_p("filter", name), _(what), query) for name, query, what in _READY]

    def body(self) -> Iterable[Widget]:
        line = Input(self._query, placeholder=_("owner:anna status:risk churn"))
        line.cursor_blink = False
        yield line
        yield Static(id="problem")
        yield Static(Content.styled(_("name = query  saves it"), "$dim"))
        yield Static(Content.styled(_("keys  {keys}", keys="  ".join(f"{key}:" for key in KEYS)), "$dim"))
        yield Static(
            Content.styled(_("is: can be  {flags};  other words are of the title", flags="  ".join(FLAGS)), "$dim")
        )
        yield OptionLines(*(Option(_prompt(name, what)) for name, what, _query in self._choices))

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        name, equals, query = event.value.partition("=")
        try:
            parse_query(query if equals else event.value, self._saved)
        except WrongUsage as error:
            self._refuse(str(error))
            return
        if equals and not name.strip():
            self._refuse(_("A saved filter needs a name before the equals sign."))
        else:
            self.answer(event.value)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._choices[event.option_index][2])

    def _refuse(self, sentence: str) -> None:
        self.query_one("#problem", Static).update(plain(sentence))


def _prompt(name: str, what: str) -> Content:
    return Content.assemble((f" {plain(name).plain}  ", "$accent"), (plain(what).plain, "$dim"))
