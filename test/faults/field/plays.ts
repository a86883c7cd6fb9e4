import { expect } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { adviceFor } from '../../../shared/core/advice/advice.ts'
import { messagesOf } from '../enact.ts'
import type { Listener, Witness } from '../row.ts'
import { type Play, multiLine } from '../../support/servers/pop3-play.ts'
import type { ServerAct } from '../../support/servers/server-acts.ts'
import { ADDRESS } from '../../support/worlds/full-probe.ts'

/** What the mailbox holds before the run; its body is of that many octets. */
export const holding =
  (count: number, octets = 0) =>
  ({ mailboxes }: DemoMailServer) => {
    const line = `${'x'.repeat(70)}\r\n`
    const body = line.repeat(Math.ceil(octets / line.length))
    for (let n = 0; n < count; n += 1) {
      mailboxes.deliver(ADDRESS, Buffer.from(`Subject: old ${n}\r\n\r\n${body}`))
    }
  }

/** Answers TOP as it should be; with a body where `bodyOf` gives one for the message of that number. */
export const topOf =
  (server: DemoMailServer, bodyOf: (number: number) => string = () => ''): ServerAct =>
  (connection, line) => {
    const number = Number(line.split(' ')[1])
    const message = messagesOf(server)[number - 1]
    const body = bodyOf(number)
    connection.write(message ? multiLine('+OK', `${message.header}\r\n${body}`) : '-ERR no such message\r\n')
  }

/** The first message that is listed is somebody else's, and the server will not show it. */
export const refusingTheFirst =
  (answer: string): Listener<Play> =>
  (server) => {
    const refuse: ServerAct = (connection) => connection.write(`${answer}\r\n`)
    const show = topOf(server)
    return {
      on: { TOP: (connection, line) => (line.startsWith('TOP 1 ') ? refuse : show)(connection, line) },
    }
  }

/** The advice says this, whatever else it says. */
export const advising =
  (...words: readonly RegExp[]) =>
  ({ probed }: Witness): void => {
    const advice = probed.reason ? adviceFor(probed.reason, { ...probed, location: 'local' }) : ''
    for (const word of words) expect(advice).toMatch(word)
  }

/** Takes the lines of a message after 354 and answers the dot. */
export const takingIt =
  (server: DemoMailServer): ServerAct =>
  async (connection) => {
    connection.write('354 go on\r\n')
    const lines: string[] = []
    for (let line = await connection.readLine(); line !== '.'; line = await connection.readLine())
      lines.push(line)
    server.mailboxes.deliver(ADDRESS, Buffer.from(`${lines.join('\r\n')}\r\n`))
    connection.write('250 2.0.0 queued\r\n')
  }
