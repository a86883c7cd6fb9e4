/** The command line asks for something that there is not; told with the command that it was said to. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** One sentence a mistake; none repeats what may be a password. */
  readonly mistakes: readonly string[]

  readonly help: string

  constructor(...mistakes: readonly string[]) {
    const [message = '', help = ''] = mistakes
    const isOld = help.startsWith('roundtrip ')
    super(isOld ? message : mistakes.join('; '))
    this.help = isOld ? help : 'roundtrip --help'
    this.mistakes = mistakes
  }
}
