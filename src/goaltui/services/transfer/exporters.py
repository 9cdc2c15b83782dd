"""The export formats, each declared once: its name, its suffix and its writer."""

from collections.abc import Callable

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer import graphs
from goaltui.services.transfer.clippings import copied_tree
from goaltui.services.transfer.toml_files import export_toml


class Exporter(NamedTuple):
    """A format: its name in the shell, how the name of its file ends, what such a file is, and its writer."""

    name: str
    suffix: str
    told: str
    write: Callable[[Workspace], str]


OF_EVERYTHING = (
    Exporter("toml", ".toml", N_("holds everything and can be imported"), export_toml),
    Exporter("markdown", ".md", N_("is a list to read"), copied_tree),
)
"""The formats of everything; the first is the one that is proposed."""

OF_THE_MAP = (
    Exporter("mermaid", ".mmd", N_("is a flowchart for Mermaid"), graphs.mermaid),
    Exporter("dot", ".dot", N_("is a digraph for Graphviz"), graphs.dot),
)
"""The formats of the strategy map."""


def kinds_told() -> str:
    """Return the suffixes of an export of everything, each with its format in words."""
    return ", ".join(f"{exporter.suffix} {_(exporter.told)}" for exporter in OF_EVERYTHING)
