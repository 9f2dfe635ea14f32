# Completion of safeward for bash. In ~/.bashrc: source <(safeward completion bash)
_safeward() {
  local IFS=$' \t\n' at='' i
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  # --port=80 comes as three words.
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at ${COMP_WORDS[i]}" in
      ' bread' | ' book' | ' book list') at="$at ${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
    ' bread --crust' | ' bread -c') COMPREPLY=($(compgen -W 'soft hard' -- "$cur")); return ;;
    ' bread --oven') IFS=$'\n'; COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2> /dev/null; return ;;
    ' bread --recipe') IFS=$'\n'; COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2> /dev/null; return ;;
    ' bread --minutes') return ;;
  esac
  case "$at$([[ $cur == -* ]] && echo ' -')" in
    ' -') COMPREPLY=($(compgen -W '--version --help' -- "$cur")) ;;
    '') COMPREPLY=($(compgen -W 'bread book' -- "$cur")) ;;
    ' bread -') COMPREPLY=($(compgen -W '--crust --oven --recipe --minutes --help' -- "$cur")) ;;
    ' bread') COMPREPLY=($(compgen -W 'rye wheat' -- "$cur")) ;;
    ' book -') COMPREPLY=($(compgen -W '--help' -- "$cur")) ;;
    ' book') COMPREPLY=($(compgen -W 'list' -- "$cur")) ;;
    ' book list -') COMPREPLY=($(compgen -W '--help' -- "$cur")) ;;
    ' book list') IFS=$'\n'; COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2> /dev/null ;;
  esac
}
complete -F _safeward safeward
