import { describe, expect, test } from 'vitest'

import type { EventSource } from '../../../shared/app/ports/account-facts.ts'
import { emptyState } from '../../../shared/core/judging/evaluate.ts'
import { NOON } from '../../contracts/run-fixtures.ts'
import { HOME, type Ill, MONITOR, PASSED, examined, found, location, saying } from './doctor-world.ts'
import { longTest } from '../../support/thorough.ts'

describe('concurrency', () => {
  const of = (limit: number, unreserved = limit): Ill => ({
    account: { concurrency: () => Promise.resolve({ limit, unreserved }) },
  })
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...MONITOR, monitorId: `m${n}`, timeoutSeconds: 300 }))
  const only = async (ill: Ill) =>
    (await examined(ill)).flatMap(({ check, findings }) => (check === 'concurrency' ? findings : []))

  test('10 carry about 12 monitors of the usual kind: more of them are a problem', async () => {
    const [enough] = await only({ ...of(10), definitions: many(12) })
    expect(enough).toMatchObject({
      severity: 'note',
      seen: 'Lambda runs at most 10 functions at once in eu-west-1.',
      why: 'A run holds one until it ends: this carries about 12 monitors that wait 300 seconds every 10 minutes for lost mail; 12 run there.',
    })
    expect(enough?.mend).toContain('eu-west-1.console.aws.amazon.com/servicequotas')
    const [short] = await only({ ...of(10), definitions: many(13) })
    expect(short?.severity).toBe('problem')
  })

  longTest('a monitor whose locations take turns holds its share at each of them', async () => {
    const locations = [location(), location({ name: 'berlin', region: 'eu-central-1' })]
    const turns = { locations: ['home', 'us-east-1', 'berlin'], locationMode: 'rotate' }
    const turning = (count: number, turn: object = {}) =>
      many(count).map((one) => ({ ...one, ...turns, ...turn }))
    const here = async (definitions: Ill['definitions'] = []) =>
      (await only({ ...of(10), definitions, locations }))[0]
    expect(await here(turning(35))).toMatchObject({ severity: 'note' })
    expect(await here(turning(37))).toMatchObject({ severity: 'problem' })
    expect(await here(turning(17, { locationsPerRun: 2 }))).toMatchObject({ severity: 'note' })
    expect(await here(turning(19, { locationsPerRun: 2 }))).toMatchObject({ severity: 'problem' })
    expect(await here(turning(13, { locationMode: 'all' }))).toMatchObject({ severity: 'problem' })
  })

  test('what other functions reserve is not ours, and paused monitors hold nothing', async () => {
    const [short] = await only({ ...of(1000, 10), definitions: many(13) })
    expect(short).toMatchObject({
      severity: 'problem',
      seen: 'Lambda runs at most 1000 functions at once in eu-west-1, 990 of them reserved for other functions.',
    })
    const paused = many(13).map((one) => ({ ...one, enabled: false }))
    expect((await only({ ...of(10), definitions: paused }))[0]?.severity).toBe('note')
  })

  test('each Region is asked, those of removed locations are not, and one that does not answer hides no other', async () => {
    const asked: string[] = []
    const ill: Ill = {
      ...PASSED,
      locations: [
        location(),
        location({ region: 'eu-north-1' }),
        location({ region: 'sa-east-1', removed: true }),
      ],
      account: {
        concurrency(region) {
          asked.push(region)
          if (region === 'us-east-1') return Promise.reject(new Error('no'))
          return Promise.resolve({ limit: 10, unreserved: 10 })
        },
      },
    }
    expect((await found(ill)).filter((line) => line.startsWith('concurrency'))).toEqual([
      'concurrency: note: Lambda runs at most 10 functions at once in eu-west-1.',
      'concurrency: note: Lambda runs at most 10 functions at once in eu-north-1.',
      'concurrency: not checked: the concurrency of Lambda in us-east-1',
    ])
    expect(asked.sort()).toEqual(['eu-north-1', HOME, 'us-east-1'])
  })
})

