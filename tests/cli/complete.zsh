# SPDX-License-Identifier: Apache-2.0
# zsh -f complete.zsh FOLDER LINE: prints what a zsh with the completions of FOLDER makes of LINE and two tabs.
setopt extended_glob
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=0; setopt no_beep; print LOA''DED"
local seen= part=
read_until() {  # PATTERN: until it is seen, or for ten seconds
    repeat 200; do
        while zpty -r -t shell part; do seen+=$part; done
        [[ $seen == $~1 ]] && return
        sleep 0.05
    done
}
read_until '*LOADED*'
seen=
zpty -w -n shell "$2"$'\t'
sleep 0.5
zpty -w -n shell $'\t'
sleep 0.5
zpty -w -n shell ' # DONE'
read_until '*DONE*'
# Without the sequences that move the cursor and set colours.
print -r -- ${(S)seen//$'\e'\[[0-9;?]#[a-zA-Z]/}
