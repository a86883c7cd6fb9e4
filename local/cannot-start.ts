/**
 * The local mode cannot start, or not go on, for a reason that the user can mend: one sentence, without a
 * stack.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
