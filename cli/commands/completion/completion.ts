import type { Surroundings } from '../../surroundings.ts'

/**
 * Each asks the command for what may stand where the cursor is: a line each, and what it means behind a tab.
 * Where it knows nothing, the shell completes names of files.
 */
const SCRIPTS = {
  bash: `_roundtrip() {
  local IFS=$'\\n'
  COMPREPLY=($(roundtrip __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -F _roundtrip roundtrip
`,
  zsh: `_roundtrip() {
  local -a found
  found=(\${(f)"$(roundtrip __complete "\${(@)words[2,CURRENT]}" 2>/dev/null | sed 's/:/\\\\:/g' | tr '\\t' ':')"})
  if (( \${#found} )); then _describe roundtrip found; else _files; fi
}
compdef _roundtrip roundtrip
`,
  fish: `function __roundtrip_complete
  set -l words (commandline -opc)
  set -e words[1]
  set -l word (commandline -ct)
  roundtrip __complete $words "$word" 2>/dev/null
end
complete -c roundtrip -a '(__roundtrip_complete)'
`,
}

export function completion(
  { out }: Surroundings,
  _flags: object,
  shell: keyof typeof SCRIPTS,
): Promise<number> {
  out.write(SCRIPTS[shell])
  return Promise.resolve(0)
}
