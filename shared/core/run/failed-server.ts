/** The server of the side that failed, told by the phase as `smtp.submit`; undefined where none did. */
export function failedServer<Sender, Mailbox>(
  phase: string | undefined,
  monitor: { smtp?: { server: Sender }; mailbox?: { server: Mailbox } },
): Sender | Mailbox | undefined {
  if (phase?.startsWith('smtp.')) return monitor.smtp?.server
  return phase?.startsWith('mailbox.') ? monitor.mailbox?.server : undefined
}
