import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { HOST } from '../servers.ts'

describe.concurrent('Postgrey before Postfix', () => {
  test('a message that is greylisted for 3 s is sent again until it is taken', async () => {
    const done = await fullRun({
      mailbox: 'greylisted',
      smtp: { server: `smtp://${HOST}:${ports.greylisting}` },
    })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: ['refusal-waited-out'] })
    expect(done.result.waitedOutMs).toBeGreaterThan(2000)
    expect(done.result.roundTripMs).toBeLessThan(done.result.waitedOutMs ?? 0)
    expect(done.said.filter((line) => /^SERVER: 450 4\.2\.0 .*Greylisted/.test(line)).length).toBeGreaterThan(
      1,
    )
    expect(done.said.filter((line) => line === 'CLIENT: DATA')).toHaveLength(1)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('one that is greylisted for longer than the timeout is told as greylisted', async () => {
    const done = await fullRun({
      mailbox: 'greylisted-for-long',
      smtp: { server: `smtp://${HOST}:${ports.greylistingForLong}` },
      timeoutSeconds: 15,
    })
    expect(done.result).toMatchObject({
      status: 3,
      reason: 'greylisted',
      outcome: 'failed',
      phase: 'smtp.submit',
      warnings: ['refusal-waited-out'],
    })
    expect(done.result.detail).toMatch(/^450 4\.2\.0 .*Greylisted/)
    expect(done.result.waitedOutMs).toBeGreaterThan(6000)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})