describe('event sources', () => {
  const source = (change: Partial<EventSource>): Ill => ({
    account: {
      eventSources: () => Promise.resolve([{ id: 'u-1', kind: 'stream', state: 'Enabled', ...change }]),
    },
  })

  test.each<[Partial<EventSource>, string[]]>([
    [
      { state: 'Disabled', reason: 'User action' },
      [
        'problem: Lambda does not read the stream of the Monitors table in eu-west-1: the event source mapping is Disabled (User action).',
      ],
    ],
    [
      { kind: 'queue', state: 'missing' },
      [
        'problem: Nothing reads the queue of dead letters in eu-west-1: its event source mapping u-1 was removed.',
      ],
    ],
    [
      { state: 'Creating' },
      ['note: Lambda does not read the stream of the Monitors table in eu-west-1 yet: Creating.'],
    ],
    [
      { lastResult: 'PROBLEM: Function call failed' },
      [
        'note: Lambda reads the stream of the Monitors table in eu-west-1, but the last batch failed: PROBLEM: Function call failed.',
      ],
    ],
    [{ lastResult: 'OK' }, []],
  ])('%o', async (change, expected) => {
    expect(await saying(source(change))).toEqual(expected.map((line) => `event-sources: ${line}`))
  })

  test('the stack of each location is asked by its own name', async () => {
    const asked: string[] = []
    const eventSources = (name: string, region: string) => {
      asked.push(`${name} ${region}`)
      return Promise.resolve([])
    }
    const away = location({ name: 'berlin', kind: 'fixed-address', region: 'eu-central-1' })
    expect(await saying({ account: { eventSources }, locations: [away] })).toEqual([])
    expect(asked).toEqual(['Roundtrip eu-west-1', 'Roundtrip-berlin eu-central-1'])
  })
})

describe('versions and deploys', () => {
  test.each<[string, Ill, string[]]>([
    [
      'a location that was not upgraded',
      { locations: [location({ version: '1' })] },
      ['versions: problem: Location us-east-1 runs other code than home: 1 there, 2 at home.'],
    ],
    [
      'a command of another version',
      { stack: { ownVersion: '3' } },
      ['versions: note: Home runs other code than this command: 2 there, 3 here.'],
    ],
    [
      'a location that was deployed before the default locations changed',
      { locations: [location({ defaultLocations: ['us-east-1', 'home'] })] },
      [
        'versions: problem: Location us-east-1 has other default locations than home: us-east-1, home there, home at home.',
      ],
    ],
    [
      'a location with the default locations of home',
      { locations: [location({ defaultLocations: ['home'] })] },
      [],
    ],
    [
      'a location of other code, whose upgrade mends its default locations too',
      { locations: [location({ version: '1', defaultLocations: ['us-east-1'] })] },
      ['versions: problem: Location us-east-1 runs other code than home: 1 there, 2 at home.'],
    ],
    [
      'a location on its way out, of whatever version',
      { locations: [location({ version: '1', removed: true })] },
      ['versions: note: Location us-east-1 is registered as removed: nothing runs there any more.'],
    ],
    [
      'a deploy that was rolled back',
      { stack: { status: 'UPDATE_ROLLBACK_COMPLETE' } },
      ['deploy: problem: Stack Roundtrip is UPDATE_ROLLBACK_COMPLETE.'],
    ],
    [
      'a deploy under way',
      { stack: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' } },
      ['deploy: problem: Stack Roundtrip is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS.'],
    ],
  ])('%s', async (_, ill, expected) => {
    expect(await saying(ill)).toEqual(expected)
  })
})

describe('locations of monitors', () => {
  const definitions = [
    { ...MONITOR, monitorId: 'a', locations: ['home', 'berlin'] },
    { ...MONITOR, monitorId: 'b', locations: ['berlin'] },
    { ...MONITOR, monitorId: 'c', locations: ['home'] },
    { ...MONITOR, monitorId: 'd', locations: ['berlin'], enabled: false },
  ]
  const berlin = location({ name: 'berlin', kind: 'fixed-address', region: 'eu-central-1' })
  const problems = [{ path: 'locations', message: 'not registered' }]
  const told: Ill['prepare'] = (runs) =>
    runs.putState({ ...emptyState('a'), version: 1, misconfigured: { since: NOON, problems } }, undefined)

  test.each<[string, Ill, string[]]>([
    [
      'one that is not registered is a problem of the monitors that name it',
      {},
      ['problem: Location berlin is not registered, and a, b name it.'],
    ],
    [
      'one that was removed too',
      { locations: [{ ...berlin, removed: true }] },
      ['problem: Location berlin is removed, and a, b name it.'],
    ],
    ['one that stands is none', { locations: [berlin] }, []],
    [
      'what a monitor was told as a mistake of its row is not said twice',
      { prepare: told },
      ['problem: Location berlin is not registered, and b names it.'],
    ],
  ])('%s', async (_, ill, expected) => {
    const lines = await found({ definitions, ...ill })
    expect(lines.filter((line) => line.startsWith('locations: '))).toEqual(
      expected.map((line) => `locations: ${line}`),
    )
  })

  test('the deploy that mends it is named', async () => {
    const all = await examined({ definitions })
    const [finding] = all.flatMap(({ check, findings }) => (check === 'locations' ? findings : []))
    expect(finding?.mend).toContain('npx cdk deploy --all')
  })
})
