"""Writes what completes command lines of cyq in bash and zsh, from its options as `cyq --help` tells them. Which of them go with which command is read from the table in
cli/options.c, whose names must be the same."""
import re
from dataclasses import dataclass

from derive_words import rows
from reference_ask import unwrapped

MADE = "# Made by script/reference from the options of the program: change those, then run it again."
CHOICES = ("FORMAT", "NAME", "WHEN")  # the values that are one of a few words, which the help lists
ENDINGS = {"file": "cyq", "mapping": "cyq", "db": "db", "output": "db"}  # of the files that an option names
FOLDERS = "module-path"
FILES = {"fmt": "cyq", "check": "cyq"}  # what a command's files end in; any name otherwise


@dataclass
class Option:
    name: str
    letter: str
    value: str
    help: str
    choices: list
    commands: set  # "query" is none of them by name

    def spellings(self):
        return ([f"-{self.letter}"] if self.letter else []) + [f"--{self.name}"]


@dataclass
class Command:
    name: str
    files: bool  # whether files follow it
    help: str


def commands_of(help_text):
    """Those that stand before the options."""
    found = re.findall(r"^  cyq ([a-z]+) (.*?)  +(\S.*)$", unwrapped(help_text).split("\nOptions:")[0], re.MULTILINE)
    return [Command(name, "FILE" in usage, told) for name, usage, told in found]


def choices_of(entry, value):
    found = re.search(r"(?:^|: )(\w+(?:, \w+)+)(?:;|$)", entry.help)
    if value in CHOICES and not found:
        raise SystemExit(f"script/reference: the help of {entry.name} does not list its values: … : one, two, three")
    return found[1].split(", ") if found and value in CHOICES else []


def fitting(text, commands):
    """Which commands a row of the table is for."""
    named = {name.lower() for name in re.findall(r"FOR_(\w+)", text)}
    unknown = named - commands
    if unknown:
        raise SystemExit(f"script/reference: cyq --help lists no command {', '.join(sorted(unknown))}")
    return commands - named if "ALL_COMMANDS" in text else named


def options_of(told, commands):
    table = {name: where for name, where in rows("cli/options.c", r'^    \{"([\w-]+)", (?:0|\'\w\'),\s+(?:NULL|"\w+"),\s+([^,]+),\s+set_')}
    if sorted(table) != sorted(e.name.removeprefix("--") for e in told["options"]):
        raise SystemExit("script/reference: the table in cli/options.c does not read as cyq --help says it")
    made = []
    for entry in told["options"]:
        letter, value = re.match(r"(?:-(\w), )?--[\w-]+(?: (\w+))?$", entry.form).groups()
        name = entry.name.removeprefix("--")
        made.append(Option(name, letter or "", value or "", entry.help, choices_of(entry, value), fitting(table[name], {"query", *commands})))
    return made


# ---- bash ----

BASH = r"""{made}
# Works with the package bash-completion and without it: `source` this file, or put it where README says.

# The folders, and the files with the ending; without one all files.
_cyq_files() {{
  local word=$1 ending=$2
  compopt -o filenames 2>/dev/null
  if [[ -z $ending ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X "!*.$ending" -- "$word")
  fi
}}

# NAME= for each param of a script. A script's help reads the script and runs nothing.
_cyq_params() {{
  "$1" -f "$2" --help 2>/dev/null </dev/null | sed -n 's/^  \([^ =]*=\)….*/\1/p'
}}

_cyq() {{
  local program=${{COMP_WORDS[0]}} current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command="" script="" word at
  COMPREPLY=()
  # bash takes --format=csv for three words, and NAME=VALUE, too.
  if [[ $current == = ]]; then
    current=""
  elif [[ $previous == = ]]; then
    previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${{COMP_WORDS[at]}}
    case $word in
    -f | --file)
      ((at++))
      [[ ${{COMP_WORDS[at]}} == = ]] && ((at++))
      script=${{COMP_WORDS[at]}}
      ;;
    {valued})
      ((at++))
      [[ ${{COMP_WORDS[at]}} == = ]] && ((at++))
      ;;
    -*) ;;
    *) [[ -z $command ]] && command=$word ;;
    esac
  done
  case $previous in
{values}
  esac
  if [[ $previous != -* && (${{COMP_WORDS[COMP_CWORD]}} == = || ${{COMP_WORDS[COMP_CWORD - 1]}} == =) ]]; then
    return # the value of a param
  fi
  if [[ $current == -* ]]; then
    case $command in
{options}
    esac
    return
  fi
  case $command in
{files}
  esac
  if [[ -n $script ]]; then
    script=${{script//\\/}}
    compopt -o nospace 2>/dev/null
    while IFS= read -r word; do
      [[ $word == "$current"* ]] && COMPREPLY+=("$word")
    done < <(_cyq_params "$program" "${{script/#\~\//$HOME/}}")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "{commands}" -- "$current")
  fi
}}
complete -o bashdefault -o default -F _cyq cyq
"""


