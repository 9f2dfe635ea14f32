# Completion of safeward for fish: safeward completion fish > ~/.config/fish/completions/safeward.fish
function __safeward_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ' bread' ' book' ' book list'
        set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c safeward -f
complete -c safeward -n '__safeward_at \'\'' -a bread -d 'Bakes bread'
complete -c safeward -n '__safeward_at \'\'' -a book -d 'Keeps the book'
complete -c safeward -n '__safeward_at \'\'' -l version -s V -d 'output the version number'
complete -c safeward -n '__safeward_at \'\'' -l help -s h -d 'how it is used'
complete -c safeward -n '__safeward_at \' bread\'' -a 'rye wheat'
complete -c safeward -n '__safeward_at \' bread\'' -l crust -s c -r -a 'soft hard' -d 'how hard'
complete -c safeward -n '__safeward_at \' bread\'' -l oven -r -a '(__fish_complete_directories)' -d 'where'
complete -c safeward -n '__safeward_at \' bread\'' -l recipe -r -F -d 'whose: yours, or the baker\'s'
complete -c safeward -n '__safeward_at \' bread\'' -l minutes -r -f -d 'how long'
complete -c safeward -n '__safeward_at \' bread\'' -l help -s h -d 'how it is used'
complete -c safeward -n '__safeward_at \' book\'' -a list -d 'Lists what is baked'
complete -c safeward -n '__safeward_at \' book\'' -l help -s h -d 'how it is used'
complete -c safeward -n '__safeward_at \' book list\'' -F
complete -c safeward -n '__safeward_at \' book list\'' -l help -s h -d 'how it is used'
