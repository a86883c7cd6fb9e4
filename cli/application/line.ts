import { LOCAL_FOLDER, isFolderName } from '../arguments/target-flags.ts'

/** What stricli takes for an option that there is not. */
const NO_OPTION = '-x'

const VERSION_WORDS = ['version', '-v', '-V']

/**
 * A command line as stricli reads it right: `help …` is `… --help`, `version` and `-v` are
 * `--version`; `--local` takes the word behind it only
 * where that is a folder; a value may be empty or have line ends; and what looks like an option but is none,
 * as `-psecret`, is never taken for an argument, which a message would repeat.
 */
export function readable(line: readonly string[]): string[] {
  const [first, ...rest] = line
  if (first === 'help') return [...rest, '--help']
  if (first !== undefined && VERSION_WORDS.includes(first)) return ['--version', ...rest]
  const end = line.indexOf('--')
  const words = end < 0 ? line : line.slice(0, end)
  return [...words.flatMap(readableWord), ...line.slice(words.length)]
}

function readableWord(word: string, at: number, words: readonly string[]): string[] {
  if (word === '--local') return [isFolderName(words[at + 1] ?? '') ? word : `--local=${LOCAL_FOLDER}`]
  if (!/^-./.test(word) || word === '-h') return [word]
  const [, option, value] = /^(--[a-z][a-z\d-]+)(?:=([^]*))?$/i.exec(word) ?? []
  if (option === undefined) return [NO_OPTION]
  return value === '' || value?.includes('\n') ? [option, value] : [word]
}
