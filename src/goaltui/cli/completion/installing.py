"""The files that teach a shell to complete, each written whole or not at all: one of them is the user's own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from goaltui.cli.completion.protocol import VARIABLE
from goaltui.cli.completion.scripts import SCRIPTS
from goaltui.config.whole_files import written_beside
from goaltui.model.errors import Refused, WrongUsage
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line

_PROGRAM = "goaltui"
_OF_TYPER = ("powershell", "pwsh")
_ZSH_LOADS = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
_ZSH_LOOKS = "zstyle ':completion:*' menu select"


def installed(words: Sequence[str]) -> str:
    """Install the script of the shell that is named, else of the one that is running, and return the sentence that
    says so; raises Refused, and WrongUsage for a shell without completion.

    Typer would write over the user's own file in place, which a full disk leaves empty.
    """
    shell = _shell(words, "--install-completion")
    if shell in _INSTALL:
        path = _INSTALL[shell](SCRIPTS[shell], Path.home())
    else:
        from typer import _completion_shared as typers

        # PowerShell's profile is only added to.
        shell, path = typers.install(shell=shell, prog_name=_PROGRAM, complete_var=VARIABLE)
    return _("Completion for {shell} is installed in {path}; it works in the next terminal.", shell=shell, path=path)


def shown(words: Sequence[str]) -> str:
    """Return the script of the shell that is named, else of the one that is running; raises as `installed`."""
    shell = _shell(words, "--show-completion")
    if shell in SCRIPTS:
        return SCRIPTS[shell]
    from typer import _completion_shared as typers

    return f"{typers.get_completion_script(prog_name=_PROGRAM, complete_var=VARIABLE, shell=shell)}\n"


def _shell(words: Sequence[str], option: str) -> str:
    known = (*_INSTALL, *_OF_TYPER)
    shell = " ".join(words) or _running()
    if shell in known:
        return shell
    names = {"shells": ", ".join(known), "option": option}
    if not shell:
        raise WrongUsage(_("This shell is not known; write one of {shells} behind {option}.", **names))
    raise WrongUsage(
        _("There is no completion for {word}; write one of {shells} behind {option}.", word=clean_line(shell), **names)
    )


def _running() -> str:
    from typer import _completion_shared as typers

    return typers._get_shell_name() or ""


def _bash(script: str, home: Path) -> Path:
    path = home / ".bash_completions" / f"{_PROGRAM}.sh"
    _write(path, script.encode())
    _add(home / ".bashrc", f"source '{path}'")
    return path


def _zsh(script: str, home: Path) -> Path:
    path = home / ".zfunc" / f"_{_PROGRAM}"
    _write(path, script.encode())
    _add(home / ".zshrc", _ZSH_LOADS)
    _add(home / ".zshrc", _ZSH_LOOKS, unless="zstyle")
    return path


def _fish(script: str, home: Path) -> Path:
    path = home / ".config" / "fish" / "completions" / f"{_PROGRAM}.fish"
    _write(path, script.encode())
    return path


_INSTALL: dict[str, Callable[[str, Path], Path]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}


def _add(path: Path, line: str, unless: str = "") -> None:
    """Add a line to a file of the user's, unless that is there or what stands for it."""
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise Refused(
            _("{path} cannot be read ({reason}), so it was left as it is.", path=path, reason=reason_of(error))
        ) from error
    if (unless or line).encode() not in before:
        _write(path, before + f"\n{line}\n".encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path) as part:
            part.write_bytes(content)
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}), so it was left as it is.", path=path, reason=reason_of(error))
        ) from error
