/** The API cannot be served, for a reason that the user can mend: one sentence that says what to do. */
export class CannotServe extends Error {
  override readonly name = 'CannotServe'
}
