import type { LoginClient, UserLogin } from '../../core/grant/login-client.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { Clock } from './clock.ts'

/** A grant to store, or why there is none: one sentence, tamed. */
export type LoginOutcome = { kind: 'logged-in'; grant: UserLogin } | { kind: 'refused'; detail: string }

export interface LoginOptions {
  client: LoginClient
  clock: Clock
  /** Ends the wait for the user. */
  signal: AbortSignal
  /** PEM certificates that are trusted besides the usual ones. */
  ca?: readonly string[]
}

export interface BrowserLogin extends LoginOptions {
  /** Shows the address to the user, or opens it; the login goes on when the browser comes back. */
  open: (url: string) => void
}

export interface DeviceLogin extends LoginOptions {
  /** `verificationUri`: where the user types the code. */
  show: (device: { userCode: string; verificationUri: string; expiresAt: EpochMs }) => void
}

/** How a user logs in, and what the provider answers. */
export interface UserLogins {
  loginByBrowser(login: BrowserLogin): Promise<LoginOutcome>
  loginByDevice(login: DeviceLogin): Promise<LoginOutcome>
}
