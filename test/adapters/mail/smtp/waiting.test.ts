import { describe, expect, test } from 'vitest'

import { fakeClock } from '../../../support/fake-clock.ts'
import { allGone, evidenceOf } from '../net/net-world.ts'
import { smtpScript } from './scripted-smtp.ts'
import { MESSAGE, sendingTo } from './sending.ts'

describe('waiting', () => {
  test('for the greeting has its share of the deadline, by default 30 s', async () => {
    const clock = fakeClock()
    const sending = await sendingTo((connection) => connection.closed.then(() => undefined), {
      network: { clock },
    })
    const evidence = evidenceOf(sending.open())
    await expect.poll(() => clock.pendingTimers).toBe(1)
    await expect.poll(() => sending.dialogue.phase).toBe('greeting')
    await clock.advance(29_999)
    expect(sending.server.open).toBe(1)
    await clock.advance(1)
    expect(await evidence).toEqual({
      side: 'smtp',
      phase: 'greeting',
      kind: 'no-greeting',
      text: 'no greeting within 30 s',
    })
    expect(clock.pendingTimers).toBe(0)
    await allGone(sending.server)
  })

  test('for half a greeting line is waiting for a greeting', async () => {
    const script = (connection: { write(bytes: string): void }) => connection.write('220 mail.te')
    const sending = await sendingTo(script, { network: { greetingMs: 100 } })
    expect(await evidenceOf(sending.open())).toMatchObject({ kind: 'no-greeting' })
    expect(sending.texts('server')).toEqual(['220 mail.te'])
  })

  test('for the answer to QUIT ends after a second, and is no failure', async () => {
    const clock = fakeClock()
    const script = smtpScript({ answers: { QUIT: (connection) => connection.closed } })
    const sending = await sendingTo(script, { network: { clock } })
    const session = await sending.open()
    const closed = session.close()
    await expect.poll(() => sending.server.lines.at(-1)).toBe('QUIT')
    await clock.advance(999)
    expect(sending.server.open).toBe(1)
    await clock.advance(1)
    await closed
    await allGone(sending.server)
  })

  test('is not begun when the signal has fired', async () => {
    const sending = await sendingTo(smtpScript())
    const session = await sending.open()
    const submitted = session.submit(MESSAGE, AbortSignal.abort())
    expect(await evidenceOf(submitted)).toEqual({ side: 'smtp', phase: 'submit', kind: 'deadline' })
    expect(sending.server.lines).toEqual(['EHLO probe.test'])
    expect(session.mailFrom).toBeUndefined()
    await session.close()
  })
})
