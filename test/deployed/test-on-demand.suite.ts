import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { trialNow } from '../../shared/app/history/views/trial-now.ts'
import type { TestRun } from '../../shared/app/run/start-test.ts'
import { startTrial } from '../../shared/app/run/start-trial.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { itemsOf } from './account/ageing.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { demandedTests } from './monitors/demanded-tests.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)
const { ports, started, watched } = demandedTests(stack)

beforeAll(() => monitors.put('demanded', { timeoutSeconds: 60 }))
beforeEach(() => {
  mail.faults.clear()
  mail.faults.delay(0)
})
afterAll(async () => {
  mail.faults.delay(0)
  await lab.behave()
  await monitors.removeAll()
})

/** `npx roundtrip` in a process of its own, by the credentials of this environment. */
const command = (...line: string[]) => roundtrip(line, process.env as Record<string, string>)

/** The results of a monitor's runs that stand by now. */
const resultsOf = async (monitorId: string) =>
  (await itemsOf(stack, monitorId)).filter(({ sortKey }) => sortKey.startsWith('run#'))

describe('npx roundtrip test', () => {
  test('shows lines while the run waits, then the result, and leaves no message', async () => {
    mail.faults.delay(6 * SECOND)
    const cli = command('test', 'demanded')
    await cli.hears(/ smtp +submit +server +250 /)
    expect(await resultsOf('demanded')).toEqual([])
    const { code, out, err } = await cli.ended()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/\nresult +OK/)
    expect(out).toMatch(/\nnpx roundtrip show demanded\/\S+_on-demand_[0-9a-f]{12}\n$/)
    expect(mail.messages('demanded')).toBe(0)
  })

  test('of two at once is one run, which both show to its end', async () => {
    mail.faults.delay(6 * SECOND)
    const before = (await resultsOf('demanded')).length
    const first = command('test', 'demanded')
    await first.hears(/_on-demand_/)
    const second = command('test', 'demanded')
    const both = [await first.ended(), await second.ended()]
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const refs = both.map(({ out }) => /demanded\/\S+_on-demand_[0-9a-f]{12}/.exec(out)?.[0])
    expect(new Set(refs).size).toBe(1)
    expect(both[1]?.out).toContain(', asked for at ')
    expect(await resultsOf('demanded')).toHaveLength(before + 1)
  })

  test('says that the probe is throttled where Lambda refuses the call, and works again afterwards', async () => {
    const fault = { service: 'lambda', error: 'TooManyRequestsException', from: 'all', count: 20 } as const
    await lab.fault(fault)
    const { code, err } = await command('test', 'demanded').ended()
    expect(code).toBe(3)
    expect(err).toMatch(/^roundtrip: Lambda takes no more calls now \(throttled\); try again in a minute/)
    await lab.behave()
    expect(await command('test', 'demanded').ended()).toMatchObject({ code: 0, err: '' })
  })
})

test('a scheduled run writes nothing for tests on demand, and a test one or two units for each write of news', async () => {
  await monitors.put('counted')
  const unitsOf = async (work: () => Promise<unknown>) => {
    await lab.forgetCalls()
    await work()
    const calls = Object.entries(await lab.calls()).filter(([name]) => name.includes('Probe'))
    return calls
      .flatMap(([, byAction]) => Object.values(byAction))
      .reduce((all, one) => all + one.writeUnits, 0)
  }
  const scheduled = await unitsOf(() => monitors.fire('counted', minutesAgo(2)))
  const kinds = (await itemsOf(stack, 'counted')).map(({ sortKey }) => sortKey.split('#')[0])
  expect(kinds).not.toContain('live')
  expect(kinds).not.toContain('tests')
  let run: TestRun | undefined
  const demanded = await unitsOf(async () => {
    run = (await watched(await started('counted'))).run
    await lab.drain()
  })
  const news = run ? await stack.ports.runs.findLive(run, 0) : []
  expect(news.length).toBeGreaterThan(0)
  // A second of many lines and phases is more than 1 KB.
  expect(demanded).toBeLessThanOrEqual(scheduled + 2 * news.length)
  expect(demanded).toBeGreaterThan(news.length)
})

test('a definition that is not saved is tried by the same probe, and stored in nothing but its trial', async () => {
  const definition = mail.monitor('tried')
  await stack.setSecret('tried', 'correct horse battery')
  const trial = await startTrial(definition, { requestId: randomIds.token() }, ports)
  const trialId = trial.kind === 'started' ? trial.trialId : ''
  const done = await vi.waitFor(
    async () => {
      const now = await trialNow(trialId, ports)
      expect(now?.state).toBe('done')
      return now
    },
    { timeout: 20_000, interval: 500 },
  )
  expect(done?.result).toMatchObject({ outcome: 'delivered', location: stack.location })
  expect(done?.lines.map(({ text }) => text)).toContain('PASS <secret>')
  expect(await itemsOf(stack, 'tried')).toEqual([])
  await stack.removeSecret('tried')
})
