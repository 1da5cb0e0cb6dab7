#!/bin/sh
# The whole loop of a mentorship from the command line alone, without a screen: prepare, brief, log, settle, a call on advice, the
# action, done, the result, told back, review, evaluation, end. `MENTEE` is the program, `MENTEE_JOURNAL` a journal that is not
# there yet. Each step says what it expects; the first that is not so ends it.
set -eu

says() {
    wanted=$1
    shift
    said=$("$MENTEE" "$@" 2>&1) || { echo "failed: mentee $*: $said"; exit 1; }
    case $said in
        *"$wanted"*) ;;
        *) echo "mentee $* does not say “$wanted”:"; echo "$said"; exit 1 ;;
    esac
}

day() {
    MENTEE_NOW="$1T09:00:00Z"
    export MENTEE_NOW
}

# Who, with whom, and what for.
day 2026-09-01
says Noor profile add "Noor Haldane" --home-industry "logistics & transport"
says Odile person add "Odile Varga" --industry healthcare
says Flow mentorship add "Flow with other eyes" --person odile --aim-type perspective \
    --aim-mentee "See flow problems with other eyes" --aim-mentor "Test our bed logic" --start 2026-09-01
says replanning goal add "Cut weekly replanning from 14 h to 6 h" --measure number --unit h --baseline 14 --target 6 \
    --due 2026-12-18 --mentorships flow --visibility odile

# Prepare and brief.
says Odile meeting add "First talk" --people odile --at "2026-09-08 14:00" --minutes 45 --meeting-kind regular
says "First talk" meeting prepare "first talk" --intention "one thing to try"
says "For Odile" brief odile

# Held and captured.
day 2026-09-09
says advice log --meeting "first talk" "> stand at the board, not in a room" "! try the board at North-2 by fri" \
    "* count waiting, not movement" "= ^replanning 13 after a quiet week"
says "Try, adapt, park or decline?" today --unfinished

# A call on the advice; the promise comes from it; done, with its result.
says try advice edit "stand at the board" --my-call try --visibility odile
says board action edit "try the board" --from "stand at the board"
day 2026-09-11
says "has not heard" "done" "try the board" --result "four of five came"
says helped advice edit "stand at the board" --result helped

# Untold, it asks to be told, feeds the brief and the letter; told back, it is quiet.
day 2026-10-20
says "Tell Odile what became of" today
says "it helped" brief odile
says "four of five came" letter outcome odile
says told_back advice show "stand at the board" --json
says board "done" "stand at the board"
if "$MENTEE" today | grep -q "Tell Odile"; then echo "told back, it still asks"; exit 1; fi

# The progress review, and how it goes.
says "Progress review with Odile Varga" meeting review --with odile
says "Odile said 4 of 5" meeting review --with odile --goal replanning --moved "the board" --rating 4 --choice reshape --due 2027-01-15
says "moved once" goal show replanning
says rhythm evaluation questions odile
says quarter evaluation add "First quarter" --mentorship flow --mine 5,4,4,4,3,5,2,4,4,3 --theirs 4,4,4,3,3,4,4,4,3,4 \
    --adjustment "One observation in each talk" --adjustment-due 2026-12-01
says Second meeting add "Second talk" --people odile --at "2026-11-03 14:00"
says "On the agenda of “Second talk”" evaluation agenda "first quarter"
says "One observation" evaluation questions odile

# The end.
says "Looking back with Odile" mentorship look-back odile
says winding-down mentorship end odile finish --last-talk next --keep-look-back
says "Where we began" meeting show "second talk"
says closed mentorship end odile close --role peer --first me --cadence 90
says "Goes on as peer" mentorship show flow
says board search board
echo "the loop is round"
