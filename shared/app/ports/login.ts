import type { EpochMs } from '../../core/time/units.ts'

/** What proves to a mail server who we are. Whoever makes one hides it in the log first. */
export type Login =
  { kind: 'password'; password: string } | { kind: 'token'; token: string; expiresAt: EpochMs }
