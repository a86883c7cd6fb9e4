import { SCHEMES } from '../run/schemes.ts'
import type { Side } from '../time/phases.ts'
import { isLoopback } from './fields/host-name.ts'
import { isRecord } from './fields/fields.ts'
import type { Monitor, TlsSettings } from './monitor.ts'
import { loginsOf } from './told-servers.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a definition writes so that a login is made with TLS where it is offered, else without. */
export const CLEAR_ALLOWED = 'opportunistic'

/** The sides with a login at another machine of which a definition does not say whether TLS is needed. */
export function sidesLeftOpen(monitor: Monitor): Side[] {
  return sidesWith(['for-password'], monitor)
}

/** The sides with a login at another machine whose password may be said in the clear. */
export function sidesAllowedClear(monitor: Monitor): Side[] {
  return sidesWith(['opportunistic', 'none'], monitor)
}

function sidesWith(modes: readonly TlsSettings['mode'][], monitor: Monitor): Side[] {
  const found = loginsOf(monitor).filter(
    ({ tls, server }) =>
      modes.includes(tls.mode) && !SCHEMES[server.scheme].tlsFirst && !isLoopback(server.host),
  )
  return [...new Set(found.map(({ side }) => side))]
}

/** The definition with `tls: "opportunistic"` on these sides, save where it says something of TLS. */
export function allowingClear(definition: Fields, sides: readonly Side[]): Fields {
  const written = sides.flatMap((side) => {
    const section = definition[side]
    return isRecord(section) && section.tls === undefined
      ? [[side, { ...section, tls: CLEAR_ALLOWED }] as const]
      : []
  })
  return { ...definition, ...Object.fromEntries(written) }
}

/** The monitor as if it allowed logins in the clear wherever it says nothing of TLS. */
export function withClearAllowed({ smtp, ...monitor }: Monitor): Monitor {
  const allow = <T extends { tls: TlsSettings }>(side: T): T =>
    side.tls.mode === 'for-password' ? { ...side, tls: { ...side.tls, mode: CLEAR_ALLOWED } } : side
  return { ...monitor, mailbox: allow(monitor.mailbox), ...(smtp && { smtp: allow(smtp) }) }
}
