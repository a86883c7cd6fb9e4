import type { Login } from '../../../app/ports/login.ts'

/** What a login says: a user name, and a password or an access token. */
export type Credentials = { userid: string } & Login

/** Throws `TypeError` where it would begin a line of its own, or end a field of a bearer's message (`bearer.ts`). */
export function mustBeSayable(credentials: Credentials): void {
  switch (credentials.kind) {
    case 'password':
      if (/[\r\n\0]/.test(credentials.userid + credentials.password))
        throw new TypeError('CR, LF or NUL in a user name or password')
      return
    case 'token':
      if (!isOneWord(credentials.token) || /\p{Cc}/u.test(credentials.userid))
        throw new TypeError('a user name or token with what neither may have')
      return
    default:
      credentials satisfies never
  }
}

/** As RFC 6750 §2.1 has tokens, and more; nothing that could end one within a line. */
function isOneWord(token: string): boolean {
  return /^[!-~]+$/.test(token)
}
