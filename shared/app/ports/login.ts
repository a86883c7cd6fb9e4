import type { EpochMs } from '../../core/time/units.ts'

/** What proves to a mail server who we are. Whoever makes one hides it in the log first. */
export type Login =
  { kind: 'password'; password: string } | { kind: 'token'; token: string; expiresAt: EpochMs }

/** What a login stands over where TLS does not come first: TLS by STARTTLS or STLS, or nothing. */
export type LoginCover = 'tls' | 'clear'

/** Whoever is told of the logins of one side, at servers where TLS does not come first and not here. */
export interface LoginWatch {
  /** To be awaited before a login is made. Throws `ProbeError` where none may be made over this. */
  before(cover: LoginCover): Promise<void>
  /** The password is said in the clear next, or was. */
  saysPassword(): void
}
