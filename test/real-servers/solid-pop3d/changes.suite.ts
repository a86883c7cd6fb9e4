import { setTimeout as wait } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { sendLetter } from '../letters.ts'
import { relayTo } from '../relay.ts'
import { deleteMessage } from '../second-session.ts'
import { DOMAIN, HOST } from '../servers.ts'

const smtp = { tls: 'none' }
const at = (port: number) => ({ server: `pop3://${HOST}:${port}`, tls: 'none' })

describe.concurrent('Solid POP3', () => {
  test('gives two test messages of one second one id, and ours is found though the other was looked at', async () => {
    const message: string[] = []
    await using relay = await relayTo(ports.smtp, async (line) => {
      message.push(line)
      if (line !== '.') return
      // What another monitor sent at the same second comes first, is looked at by us, and is taken away.
      await sendLetter('solid-twins', ofAnotherMonitor(message), `solid-twins@${DOMAIN}`)
      await wait(3000)
      await deleteMessage(2, 'solid-twins', ports.pop3OfSolid)
    })
    const done = await fullRun({
      mailbox: 'solid-twins',
      smtp: { server: `smtp://${HOST}:${relay.port}`, tls: 'none' },
      at: at(ports.pop3OfSolid),
    })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('ends a session of which another one has deleted a letter, and is looked into again', async () => {
    let changed: Promise<void> | undefined
    await using relay = await relayTo(ports.pop3OfSolid, (line) =>
      line.startsWith('TOP') ? (changed ??= deleteMessage(1, 'solid-changed', ports.pop3OfSolid)) : undefined,
    )
    const done = await fullRun({ mailbox: 'solid-changed', smtp, at: at(relay.port) })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.mail).toEqual({ letters: 0, others: [] })
  })
})

/** The lines that were said after DATA, as another run of another monitor would have said them. */
function ofAnotherMonitor(said: readonly string[]): string {
  const message = said.slice(said.indexOf('DATA') + 1, -1).join('\r\n')
  const token = /token=(\w+)/.exec(message)?.[1] ?? ''
  return message
    .replaceAll(token, 'f'.repeat(token.length))
    .replace('monitor=solid-twins', 'monitor=other-twins')
}
