import type { Side } from '../../../core/time/phases.ts'

/** A server at which a monitor logs in, where TLS does not come first. */
export interface LoginPlace {
  monitorId: string
  side: Side
  /** As `mail.example.com:587`. */
  server: string
}

/** Where logins were made under TLS, of which the monitor makes none in the clear from then on. Never expires. */
export interface TlsSeenStore {
  /** Asks the store each time. */
  wasTlsSeen(place: LoginPlace): Promise<boolean>
  /** Puts it where it does not stand yet; a process asks the store once. */
  noteTlsSeen(place: LoginPlace): Promise<void>
  /** At every server: the monitor is gone, or somebody allows logins in the clear. */
  dropTlsSeen(monitorId: string): Promise<void>
}
