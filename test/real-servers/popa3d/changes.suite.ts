import { expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { relayTo } from '../relay.ts'
import { deleteMessage } from '../second-session.ts'
import { HOST } from '../servers.ts'

test('popa3d ends a session of which another one has deleted a letter, and is looked into again', async () => {
  let changed: Promise<void> | undefined
  await using relay = await relayTo(ports.pop3OfPopa3d, (line) =>
    line.startsWith('TOP') ? (changed ??= deleteMessage(1, 'popa3d-changed', ports.pop3OfPopa3d)) : undefined,
  )
  const done = await fullRun({
    mailbox: 'popa3d-changed',
    smtp: { tls: 'none' },
    at: { server: `pop3://${HOST}:${relay.port}`, tls: 'none' },
  })
  expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
  expect(done.mail).toEqual({ letters: 0, others: [] })
})
