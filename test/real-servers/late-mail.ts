import { setTimeout as wait } from 'node:timers/promises'

import type { EpochMs, Millis } from '../../shared/core/time/units.ts'
import { lateMailSocket } from './postfix/configuration.ts'
import { type Relay, relay } from './relay.ts'
import { runningServers } from './servers.ts'

export interface LateMail extends Relay {
  /** When the last test message of this monitor was handed to Dovecot, within the few ms of its header. */
  handedAt(monitorId: string): EpochMs | undefined
}

/**
 * Stands between Postfix, which has taken the mail for the mailboxes of `DELAYED`, and Dovecot, which gets a
 * test message so long after.
 */
export async function lateMail(delayOf: (monitorId: string) => Millis): Promise<LateMail> {
  const { directory } = runningServers()
  const handed = new Map<string, EpochMs>()
  // A line of the X-Roundtrip header.
  async function before(line: string): Promise<void> {
    const [, monitorId] = /^ monitor=([\w-]+);$/.exec(line) ?? []
    if (monitorId === undefined) return
    await wait(delayOf(monitorId))
    handed.set(monitorId, Date.now())
  }
  const between = await relay({ path: `${directory}/queue/private/dovecot-lmtp` }, before, {
    path: lateMailSocket(directory),
    readableAll: true,
    writableAll: true,
  })
  return { ...between, handedAt: (monitorId) => handed.get(monitorId) }
}
