import { describe, expect, test } from 'vitest'

import { makeUpgrade } from '../../../shared/app/monitors/make-upgrade.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import type { Phases, PhaseTimes } from '../../../shared/core/time/phases.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'

const CLEAR: PhaseTimes = { connect: 1, greeting: 1, auth: 1 }
const UNDER_TLS: PhaseTimes = { ...CLEAR, tls: 20 }
const bothSides = (mailbox: PhaseTimes, smtp = mailbox): Phases => ({ smtp, mailbox, transit: 5 })

const MAILBOX = { server: 'pop3://pop.example.com', userid: 'probe', password: 'ssm:inbox' }
const SMTP = { server: 'smtp://smtp.example.com', userid: 'probe', password: 'ssm:inbox' }

function row(change: Record<string, unknown> = {}, managedBy: MonitorRow['managedBy'] = 'table'): MonitorRow {
  const definition = {
    monitorId: 'inbox',
    emailAddress: 'a@example.com',
    mailbox: MAILBOX,
    smtp: SMTP,
    ...change,
  }
  return { monitorId: 'inbox', managedBy, revision: 3, definition }
}

async function upgraded(rows: readonly MonitorRow[], results: readonly RunResult[]) {
  const table = new Map(rows.map((one) => [one.monitorId, one]))
  const monitors = memoryMonitors(table)
  const runs = memoryStore(fakeClock(NOON + 60 * MINUTE))
  for (const result of results) await runs.putResult(result)
  const ports = { monitors, runs, source: 'table' } as const
  const tlsOf = async (monitorId = 'inbox') => {
    const { mailbox, smtp } = (await monitors.find(monitorId))?.definition as Record<string, { tls?: string }>
    return { mailbox: mailbox?.tls, smtp: smtp?.tls }
  }
  return { ...ports, table, made: await makeUpgrade(ports), again: () => makeUpgrade(ports), tlsOf }
}

const at = (minutes: number, change: Partial<RunResult>, make = deliveredResult) =>
  make({ scheduledAt: NOON + minutes * MINUTE, ...change })

