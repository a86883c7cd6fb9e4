/**
 * What was asked for cannot be done, for a reason that the user can mend: one sentence, without a stack.
 * `details`: lines that are told before it, each with its own place.
 */
export class CannotDo extends Error {
  override readonly name = 'CannotDo'
  readonly details: readonly string[]

  constructor(
    message: string,
    { details = [], ...options }: ErrorOptions & { details?: readonly string[] } = {},
  ) {
    super(message, options)
    this.details = details
  }
}

/** The stack is not deployed in the Region of the environment, or not to its end for the first time. */
export class NoStack extends CannotDo {
  /** As `stack Roundtrip in eu-west-1`. */
  readonly place: string

  constructor(place: string, message: string) {
    super(message)
    this.place = place
  }
}
