# Completion of mentee for fish. To use it: mentee completions fish > ~/.config/fish/completions/mentee.fish

function __mentee_complete
    set -l words (commandline -opc)
    mentee __complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end

complete -c mentee -f -k -a '(__mentee_complete)'
complete -c mentee -l journal -r -F
complete -c mentee -n '__fish_seen_subcommand_from import restore backup review reply' -F
