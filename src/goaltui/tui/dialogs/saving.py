"""The base of dialogs that save: a refusal keeps the dialog open and shows the reason."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.errors import GoaltuiError
from goaltui.tui.appearance.text import plain
from goaltui.tui.dialogs.base import Dialog

Typed = TypeVar("Typed")
Result = TypeVar("Result")

_SMALL = 4
"""Lines that what is said may take where the dialog has fewer than twice as many."""
_GAP = 1


class SavingDialog(Dialog[Result], Generic[Typed, Result]):
    """Answers with what came of saving what was typed; `save` raises GoaltuiError where that cannot be."""

    DEFAULT_CSS = f"""
    SavingDialog #said {{
        margin: {_GAP} 0 0 0;
    }}
    """
    # With priority the next key is looked at when it is saved or refused.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f2", "save", "Save", show=False, priority=True)]
    LEAST_LINES: ClassVar[int] = 1
    """Lines that what is said takes at least: a frame would jump where that changes while one types."""

    def __init__(self, title: str, keys: str, save: Callable[[Typed], Awaitable[Result]]) -> None:
        super().__init__(title, keys)
        self._save = save
        self._saving = False
        self._told: tuple[Content, ...] = (Content(""),)

    def typed(self) -> Typed:
        """Return the values to be saved, as they stand now."""
        raise NotImplementedError

    def foot(self) -> Iterable[Widget]:
        said = Static(id="said")
        said.display = False
        yield said

    @property
    def foot_height(self) -> int:
        return self._lines + _GAP if self._said else 0

    @property
    def _most_lines(self) -> int:
        return max(_SMALL, self.room // 2)

    @property
    def _said(self) -> Content:
        """The longest of what there is to say that has room."""
        most = self._most_lines
        return next((text for text in self._told if self._height(text) <= most), self._told[-1])

    @property
    def _lines(self) -> int:
        return min(max(self._height(self._said), self.LEAST_LINES), self._most_lines)

    def _height(self, text: Content) -> int:
        return len(text.wrap(self.text_width))

    def fit(self) -> None:
        said = self.query_one("#said", Static)
        said.update(self._said)
        said.display = bool(self._said)
        said.styles.height = self._lines
        super().fit()

    def tell(self, text: Content, *shorter: Content) -> None:
        """Say it below what is typed, or where it has no room the first `shorter` text that has; nothing takes away
        what was said."""
        self._told = (text, *shorter)
        self.fit()

    def refuse(self, error: GoaltuiError) -> None:
        """Say why it could not be saved."""
        self.tell(plain(str(error)).stylize("$error"))

    def action_leave(self) -> None:
        """Close the dialog, but not while it saves."""
        if not self._saving:
            super().action_leave()

    async def action_save(self) -> None:
        if self._saving or self.is_answered:
            return
        self._saving = True
        try:
            result = await self._save(self.typed())
        except GoaltuiError as error:
            self.refuse(error)
        else:
            self.answer(result)
        finally:
            self._saving = False
