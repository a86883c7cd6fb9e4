import net from 'node:net'

import { type MailboxName, PASSWORD } from './mailboxes.ts'

/** Logs in to a mailbox as another program would, over plain POP3, and keeps it until released, which is answered once it is so. */
export async function holdMailbox(name: MailboxName, port: number): Promise<{ release(): Promise<void> }> {
  const socket = net.connect({ host: '127.0.0.1', port })
  const replies = socket[Symbol.asyncIterator]()
  async function reply(): Promise<void> {
    const text = String((await replies.next()).value)
    if (!text.startsWith('+OK')) throw new Error(`the second session was told: ${text}`)
  }
  async function say(line: string): Promise<void> {
    socket.write(`${line}\r\n`)
    await reply()
  }
  await reply()
  await say(`USER ${name}`)
  await say(`PASS ${PASSWORD}`)
  return {
    async release() {
      await say('QUIT')
      socket.destroy()
    },
  }
}
