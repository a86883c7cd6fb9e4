import net from 'node:net'

import { type MailboxName, PASSWORD } from '../mailboxes.ts'

/** What another program of the owner's does over IMAP: takes every letter of strangers out of the mailbox. */
export async function expungeLetters(name: MailboxName, port: number): Promise<void> {
  const socket = net.connect({ host: '127.0.0.1', port })
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let received = ''
  async function until(end: RegExp): Promise<string> {
    for (;;) {
      const found = end.exec(received)
      if (found) {
        const reply = received.slice(0, found.index + found[0].length)
        received = received.slice(reply.length)
        return reply
      }
      const next = await chunks.next()
      if (next.done) throw new Error(`the IMAP server ended after: ${received}`)
      received += String(next.value)
    }
  }
  async function say(command: string): Promise<string> {
    socket.write(`a ${command}\r\n`)
    const reply = await until(/^a .*\r\n/m)
    if (!/^a OK/m.test(reply)) throw new Error(`the IMAP server answered ${command}: ${reply}`)
    return reply
  }
  await until(/^\* OK.*\r\n/)
  await say(`LOGIN ${name} "${PASSWORD}"`)
  await say('SELECT INBOX')
  const found = await say('UID SEARCH HEADER Message-ID letter@elsewhere.test')
  const uids = /^\* SEARCH ([\d ]+)\r$/m.exec(found)?.[1]?.split(' ') ?? []
  if (uids.length > 0) {
    await say(`UID STORE ${uids.join(',')} +FLAGS.SILENT (\\Deleted)`)
    await say('EXPUNGE')
  }
  await say('LOGOUT')
  socket.destroy()
}
