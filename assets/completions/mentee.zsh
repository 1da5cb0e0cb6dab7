#compdef mentee
# Completion of mentee for zsh. To use it: mentee completions zsh > "${fpath[1]}/_mentee"

_mentee() {
    local line tab=$'\t'
    local -a values shown
    while IFS= read -r line; do
        values+=("${line%%$tab*}")
        shown+=("${line//$tab/  -- }")
    done < <("$words[1]" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        # Names are found whatever their case.
        compadd -l -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -d shown -a values
    else
        _files
    fi
}

if [ "$funcstack[1]" = "_mentee" ]; then
    _mentee "$@"
else
    compdef _mentee mentee
fi
