import nodemailer from 'nodemailer'
import { expect, vi } from 'vitest'

import { LETTER, mailIn } from './mail-on-disk.ts'
import type { MailboxName } from './mailboxes.ts'
import { DOMAIN, runningServers } from './servers.ts'

const { directory, ports } = runningServers()

const STRANGER = 'stranger@elsewhere.test'

/**
 * A stranger writes to a mailbox by way of Postfix: the letter, or what is given. Done once it lies there.
 */
export async function sendLetter(name: MailboxName, raw = LETTER, from = STRANGER): Promise<void> {
  const count = () =>
    raw === LETTER ? mailIn(directory, name).letters : mailIn(directory, name).others.length
  const before = count()
  await nodemailer
    .createTransport({ name: '[127.0.0.1]', host: '127.0.0.1', port: ports.smtp, ignoreTLS: true })
    .sendMail({ envelope: { from, to: `${name}@${DOMAIN}` }, raw })
  await vi.waitUntil(() => count() > before, { timeout: 60_000, interval: 200 })
}

/** Nothing else lies in a mailbox, or soon: Courier says goodbye before it deletes. */
export function expectOneLetter(name: MailboxName): Promise<void> {
  return vi.waitFor(() => expect(mailIn(directory, name)).toEqual({ letters: 1, others: [] }), {
    timeout: 30_000,
    interval: 200,
  })
}
