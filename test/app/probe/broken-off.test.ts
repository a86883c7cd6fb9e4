import { describe, expect, test } from 'vitest'

import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { failing, silent } from '../../support/memory/mail-steps.ts'
import { type RunWorld, logOf, resultOf, runWorld } from '../../support/worlds/run-world.ts'

describe('the log of the side that is broken off', () => {
  const recipientRejected = {
    kind: 'refused',
    command: 'RCPT TO',
    replyCode: 550,
    enhancedCode: '5.1.1',
  } as const
  const refusedRecipient = failing('smtp.submit', recipientRejected)
  const refusedLogin = failing('mailbox.open', { kind: 'refused', command: 'PASS', responseCode: 'AUTH' })
  const lock = failing('mailbox.open', { kind: 'refused', responseCode: 'IN-USE' })
  const greylisting = failing('smtp.submit', { kind: 'refused', command: 'RCPT TO', replyCode: 450 })
  const REJECTED = 'broken off: the SMTP server rejected the recipient, at RCPT TO'
  const REFUSED = 'broken off: the mailbox server refused the login, at PASS'

  const afterASecond = (world: RunWorld, then: typeof refusedLogin): typeof refusedLogin => {
    return async (count, signal) => {
      await sleep(world.clock, SECOND, signal)
      return then(count, signal)
    }
  }

  test.each<[string, (world: RunWorld) => void, { dialogue: string; phase: string; text: string }]>([
    [
      'in a session that does not answer',
      (world) => {
        world.mail.on('smtp.submit', refusedRecipient)
        world.mail.on('mailbox.open', silent(world.clock))
      },
      { dialogue: 'mailbox', phase: 'auth', text: REJECTED },
    ],
    [
      'between two sessions',
      (world) => world.mail.on('smtp.submit', afterASecond(world, refusedRecipient)),
      { dialogue: 'mailbox', phase: '', text: REJECTED },
    ],
    [
      'while a lock was waited out',
      (world) => {
        world.mail.on('mailbox.open', lock)
        world.mail.on('smtp.submit', afterASecond(world, refusedRecipient))
      },
      { dialogue: 'mailbox', phase: 'auth', text: REJECTED },
    ],
    [
      'while greylisting was waited out',
      (world) => {
        world.mail.on('smtp.submit', greylisting)
        world.mail.on('mailbox.open', afterASecond(world, refusedLogin))
      },
      { dialogue: 'smtp', phase: 'submit', text: REFUSED },
    ],
    [
      'before the server greeted',
      (world) => {
        world.mail.on('smtp.open', silent(world.clock))
        world.mail.on('mailbox.open', refusedLogin)
      },
      { dialogue: 'smtp', phase: 'connect', text: REFUSED },
    ],
  ])('ends with why: %s', async (_where, faults, line) => {
    const world = await runWorld()
    faults(world)
    await resultOf(world)
    const log = await logOf(world)
    expect(log.filter(({ dialogue }) => dialogue === line.dialogue).at(-1)).toMatchObject(line)
    expect(log.filter(({ text }) => text.startsWith('broken off'))).toHaveLength(1)
  })

  test.each<[string, (world: RunWorld) => void]>([
    ['the message was lost', (world) => (world.mail.transitMs = Infinity)],
    [
      'time was up for both',
      (world) => {
        world.mail.on('smtp.open', silent(world.clock))
        world.mail.on('mailbox.open', silent(world.clock))
      },
    ],
    [
      'both failed at once',
      (world) => {
        world.mail.on('smtp.open', failing('smtp.open', { kind: 'connection-refused' }))
        world.mail.on('mailbox.open', failing('mailbox.open', { kind: 'connection-refused' }))
      },
    ],
  ])('says nothing of it where %s', async (_why, faults) => {
    const world = await runWorld()
    faults(world)
    await resultOf(world)
    expect((await logOf(world)).filter(({ text }) => text.startsWith('broken off'))).toEqual([])
  })
})
