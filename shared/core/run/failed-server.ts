/** The server of the side that failed, told by the phase as `smtp.submit`; undefined where none did. */
export function failedServer<Server>(
  phase: string | undefined,
  monitor: { smtp?: { server: Server }; mailbox?: { server: Server } },
): Server | undefined {
  if (phase?.startsWith('smtp.')) return monitor.smtp?.server
  return phase?.startsWith('mailbox.') ? monitor.mailbox?.server : undefined
}
