import type { Side } from '../time/phases.ts'
import { isRecord } from './fields/fields.ts'
import { readJunkServer, readServerAddress, serverUrl } from './fields/server-address.ts'
import type { Monitor, ServerAddress, TlsSettings } from './monitor.ts'

type Fields = Readonly<Record<string, unknown>>

/** A server that is told the password of a side, with the TLS settings that hold there. */
interface Login {
  side: Side
  tls: TlsSettings
  server: ServerAddress
}

/** The servers that a monitor logs in to. */
export function loginsOf({ mailbox, smtp }: Monitor): Login[] {
  const { server, junkServer, tls } = mailbox
  const servers = [server, ...(junkServer ? [junkServer] : [])]
  return [
    ...servers.map((server) => ({ side: 'mailbox', tls, server }) as const),
    ...(smtp?.login ? [{ side: 'smtp', tls: smtp.tls, server: smtp.server } as const] : []),
  ]
}

/**
 * The servers that are told the password of a side, as its section of a definition names them; `undefined` in
 * place of a mistake, which hides nothing of the other.
 */
export function toldServers({ server, junkServer }: Fields, side: Side): (ServerAddress | undefined)[] {
  const others = side === 'mailbox' && junkServer !== undefined ? [readJunkServer(junkServer)] : []
  return [readServerAddress(server, side), ...others].map((read) => (read.ok ? read.value : undefined))
}

/**
 * Whether every server that the section of a side tells its password to is told it by another definition too,
 * however the addresses are written. False where there is a mistake in one, or no section.
 */
export function tellsNoOther(section: unknown, known: unknown, side: Side): boolean {
  if (!isRecord(section) || !isRecord(known)) return false
  const urls = toldServers(known, side).map((server) => server && serverUrl(server))
  return toldServers(section, side).every(
    (server) => server !== undefined && urls.includes(serverUrl(server)),
  )
}
