/** Where secrets are set: the other end of `SecretReader`. */
export interface SecretWriter {
  /**
   * Stores the value encrypted under the parameter's full name, in place of an earlier one, and says where in words for people.
   * Throws what stops it; the message never holds the value.
   */
  write(parameterName: string, value: string): Promise<string>
}
