# Completion of mentee for bash. To use it: source <(mentee completions bash)

_mentee() {
    local word line
    word="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS= read -r line; do
        line="${line%%$'\t'*}"
        case "$word" in
            # Within quotes the shell adds the last one, and leaves what lies between them as it is: a name with `$(…)` or
            # a quote in it must stay a name.
            \"*)
                line="${line//\\/\\\\}"
                line="${line//\$/\\\$}"
                line="${line//\`/\\\`}"
                line="${line//\"/\\\"}"
                COMPREPLY+=("${line//!/\"\'!\'\"}")
                ;;
            \'*) COMPREPLY+=("${line//\'/\'\\\'\'}") ;;
            *) COMPREPLY+=("$(printf '%q' "$line")") ;;
        esac
    done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

# Where mentee knows nothing to offer, a file is meant.
complete -o default -o nosort -F _mentee mentee
