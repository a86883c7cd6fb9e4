import { describe, expect, test } from 'vitest'

import { type RunView, run } from '../../../../shared/app/history/views/run.ts'
import type { Wording } from '../../../../shared/app/history/views/view-ports.ts'
import { runIdOf } from '../../../../shared/core/identity/run-key.ts'
import { digestIn, formerRunId } from '../../../../shared/core/run/run-id.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { SES_REQUEST } from '../../../../shared/core/run/sender/sent-by-ses.ts'
import { DAY, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult, openRun } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'
import { withoutSmtp } from '../../../support/without-smtp.ts'
import { removeRow } from '../../../support/remove-row.ts'

const at = (minutes: number, change: Partial<RunResult> = {}) => ({
  scheduledAt: NOON + minutes * MINUTE,
  finishedAt: NOON + minutes * MINUTE + 5 * SECOND,
  ...change,
})
const REFUSED: Partial<RunResult> = {
  outcome: 'failed',
  reason: 'mailbox-login-refused',
  phase: 'mailbox.auth',
  detail: '-ERR bad password',
}

const good = deliveredResult(at(-10))
const failed = lostResult(at(0, REFUSED))
const recheckOfFailed = {
  monitorId: 'inbox',
  location: 'local',
  scheduledAt: failed.finishedAt,
  trigger: 'recheck',
} as const
const recheck = lostResult({
  ...at(0, REFUSED),
  ...recheckOfFailed,
  finishedAt: failed.finishedAt + 3 * SECOND,
  runId: runIdOf({ ...recheckOfFailed, requestId: digestIn(failed.runId) }),
})
const elsewhere = deliveredResult(at(0, { location: 'berlin' }))
const healed = deliveredResult(at(10))
const ALL = [good, failed, recheck, elsewhere, healed]

async function world(now = NOON + 12 * MINUTE) {
  const made = await past({ now, results: ALL })
  const told = { monitorId: 'inbox', topic: 'alerts', transition: 'opened' as const }
  const times = { createdAt: failed.finishedAt, toldAt: failed.finishedAt + SECOND }
  await made.runs.putTold({ ...told, ...times, alertId: 'a', runId: failed.runId, location: 'local' })
  await made.runs.putTold({ ...told, ...times, alertId: 'b', runId: healed.runId, transition: 'resolved' })
  return made
}

async function view(reference: string, wording?: Wording): Promise<RunView> {
  const answer = await run(reference, (await world()).ports, wording)
  if (answer.kind !== 'run') throw new Error(JSON.stringify(answer))
  return answer.view
}

describe('a run is found', () => {
  const meant = async (reference: string, wording?: Wording) => (await view(reference, wording)).run.runId

  test('by its id, in either spelling', async () => {
    expect(await meant(`inbox/${failed.runId}`)).toBe(failed.runId)
    expect(await meant(`inbox/${formerRunId(failed.runId)}`)).toBe(failed.runId)
  })

  test('by its last digits', async () => {
    expect(await meant(`inbox/${digestIn(failed.runId)}`)).toBe(failed.runId)
    expect(await meant(`inbox/${digestIn(good.runId)}`)).toBe(good.runId)
  })

  test('as the last one of its monitor', async () => {
    expect(await meant('inbox')).toBe(healed.runId)
  })

  test('by the minute, in the zone of whoever asks', async () => {
    expect(await meant('inbox@12:10')).toBe(healed.runId)
    expect(await meant('inbox@12:09')).toBe(recheck.runId)
    expect(await meant('inbox@13:10', { zone: 'Europe/Berlin' })).toBe(healed.runId)
    expect(await meant('inbox@2026-01-05T11:55')).toBe(good.runId)
  })

  test('and one that is not there is said to be that, or to be under way', async () => {
    const { ports, runs } = await world()
    expect(await run('inbox@11:00', ports)).toEqual({ kind: 'no-run', monitorId: 'inbox' })
    expect(await run('nobody', ports)).toEqual({ kind: 'no-monitor', monitorId: 'nobody' })
    expect((await run('No Such', ports)).kind).toBe('unclear')
    const open = openRun(at(20))
    await runs.claim(open)
    expect(await run(`inbox/${open.runId}`, ports)).toEqual({
      kind: 'no-run',
      monitorId: 'inbox',
      underWay: true,
    })
  })

  test('one that began under the former spelling of its id is under way by either', async () => {
    const { ports, runs } = await world()
    const { runId, ...open } = openRun(at(20))
    await runs.claim({ ...open, runId: formerRunId(runId) })
    for (const spelled of [runId, formerRunId(runId)]) {
      expect(await run(`inbox/${spelled}`, ports)).toMatchObject({ underWay: true })
    }
  })

  test('where its row is gone as well', async () => {
    const { ports, monitors } = await world()
    await removeRow(monitors, 'inbox')
    const answer = await run('inbox', ports)
    expect(answer).toMatchObject({ kind: 'run', view: { name: 'inbox', run: { runId: healed.runId } } })
  })
})

