"""What a shell offers at the end of a command line: bash, given the words as it splits them, and zsh, in which Tab is pressed."""
import os
import subprocess

ASK_BASH = r"""
source "$COMPLETION"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_cyq
printf '%s\n' "${COMPREPLY[@]}"
"""

# What completion adds is written down on its way to the shell; a key of its own marks the end of a line.
ASK_ZSH = r"""
zmodload zsh/zpty
wait_for() { # a number of lines "%%" in what is told
  local printed
  for ((; SECONDS < 100; )); do
    (($(grep -c '^%%$' $TOLD) >= $1)) && return
    zpty -r -t shell printed 2>/dev/null # or what it prints would block it
    sleep 0.02
  done
  exit 1
}
: >$TOLD
zpty shell zsh -f -i
zpty -w shell 'PS1= PS2=; unsetopt prompt_cr prompt_sp; setopt extended_glob; fpath=($FOLDER $fpath); autoload -U compinit; compinit -u -D'
zpty -w shell 'compadd() {
  local -a seen_here; local word
  for word; do [[ $word == -[a-zA-Z]#[OAD] ]] && { builtin compadd "$@"; return }; [[ $word == -- ]] && break; done
  builtin compadd -A seen_here "$@"; (($#seen_here)) && print -rl -- $seen_here >>$TOLD
  builtin compadd "$@"
}'
zpty -w shell 'end-of-case() { print -r %% >>$TOLD; zle kill-whole-line }; zle -N end-of-case; bindkey "^X" end-of-case; bindkey "^I" complete-word; print -r %% >>$TOLD'
wait_for 1
integer count=1
for line; do
  zpty -n -w shell "$line"$'\t\x18'
  wait_for $((++count))
done
zpty -d shell
"""


def environment(place, cyq, **more):
    return {"PATH": f"{os.path.dirname(cyq)}:{os.environ['PATH']}", "HOME": place, "LC_ALL": "C.UTF-8", "TERM": "dumb", **more}


def bash(completion, cyq, place, words):
    """What bash offers for the last of the words, which are those that it makes of a line: `--format=c` is three."""
    done = subprocess.run(["bash", "--norc", "-c", ASK_BASH, "bash", *words], cwd=place, env=environment(place, cyq, COMPLETION=completion), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, text=True)
    return [line for line in done.stdout.splitlines() if line]


def zsh(folder, cyq, place, lines):
    """What zsh offers at the end of each of the lines, in the folder `place`."""
    told = os.path.join(place, ".told")
    done = subprocess.run(["zsh", "-f", "-c", ASK_ZSH, "zsh", *lines], cwd=place, env=environment(place, cyq, FOLDER=folder, TOLD=told), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, text=True)
    if done.returncode != 0:
        raise AssertionError("zsh did not come to the end of Tab:\n" + done.stdout)
    with open(told, encoding="utf-8") as file:
        cases = file.read().split("%%\n")[1:-1]
    return [[word.rstrip() for word in case.split("\n") if word] for case in cases]
