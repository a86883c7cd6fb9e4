/** Where secrets are set: the other end of `SecretReader`. */
export interface SecretWriter {
  /**
   * Stores the value encrypted under the secret's full name, in place of an earlier one, and says where in
   * words for people. Throws `SecretNotWritable` for what the user must put right first, and what the store
   * throws.
   */
  write(fullName: string, value: string): Promise<string>
}

/** The message is one sentence for people, with what to do. */
export class SecretNotWritable extends Error {
  override readonly name = 'SecretNotWritable'
}
