import { expect, test } from 'vitest'

import { contentId } from '../../../shared/core/identity/content-id.ts'
import { lateArrivalSeen } from '../../../shared/core/run/late-arrival.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { NOON, TOKEN, lostResult } from '../../contracts/run-fixtures.ts'

const SENT: RunResult['phases'] = {
  smtp: { resolve: 100, connect: 200, greeting: 30_000, tls: 300, auth: 400, submit: 5000 },
  mailbox: { connect: 7000 },
}
const STARTED = lostResult({ startedAt: NOON, phases: SENT, waitedOutMs: 0 })

test.each<[string, Partial<RunResult>, number]>([
  ['the MAIL FROM that was accepted: after the phases before it', {}, 31 * SECOND],
  ['it also where refusals were waited out first', { waitedOutMs: 2 * MINUTE }, 2 * MINUTE + 31 * SECOND],
  ['the start of a run that was taken over', { phases: { smtp: {}, mailbox: {} } }, 0],
])('a message is late since %s', (_since, change, mailFromMs) => {
  const seenAt = NOON + 14 * MINUTE
  expect(lateArrivalSeen({ ...STARTED, ...change }, { tokenHash: contentId(TOKEN), seenAt })).toEqual({
    seenAt,
    delayMs: 14 * MINUTE - mailFromMs,
  })
})

test('a message that was found in the junk folder says so', () => {
  const sight = { tokenHash: contentId(TOKEN), seenAt: NOON, isJunk: true } as const
  expect(lateArrivalSeen(STARTED, sight)).toHaveProperty('junked', true)
})

test('a message that was seen before it was sent, as after a clock was set back, is late by nobody knows how much', () => {
  const arrival = lateArrivalSeen(STARTED, { tokenHash: contentId(TOKEN), seenAt: NOON - MINUTE })
  const delayMs = arrival?.delayMs ?? 0
  expect(delayMs).toBeLessThan(0)
  expect(span(delayMs)).toBe('unknown')
})
