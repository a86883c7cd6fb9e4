import type { ServerAddress } from '../definition/monitor.ts'

/** The server of the side that failed, told by the phase as `smtp.submit`; undefined where none did. */
export function failedServer(
  phase: string | undefined,
  monitor: { smtp?: { server: ServerAddress }; mailbox?: { server: ServerAddress } },
): ServerAddress | undefined {
  if (phase?.startsWith('smtp.')) return monitor.smtp?.server
  return phase?.startsWith('mailbox.') ? monitor.mailbox?.server : undefined
}
