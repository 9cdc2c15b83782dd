"""Markdown of our own as one file of HTML: no scripts, nothing fetched, no markup of anybody else."""

from html import escape

from goaltui.model.quick.translation import spoken

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
)


def page_of(markdown: str, name: str, workspace: str) -> str:
    """Return a whole page, called by the `name` of what is on it and by the `workspace`; HTML in the text is shown as
    it was typed, and links are no links.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(titled(name, workspace))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{reader.render(markdown)}</body>\n</html>\n"
    )


def titled(name: str, workspace: str) -> str:
    """Return the title of a page: `Scorecard · Acme`, or its name alone where the workspace has none."""
    return " · ".join(filter(None, (name, " ".join(workspace.split()))))
