/**
 * The store could not do what was asked, or holds what does not fit: the message names the operation or the
 * item's key and field; the cause is DynamoDB's own error. Never thrown for a condition that failed: that is
 * an answer.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
