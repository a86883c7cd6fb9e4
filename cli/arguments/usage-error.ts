/** The command line asks for something that there is not. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The command that says what there is. */
  readonly help: string

  constructor(message: string, help = 'roundtrip --help') {
    super(message)
    this.help = help
  }
}
