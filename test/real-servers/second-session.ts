import net from 'node:net'

import { type MailboxName, PASSWORD } from './mailboxes.ts'

export interface SecondSession {
  /** Throws what the server answers where it refuses. */
  say(line: string): Promise<void>
  /** Done once the server has said that it is. */
  release(): Promise<void>
}

/** Logs in to a mailbox as another program would, over plain POP3, and keeps it until released. */
export async function holdMailbox(name: MailboxName, port: number): Promise<SecondSession> {
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
    say,
    async release() {
      await say('QUIT')
      socket.destroy()
    },
  }
}

/** Another program of the owner's takes a message away. */
export async function deleteMessage(number: number, name: MailboxName, port: number): Promise<void> {
  const session = await holdMailbox(name, port)
  await session.say(`DELE ${number}`)
  await session.release()
}
