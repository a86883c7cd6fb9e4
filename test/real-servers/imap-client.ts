import net from 'node:net'

import { type MailboxName, PASSWORD } from './mailboxes.ts'

/** What another program of the owner's does over IMAP, one command after another. */
export interface ImapClient extends AsyncDisposable {
  /** All that is answered; throws where that is not OK. */
  say(command: string): Promise<string>
  append(folder: string, message: string, flags: readonly string[]): Promise<void>
}

/** Logs in over plain IMAP at 127.0.0.1. */
export async function imapClient(name: MailboxName, port: number): Promise<ImapClient> {
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
  async function answered(command: string): Promise<string> {
    const reply = await until(/^a .*\r\n/m)
    if (!/^a OK/m.test(reply)) throw new Error(`the IMAP server answered ${command}: ${reply}`)
    return reply
  }
  function say(command: string): Promise<string> {
    socket.write(`a ${command}\r\n`)
    return answered(command)
  }
  await until(/^\* OK.*\r\n/)
  await say(`LOGIN ${name} "${PASSWORD}"`)
  return {
    say,
    async append(folder, message, flags) {
      const command = `APPEND "${folder}" (${flags.join(' ')}) {${message.length}}`
      socket.write(`a ${command}\r\n`)
      await until(/^\+.*\r\n/m)
      socket.write(`${message}\r\n`)
      await answered(command)
    },
    async [Symbol.asyncDispose]() {
      await say('LOGOUT')
      socket.destroy()
    },
  }
}

/** Takes every letter of strangers out of the mailbox. */
export async function expungeLetters(name: MailboxName, port: number): Promise<void> {
  await using client = await imapClient(name, port)
  await client.say('SELECT INBOX')
  const found = await client.say('UID SEARCH HEADER Message-ID letter@elsewhere.test')
  const uids = /^\* SEARCH ([\d ]+)\r$/m.exec(found)?.[1]?.split(' ') ?? []
  if (uids.length > 0) {
    await client.say(`UID STORE ${uids.join(',')} +FLAGS.SILENT (\\Deleted)`)
    await client.say('EXPUNGE')
  }
}