describe('the first start of a version that says no password in the clear', () => {
  test('writes tls into the row of a monitor that delivered without it, and names it', async () => {
    const { made, tlsOf, table } = await upgraded([row()], [at(0, { phases: bothSides(CLEAR) })])
    expect(await tlsOf()).toEqual({ mailbox: 'opportunistic', smtp: 'opportunistic' })
    expect(made).toMatchObject([{ step: 'clear-logins', rows: ['inbox'] }])
    expect(made[0]?.told).toContain('tls: "opportunistic" was written for inbox')
    expect(table.get('inbox')).toMatchObject({ revision: 4, managedBy: 'table' })
  })

  const untouched: [what: string, change: Record<string, unknown>, results: RunResult[]][] = [
    ['delivered under TLS by STARTTLS and STLS', {}, [at(0, { phases: bothSides(UNDER_TLS) })]],
    ['has not delivered yet', {}, [at(0, { phases: bothSides(CLEAR) }, lostResult)]],
    ['has not run yet', {}, []],
    [
      'delivers under TLS by now, and did not before',
      {},
      [at(0, { phases: bothSides(CLEAR) }), at(10, { phases: bothSides(UNDER_TLS) })],
    ],
    [
      'delivers without TLS by now, and did not before: somebody may take it away',
      {},
      [at(0, { phases: bothSides(UNDER_TLS) }), at(10, { phases: bothSides(CLEAR) })],
    ],
    [
      'has delivered under TLS, and fails in the clear since',
      {},
      [at(0, { phases: bothSides(UNDER_TLS) }), at(10, { phases: bothSides(CLEAR) }, lostResult)],
    ],
    [
      'is on this machine',
      { mailbox: { ...MAILBOX, server: 'localhost' }, smtp: { server: 'smtp://127.0.0.1:2525' } },
      [at(0, { phases: bothSides(CLEAR) })],
    ],
    [
      'begins with TLS',
      {
        mailbox: { ...MAILBOX, server: 'pop3s://pop.example.com' },
        smtp: { ...SMTP, server: 'smtps://smtp.example.com' },
      },
      [at(0, { phases: bothSides(CLEAR) })],
    ],
    [
      'says itself what it wants',
      { mailbox: { ...MAILBOX, tls: 'none' }, smtp: { ...SMTP, tls: 'required' } },
      [at(0, { phases: bothSides(CLEAR) })],
    ],
    ['has mistakes, and never had none', { timeoutSeconds: 1 }, [at(0, { phases: bothSides(CLEAR) })]],
  ]
  test.each(untouched)('leaves the row of a monitor alone that %s', async (_what, change, results) => {
    const before = row(change)
    const { made, table } = await upgraded([before], results)
    expect(table.get('inbox')).toEqual(before)
    expect(made).toEqual([{ step: 'clear-logins', rows: [] }])
  })

  test('goes by each side for itself, and leaves out one without a login', async () => {
    const mixed = [at(0, { phases: bothSides(CLEAR, UNDER_TLS) })]
    expect(await (await upgraded([row()], mixed)).tlsOf()).toEqual({
      mailbox: 'opportunistic',
      smtp: undefined,
    })
    const relay = row({ smtp: { server: 'smtp://relay.example.com' } })
    const { tlsOf } = await upgraded([relay], [at(0, { phases: bothSides(CLEAR) })])
    expect(await tlsOf()).toEqual({ mailbox: 'opportunistic', smtp: undefined })
  })

  test('looks past runs of which only the second half is known', async () => {
    const takenOver = at(10, { phases: bothSides(CLEAR, {}), warnings: ['taken-over'] })
    const { tlsOf } = await upgraded([row()], [at(0, { phases: bothSides(CLEAR, UNDER_TLS) }), takenOver])
    expect(await tlsOf()).toEqual({ mailbox: 'opportunistic', smtp: undefined })
  })

  test('keeps what a row with mistakes runs by going on', async () => {
    const broken = row({ timeoutSeconds: 1 })
    const { monitors, runs, table } = await upgraded([], [])
    table.set('inbox', broken)
    await runs.putAccepted('inbox', { definition: row().definition, managedBy: 'table', acceptedAt: NOON })
    await runs.putResult(at(0, { phases: bothSides(CLEAR) }))
    const fresh = { ...runs, findStep: () => Promise.resolve(undefined) }
    const made = await makeUpgrade({ monitors, runs: fresh, source: 'table' })
    expect(made).toMatchObject([{ rows: ['inbox'] }])
    const sides = { mailbox: { tls: 'opportunistic' }, smtp: { tls: 'opportunistic' } }
    expect((await runs.findAccepted('inbox'))?.definition).toMatchObject(sides)
    expect(table.get('inbox')?.definition).toMatchObject({ ...sides, timeoutSeconds: 1 })
  })

  test.each([{ server: 'pop3://pop.example.net' }, { junkServer: 'imap://pop.example.net' }])(
    'leaves a side alone that names another server than what the row runs by: %j',
    async (other) => {
      const elsewhere = { ...MAILBOX, ...other }
      const { monitors, runs, table } = await upgraded([], [])
      table.set('inbox', row({ timeoutSeconds: 1, mailbox: elsewhere }))
      await runs.putAccepted('inbox', { definition: row().definition, managedBy: 'table', acceptedAt: NOON })
      await runs.putResult(at(0, { phases: bothSides(CLEAR) }))
      const fresh = { ...runs, findStep: () => Promise.resolve(undefined) }
      await makeUpgrade({ monitors, runs: fresh, source: 'table' })
      expect((await runs.findAccepted('inbox'))?.definition).toMatchObject({
        mailbox: { tls: 'opportunistic' },
      })
      expect(table.get('inbox')?.definition).toMatchObject({
        mailbox: elsewhere,
        smtp: { ...SMTP, tls: 'opportunistic' },
      })
      expect(table.get('inbox')?.definition.mailbox).toEqual(elsewhere)
    },
  )

  test('leaves a side alone whose server somebody changes meanwhile', async () => {
    const elsewhere = { ...MAILBOX, server: 'pop3://pop.example.net' }
    const { monitors, runs, table } = await upgraded([], [])
    table.set('inbox', row())
    await runs.putResult(at(0, { phases: bothSides(CLEAR) }))
    const fresh = { ...runs, findStep: () => Promise.resolve(undefined) }
    let isFirst = true
    const contested = {
      ...monitors,
      put(next: MonitorRow, before: MonitorRow | undefined) {
        if (isFirst) table.set('inbox', { ...row({ mailbox: elsewhere }), revision: 4 })
        isFirst = false
        return monitors.put(next, before)
      },
    }
    await makeUpgrade({ monitors: contested, runs: fresh, source: 'table' })
    expect(table.get('inbox')?.definition).toMatchObject({
      mailbox: elsewhere,
      smtp: { tls: 'opportunistic' },
    })
    expect(table.get('inbox')?.definition.mailbox).toEqual(elsewhere)
  })

  test('is made once: what somebody takes away later stays away', async () => {
    const { monitors, again, tlsOf } = await upgraded([row()], [at(0, { phases: bothSides(CLEAR) })])
    const standing = await monitors.find('inbox')
    if (standing) await monitors.put({ ...standing, definition: row().definition }, standing)
    expect(await again()).toEqual([])
    expect(await tlsOf()).toEqual({ mailbox: undefined, smtp: undefined })
  })

  test('keeps what somebody writes meanwhile, and goes on where it was stopped', async () => {
    const two = [row(), { ...row({ monitorId: 'other' }), monitorId: 'other' }]
    const results = [
      at(0, { phases: bothSides(CLEAR) }),
      at(0, { monitorId: 'other', phases: bothSides(CLEAR) }),
    ]
    const { monitors, runs, tlsOf, table } = await upgraded([], results)
    for (const one of two) table.set(one.monitorId, one)
    const fresh = { ...runs, findStep: () => Promise.resolve(undefined) }
    let isFirst = true
    const contested = {
      ...monitors,
      async put(next: MonitorRow, before: MonitorRow | undefined) {
        if (next.monitorId === 'other') throw new Error('DynamoDB PutItem: throttled')
        if (isFirst) table.set('inbox', { ...row({ note: 'meanwhile' }), revision: 4 })
        isFirst = false
        return monitors.put(next, before)
      },
    }
    const stopped = makeUpgrade({ monitors: contested, runs: fresh, source: 'table' })
    await expect(stopped).rejects.toThrow('the row of monitor other was not upgraded')
    expect(await runs.findStep('never')).toBeUndefined()
    expect(table.get('inbox')?.definition).toMatchObject({
      note: 'meanwhile',
      mailbox: { tls: 'opportunistic' },
    })

    expect(await makeUpgrade({ monitors, runs: fresh, source: 'table' })).toMatchObject([{ rows: ['other'] }])
    expect(await tlsOf('other')).toEqual({ mailbox: 'opportunistic', smtp: 'opportunistic' })
  })

  test('notes down which rows of the file it has changed', async () => {
    const { runs } = await upgraded([row({}, 'stack')], [at(0, { phases: bothSides(CLEAR) })])
    expect(await runs.findStep('clear-logins')).toEqual({ kept: ['inbox/mailbox', 'inbox/smtp'] })
  })
})
