/** The local mode cannot start or go on, for a reason that the user can mend: one sentence, no stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