describe('a run shows', () => {
  test('what it came to, whose fault that was, and what to do', async () => {
    const shown = await view(`inbox/${failed.runId}`)
    expect(shown).toMatchObject({
      ref: `inbox/${failed.runId}`,
      name: 'Inbox',
      words: 'the mailbox server refused the login',
      server: 'pop3://mail.example.test:110',
      sentence:
        'The mailbox server pop3://mail.example.test:110 refused the login (mailbox auth). The server said: -ERR bad password.',
    })
    expect(shown.advice.join(' ')).toMatch(/password/i)
    expect(shown.warnings).toContain('old test messages were deleted')
  })

  test('its incident, the runs around it at its location, its recheck, and what was told', async () => {
    const shown = await view(`inbox/${failed.runId}`)
    expect(shown.incident).toMatchObject({ open: false, openingRun: `inbox/${failed.runId}`, name: 'Inbox' })
    expect(shown.before?.run.runId).toBe(good.runId)
    expect(shown.after?.run.runId).toBe(healed.runId)
    expect(shown.recheck?.run.runId).toBe(recheck.runId)
    expect(shown.recheckOf).toBeUndefined()
    expect(shown.told.map(({ alertId }) => alertId)).toEqual(['a'])
  })

  test('of a recheck the run that it looked into', async () => {
    const shown = await view(`inbox/${recheck.runId}`)
    expect(shown.recheckOf?.run.runId).toBe(failed.runId)
    expect(shown.recheck).toBeUndefined()
  })

  test('no incident where it fell into none', async () => {
    const shown = await view(`inbox/${good.runId}`)
    expect(shown).toMatchObject({ advice: [], told: [] })
    expect(shown.incident).toBeUndefined()
    expect(shown.before).toBeUndefined()
  })

  test('what Amazon SES told of its message, also later, and nothing where it told nothing', async () => {
    const { ports, runs, monitors } = await world()
    const shown = async (of: RunResult) => {
      const answer = await run(`inbox/${of.runId}`, ports)
      return answer.kind === 'run' ? answer.view.mailEvents : []
    }
    const told = { kind: 'delivered', at: NOON + DAY, server: '192.0.2.25' } as const
    await runs.noteMailEvent(good, told)
    expect(await shown(good)).toBeUndefined()
    await withoutSmtp(monitors, 'inbox')
    const words = 'Amazon SES delivered it to 192.0.2.25'
    expect(await shown(good)).toEqual([{ ...told, words }])
    expect(await shown(failed)).toBeUndefined()
    await removeRow(monitors, 'inbox')
    expect(await shown(good)).toEqual([{ ...told, words }])
  })

  test('what Amazon SES told of a run whose monitor has an SMTP server of its own by now', async () => {
    const { ports, runs, clock } = await world()
    const told = { kind: 'delivered', at: NOON + DAY } as const
    for (const one of [good, healed]) await runs.noteMailEvent(one, told)
    const line = { atMs: 1, dialogue: 'smtp', side: 'client', phase: 'submit' } as const
    await runs.putLog(good, [{ ...line, text: `${SES_REQUEST} as a@example.com` }], 30)
    await runs.putLog(healed, [{ ...line, text: 'DATA' }], 30)
    const shown = async (of: RunResult) => {
      const answer = await run(`inbox/${of.runId}`, ports)
      return answer.kind === 'run' ? answer.view.mailEvents?.length : undefined
    }
    expect(await shown(good)).toBe(1)
    expect(await shown(healed)).toBeUndefined()
    clock.setWall(NOON + 31 * DAY)
    expect(await shown(good)).toBe(1)
  })

  test('its log, or that it has expired, or that there is none', async () => {
    const line = { atMs: 1, dialogue: 'smtp', side: 'client', phase: 'connect', text: 'EHLO' } as const
    const { ports, runs, clock } = await world()
    const log = async (shown: RunResult) => {
      const answer = await run(`inbox/${shown.runId}`, ports)
      return answer.kind === 'run' ? answer.view.log : undefined
    }
    await runs.putLog(failed, [line], 180)
    expect(await log(failed)).toEqual({ kind: 'kept', lines: [line] })
    expect(await log(good)).toEqual({ kind: 'missing' })
    clock.setWall(NOON + 31 * DAY)
    expect(await log(good)).toEqual({ kind: 'expired', at: good.finishedAt + 30 * DAY })
  })
})
