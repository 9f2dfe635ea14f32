#compdef safeward
# Completion of safeward for zsh. In ~/.zshrc, below compinit: source <(safeward completion zsh)
_safeward() {
  local at='' i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    case "$at ${words[i]}" in
      (' bread'|' book'|' book list') at="$at ${words[i]}" ;;
    esac
  done
  case "$at ${words[CURRENT-1]}" in
    (' bread --crust'|' bread -c') compadd -- 'soft' 'hard'; return ;;
    (' bread --oven') _files -/; return ;;
    (' bread --recipe') _files; return ;;
    (' bread --minutes') _message value; return ;;
  esac
  if [[ $PREFIX == -* ]]; then
    case "$at" in
      ('') offered=('--version:output the version number' '-V:output the version number' '--help:how it is used' '-h:how it is used') ;;
      (' bread') offered=('--crust:how hard' '-c:how hard' '--oven:where' '--recipe:whose: yours, or the baker'\''s' '--minutes:how long' '--help:how it is used' '-h:how it is used') ;;
      (' book') offered=('--help:how it is used' '-h:how it is used') ;;
      (' book list') offered=('--help:how it is used' '-h:how it is used') ;;
    esac
    _describe option offered
    return
  fi
  case "$at" in
    ('') offered=('bread:Bakes bread' 'book:Keeps the book'); _describe command offered ;;
    (' bread') compadd -- 'rye' 'wheat' ;;
    (' book') offered=('list:Lists what is baked'); _describe command offered ;;
    (' book list') _files ;;
  esac
}
if [[ "${funcstack[1]}" == _safeward ]]; then _safeward "$@"; else compdef _safeward safeward; fi
