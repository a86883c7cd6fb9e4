import { parseStoredSecret } from './stored-secret.ts'

/** Characters; longer than any login takes. */
export const LONGEST_PASSWORD = 4096

/** Why this is no password to store, as goes on after "the value"; never with any of it. */
export function valueMistake(value: string): string | undefined {
  if (value === '') return 'is empty'
  if (value.length > LONGEST_PASSWORD) return `has more than ${LONGEST_PASSWORD} characters`
  if (parseStoredSecret(value).kind !== 'bare') {
    return 'is not a password, but the stored form of one with its hosts'
  }
  return isBroken(value) ? 'has a line break or a NUL, which cannot be sent' : undefined
}

/** Whether it has an octet that would end the line in which it is said. */
export function isBroken(password: string): boolean {
  return /[\r\n\0]/.test(password)
}
