# Made by script/reference from the options of the program: change those, then run it again.
# Works with the package bash-completion and without it: `source` this file, or put it where README says.

# The folders, and the files with the ending; without one all files.
_cyq_files() {
  local word=$1 ending=$2
  compopt -o filenames 2>/dev/null
  if [[ -z $ending ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X "!*.$ending" -- "$word")
  fi
}

# NAME= for each param of a script. A script's help reads the script and runs nothing.
_cyq_params() {
  "$1" -f "$2" --help 2>/dev/null </dev/null | sed -n 's/^  \([^ =]*=\)….*/\1/p'
}

_cyq() {
  local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command="" script="" word at
  COMPREPLY=()
  # bash takes --format=csv for three words, and NAME=VALUE, too.
  if [[ $current == = ]]; then
    current=""
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    case $word in
    -f | --file)
      ((at++))
      [[ ${COMP_WORDS[at]} == = ]] && ((at++))
      script=${COMP_WORDS[at]}
      ;;
    --format | --db | --backend | --mapping | --today | --timeout | --max-rows | --max-memory | --module-path | -o | --output | --color)
      ((at++))
      [[ ${COMP_WORDS[at]} == = ]] && ((at++))
      ;;
    -*) ;;
    *) [[ -z $command ]] && command=$word ;;
    esac
  done
  case $previous in
  -f | --file | --mapping)
    _cyq_files "$current" cyq
    return
    ;;
  --format)
    mapfile -t COMPREPLY < <(compgen -W "table csv tsv json jsonl ics markdown html org latex chart timeline calendar" -- "$current")
    return
    ;;
  --db | -o | --output)
    _cyq_files "$current" db
    return
    ;;
  --backend)
    mapfile -t COMPREPLY < <(compgen -W "memory sqlite postgres" -- "$current")
    return
    ;;
  --today | --timeout | --max-rows | --max-memory)
    compopt +o default +o bashdefault 2>/dev/null
    return
    ;;
  --module-path)
    mapfile -t COMPREPLY < <(compgen -d -- "$current")
    return
    ;;
  --color)
    mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$current")
    return
    ;;
  esac
  if [[ $previous != -* && (${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == =) ]]; then
    return # the value of a param
  fi
  if [[ $current == -* ]]; then
    case $command in
    import) mapfile -t COMPREPLY < <(compgen -W "--today -o --output -v --verbose --color -h --help --version" -- "$current") ;;
    fmt) mapfile -t COMPREPLY < <(compgen -W "--today -w --write --check --color -h --help --version" -- "$current") ;;
    check) mapfile -t COMPREPLY < <(compgen -W "--db --backend --mapping --today --safe --module-path --color -h --help --version" -- "$current") ;;
    verify) mapfile -t COMPREPLY < <(compgen -W "--db --backend --mapping --timeout --max-rows --max-memory --safe --color -h --help --version" -- "$current") ;;
    lsp) mapfile -t COMPREPLY < <(compgen -W "--db --backend --mapping --today --safe --module-path --stdio --color -h --help --version" -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "-f --file --format --db --backend --mapping --today --timeout --max-rows --max-memory --safe --module-path --color --no-pager -h --help --version" -- "$current") ;;
    esac
    return
  fi
  case $command in
  import)
    _cyq_files "$current" ""
    return
    ;;
  fmt)
    _cyq_files "$current" cyq
    return
    ;;
  check)
    _cyq_files "$current" cyq
    return
    ;;
  verify)
    _cyq_files "$current" ""
    return
    ;;
  lsp)
    return
    ;;
  esac
  if [[ -n $script ]]; then
    script=${script//\\/}
    compopt -o nospace 2>/dev/null
    while IFS= read -r word; do
      [[ $word == "$current"* ]] && COMPREPLY+=("$word")
    done < <(_cyq_params "$program" "${script/#\~\//$HOME/}")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "import fmt check verify lsp" -- "$current")
  fi
}
complete -o bashdefault -o default -F _cyq cyq
