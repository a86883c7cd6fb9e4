import { isRecord } from './fields/fields.ts'
import { canonicalHost } from './fields/host-name.ts'
import { SIDES, type Side } from '../time/phases.ts'
import type { LoginSecret } from './monitor.ts'
import { toldServers } from './told-servers.ts'

/** A server that a monitor says a password or a token to. */
export interface SecretUse {
  monitorId: string
  side: Side
  /** As `canonicalHost` writes it. */
  host: string
}

/** A row, or a definition of a file, as it was written: mistakes and all. */
export interface WrittenRow {
  monitorId: string
  definition: Readonly<Record<string, unknown>>
}

/**
 * Where the passwords of these references (`ssm:NAME`), or the tokens of these grants, are said, by the definitions as they were written: a
 * mistake elsewhere in a row hides nothing.
 */
export function secretUses(
  references: readonly string[],
  rows: readonly WrittenRow[],
  kind: LoginSecret['kind'] = 'password',
): SecretUse[] {
  return rows.flatMap(({ monitorId, definition }) =>
    SIDES.flatMap((side): SecretUse[] => {
      const section = definition[side]
      if (!isRecord(section) || !references.some((reference) => section[kind] === reference)) return []
      const hosts = toldServers(section, side).flatMap((server) => {
        const host = server && canonicalHost(server.host)
        return host === undefined ? [] : [host]
      })
      return [...new Set(hosts)].map((host) => ({ monitorId, side, host }))
    }),
  )
}
