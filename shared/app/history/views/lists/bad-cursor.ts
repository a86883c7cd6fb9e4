/** The cursor names nothing of what is listed. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor'
}
