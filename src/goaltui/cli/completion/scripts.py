"""The scripts by which bash, zsh and fish ask for completions."""

SCRIPTS = {
    "bash": """\
_goaltui_completion() {
    local found program="${1/#\\~\\//$HOME/}" IFS=$'\\n'
    COMPREPLY=()
    while read -r found; do
        COMPREPLY+=("$found")
    done < <(env _GOALTUI_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" COMP_TYPE="$COMP_TYPE" \\
        _GOALTUI_COMPLETE=complete_bash "$program" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
    return 0
}

complete -o default -F _goaltui_completion goaltui
""",
    # The first Tab of a session reads this file and expects an answer of it; later ones call the function.
    "zsh": """\
#compdef goaltui

_goaltui_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _GOALTUI_COMPLETE=complete_zsh goaltui 2>/dev/null)
}

compdef _goaltui_completion goaltui
if [[ $funcstack[1] == _goaltui ]]; then
  _goaltui_completion "$@"
fi
""",
    "fish": """\
function __goaltui_complete
    set -l line (commandline -cp | string collect)
    set -l found (env _GOALTUI_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \\
        _TYPER_COMPLETE_ARGS=$line goaltui 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command goaltui --no-files --arguments '(__goaltui_complete)'
""",
}
"""Zsh and fish ask by the variables of Typer's scripts, which earlier versions installed; those still work."""
