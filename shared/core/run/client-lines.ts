/** What a line of ours says, without the tag that IMAP puts before it (RFC 3501 §2.2.1). */
export function withoutTag(text: string): string {
  return text.replace(/^[A-Z]\d+ /, '')
}

/**
 * The command that a line of ours begins, as `EHLO`, `UID FETCH`, or the dot that ends a message; none in what
 * goes on with another, as the answer to a challenge and the `DONE` of IDLE do.
 */
export function commandIn(text: string): string | undefined {
  const [command] = /^(?:(?:UID )?[A-Za-z]{3,}|\.$)/.exec(withoutTag(text)) ?? []
  return command === 'DONE' ? undefined : command
}

/** Whether it takes leave, after which nothing counts any more. */
export function isParting(text: string): boolean {
  return /^(?:QUIT|LOGOUT)$/.test(withoutTag(text))
}
