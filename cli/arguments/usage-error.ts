/** The command line asks for something that there is not; told with the command that it was said to. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** One sentence a mistake; none repeats what may be a password. */
  readonly mistakes: readonly string[]

  constructor(...mistakes: readonly string[]) {
    super(mistakes.join('; '))
    this.mistakes = mistakes
  }
}