def words_of(options):
    return " ".join(name for option in options for name in option.spellings())


def bash_value(option):
    """What is offered as the value of an option."""
    if option.choices:
        return f'mapfile -t COMPREPLY < <(compgen -W "{" ".join(option.choices)}" -- "$current")'
    if option.name in ENDINGS:
        return f'_cyq_files "$current" {ENDINGS[option.name]}'
    if option.name == FOLDERS:
        return 'mapfile -t COMPREPLY < <(compgen -d -- "$current")'
    return "compopt +o default +o bashdefault 2>/dev/null"  # nothing, and no files either


def bash_values(options):
    names = {}
    for option in options:
        if option.value:
            names.setdefault(bash_value(option), []).extend(option.spellings())
    return "\n".join(f"  {' | '.join(spelt)})\n    {does}\n    return\n    ;;" for does, spelt in names.items())


def bash(options, commands):
    def offer(which):
        return f'mapfile -t COMPREPLY < <(compgen -W "{words_of([o for o in options if which in o.commands])}" -- "$current")'
    def follows(command):
        return f'    _cyq_files "$current" {FILES.get(command.name, chr(34) * 2)}\n' if command.files else ""
    by_command = [f"    {c.name}) {offer(c.name)} ;;" for c in commands] + [f"    *) {offer('query')} ;;"]
    files = [f"  {c.name})\n{follows(c)}    return\n    ;;" for c in commands]
    valued = " | ".join(name for o in options if o.value and o.name != "file" for name in o.spellings())
    return BASH.format(made=MADE, valued=valued, values=bash_values(options), options="\n".join(by_command), files="\n".join(files), commands=" ".join(c.name for c in commands))


# ---- zsh ----

ZSH = r"""#compdef cyq
{made}

# What is no option: a command, the files of one, or NAME= for each param of a script, whose help reads it and runs nothing.
_cyq_rest() {{
  local -a told
  case $command in
{files}
  esac
  if [[ -n $script ]]; then
    script=${{(Q)script}}
    told=(${{(f)"$("${{(Q)words[1]}}" -f "${{script/#\~\//$HOME/}}" --help 2>/dev/null </dev/null | sed -n 's/^  \([^ =]*=\)….*/\1/p')"}})
    compadd -S '' -a told
  elif [[ -z $command ]]; then
    told=(
{commands}
    )
    _describe -t commands command told
  fi
}}

_cyq() {{
  local command="" script="" word
  local -a specs
  integer at
  for ((at = 2; at < CURRENT; at++)); do
    word=$words[at]
    case $word in
    -f | --file) script=$words[++at] ;;
    --file=*) script=${{word#--file=}} ;;
    {valued}) ((at++)) ;;
    -*) ;;
    *) [[ -z $command ]] && command=$word ;;
    esac
  done
  ((CURRENT > 2)) || command=""
  case $command in
{options}
  esac
  _arguments -S $specs '*:argument:_cyq_rest'
}}

_cyq "$@"
"""


def zsh_text(text):
    return re.sub(r"([\[\]:\\])", r"\\\1", text).replace("'", "'\\''")


def zsh_spec(option):
    names = option.spellings()
    if not option.value:
        action = ""
    elif option.choices:
        action = f":{option.value}:({' '.join(option.choices)})"
    elif option.name in ENDINGS:
        action = f":{option.value}:_files -g \"*.{ENDINGS[option.name]}\""
    elif option.name == FOLDERS:
        action = f":{option.value}:_files -/"
    else:
        action = f":{option.value}: "
    told = f"[{zsh_text(option.help)}]{action}"
    spelt = {f"-{option.letter}": f"-{option.letter}" + ("+" if action else ""), f"--{option.name}": f"--{option.name}" + ("=" if action else "")}
    return [f"'({' '.join(names)}){spelt[name]}{told}'" for name in names]


def zsh(options, commands):
    def specs(which):
        return "\n".join(f"      {spec}" for o in options if which in o.commands for spec in zsh_spec(o))
    def follows(command):
        return "    _files" + (f" -g '*.{FILES[command.name]}'" if command.name in FILES else "") + "\n" if command.files else ""
    by_command = [f"  {c.name})\n    specs=(\n{specs(c.name)}\n    )\n    ;;" for c in commands] + [f"  *)\n    specs=(\n{specs('query')}\n    )\n    ;;"]
    files = [f"  {c.name})\n{follows(c)}    return\n    ;;" for c in commands]
    valued = " | ".join(name for o in options if o.value and o.name != "file" for name in o.spellings())
    listed = "\n".join(f"      '{zsh_text(c.name)}:{zsh_text(c.help)}'" for c in commands)
    return ZSH.format(made=MADE, valued=valued, options="\n".join(by_command), files="\n".join(files), commands=listed)


def files(told, help_text):
    """The text of each file by its name under completions/."""
    commands = commands_of(help_text)
    options = options_of(told, [c.name for c in commands])
    return {"cyq.bash": bash(options, commands), "_cyq": zsh(options, commands)}
