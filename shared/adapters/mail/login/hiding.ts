import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { TlsSettings } from '../../../core/definition/monitor.ts'
import { hasMd5 } from './md5.ts'

/** Mechanisms that hide the password, the strongest first. */
export const HIDING = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5'] as const

/** The strongest of those offered that can be made here: CRAM-MD5 only where there is MD5. */
export function strongestHiding(sasl: readonly string[]): (typeof HIDING)[number] | undefined {
  return HIDING.find((name) => sasl.includes(name) && (name !== 'CRAM-MD5' || hasMd5()))
}

/** Whether the definition has the password said under TLS alone, and there is none. */
export function mustHide({ mode }: TlsSettings, cover: LoginCover | undefined): boolean {
  return mode === 'for-password' && cover === 'clear'
}

/** Throws `password-needs-tls`: a token is never said without TLS, unless the definition allows it. */
export function tokenNeedsTls({ side, safe }: Dialogue, command: 'STLS' | 'STARTTLS'): never {
  const text = safe(`no ${command} is offered, and an access token is not sent without TLS`)
  throw new ProbeError({ side, phase: 'tls', kind: 'password-needs-tls', text })
}

/** Throws `password-needs-tls`: there is neither TLS nor a login that does without it. */
export function needsTls({ side, safe }: Dialogue, command: 'STLS' | 'STARTTLS'): never {
  const text = safe(`no ${command} is offered, and no login that hides the password`)
  throw new ProbeError({ side, phase: 'tls', kind: 'password-needs-tls', text })
}
