import path from 'node:path'

import { expect, test } from 'vitest'

import { fakeClock } from '../support/fake-clock.ts'
import { memoryMonitors } from '../support/memory/memory-monitors.ts'
import { memoryStore } from '../support/memory/memory-store.ts'
import { DAY, MINUTE } from '../../shared/core/time/units.ts'
import { diary } from './diary.ts'
import type { Weather } from './simulated-mail.ts'
import { type Spell, march, spell, story } from './story.ts'
import { simulate } from './world.ts'

const [HOME, EAST, SOUTH] = ['eu-central-1', 'us-east-1', 'ap-southeast-2'] as const
const REFUSED: Weather = { fails: 'connection' }
const EVERYWHERE = { intervalMinutes: 30, locations: ['home', EAST, SOUTH] }
const WEEKS = [0, 1, 2, 3].map((week) => week * 7 * DAY)

/** Each week us-east-1 is down for an hour, and ap-southeast-2 silent for a day. */
const DOWN = WEEKS.flatMap((later) => [
  { location: EAST, from: march('03-05 10:00') + later, to: march('03-05 11:00') + later },
  { location: SOUTH, from: march('03-06 00:00') + later, to: march('03-07 00:00') + later },
])

/**
 * What befalls each of them every week: trouble at one location alone, a single failure, an outage seen from
 * everywhere.
 */
const HAPPENINGS: readonly Spell[] = [
  spell('03-03 02:00', 12 * 60, REFUSED, EAST),
  spell('03-04 06:00', 30, REFUSED, HOME),
  spell('03-04 12:00', 360, REFUSED),
  // While us-east-1 is down: the next location in the order written cannot confirm it.
  spell('03-05 10:20', 30, REFUSED, HOME),
  // While ap-southeast-2 is silent.
  spell('03-06 08:00', 30, REFUSED, HOME),
  spell('03-06 12:00', 360, REFUSED),
].flatMap((one) => WEEKS.map((later) => ({ ...one, from: one.from + later, to: one.to + later })))

const STORIES = [
  story(
    'l01',
    'all locations at every interval: two must fail at once',
    { ...EVERYWHERE, alerts: [{ minLocations: 2 }] },
    ...HAPPENINGS,
  ),
  story(
    'l02',
    'all three must fail at once, or all that are heard',
    { ...EVERYWHERE, alerts: [{ minLocations: 3 }] },
    ...HAPPENINGS,
  ),
  story(
    'l03',
    'all locations, and failures are checked from another',
    { ...EVERYWHERE, alerts: [{ verify: 'elsewhere' }] },
    ...HAPPENINGS,
  ),
  story(
    'l04',
    'one location after another: two must fail within a turn',
    { ...EVERYWHERE, locationMode: 'rotate', alerts: [{ minLocations: 2 }] },
    ...HAPPENINGS,
  ),
  story(
    'l05',
    'two locations at a time, four failing runs in a row',
    { ...EVERYWHERE, locationMode: 'rotate', locationsPerRun: 2, alerts: [{ afterFailures: 4 }] },
    ...HAPPENINGS,
  ),
  story(
    'l06',
    'one location after another, and failures are checked from another',
    { ...EVERYWHERE, locationMode: 'rotate', alerts: [{ verify: 'elsewhere' }] },
    ...HAPPENINGS,
  ),
]

/** When it is really down, seen from everywhere. */
const OUTAGES = WEEKS.flatMap((later) => [march('03-04 12:00') + later, march('03-06 12:00') + later])
/** The longest that an alert may take: a turn, and a run that waits for its recheck. */
const LATEST = 4 * 30 * MINUTE

test('a month of locations that take turns, fail and fall silent brings no wrong alert', async () => {
  const clock = fakeClock(march('03-01 00:00'))
  const stage = {
    clock,
    runs: memoryStore(clock),
    monitors: memoryMonitors(),
    locations: [HOME, EAST, SOUTH],
    down: DOWN,
  }
  const { heard, problems } = await simulate(STORIES, stage, march('04-01 00:00'))
  expect(problems).toEqual([])
  for (const { monitorId } of STORIES) {
    const opened = heard.filter(
      ({ message: { attributes } }) =>
        attributes.monitorId === monitorId && attributes.transition === 'opened',
    )
    const outageOf = (at: number) => OUTAGES.findIndex((from) => at >= from && at <= from + LATEST)
    expect(opened.map(({ at }) => outageOf(at))).toEqual(OUTAGES.map((_, index) => index))
  }
  const golden = path.join(import.meta.dirname, 'locations.expected.txt')
  await expect(diary(STORIES, heard)).toMatchFileSnapshot(golden)
})

/** ap-southeast-2 never registers; us-east-1 is removed while rows name it and it fails, and comes back. */
const ABSENT = [
  { location: SOUTH, from: march('03-01 00:00'), to: march('04-01 00:00') },
  { location: EAST, from: march('03-06 12:00'), to: march('03-10 12:00') },
]
const WHILE_ABSENT: readonly Spell[] = [
  spell('03-03 06:00', 30, REFUSED, HOME),
  spell('03-06 06:00', 12 * 60, REFUSED, EAST),
  spell('03-07 12:00', 360, REFUSED),
  spell('03-12 12:00', 360, REFUSED),
]
/**
 * What us-east-1 saw before it was removed must not count with this, although nothing runs there yet. Of those that
 * check from elsewhere it would be an outage, since there is nobody else to ask.
 */
const ON_ITS_RETURN = spell('03-10 12:00', 31, REFUSED, HOME)
const ABSENT_STORIES = STORIES.filter(({ monitorId }) => monitorId !== 'l05').map(
  ({ monitorId, about, definition }) => {
    const checksElsewhere = ['l03', 'l06'].includes(monitorId)
    const happenings = checksElsewhere ? WHILE_ABSENT : [...WHILE_ABSENT, ON_ITS_RETURN]
    return story(monitorId, about, definition, ...happenings)
  },
)

test('two weeks of a location that never registers and one that is removed hide no outage and invent none', async () => {
  const clock = fakeClock(march('03-01 00:00'))
  const stage = {
    clock,
    runs: memoryStore(clock),
    monitors: memoryMonitors(),
    locations: [HOME, EAST, SOUTH],
    absent: ABSENT,
    down: [{ location: EAST, from: march('03-10 12:00'), to: march('03-10 12:31') }],
  }
  const { heard, problems } = await simulate(ABSENT_STORIES, stage, march('03-15 00:00'))
  expect(problems).toEqual([])
  const outages = [march('03-07 12:00'), march('03-12 12:00')]
  for (const { monitorId } of ABSENT_STORIES) {
    const own = heard.filter(({ message: { attributes } }) => attributes.monitorId === monitorId)
    const told = own.map(({ message: { attributes } }) => attributes.transition)
    expect([monitorId, ...told]).toEqual([
      monitorId,
      'misconfigured',
      ...outages.flatMap(() => ['opened', 'resolved']),
    ])
    const opened = own.filter(({ message: { attributes } }) => attributes.transition === 'opened')
    opened.forEach(({ at }, number) => {
      expect(at).toBeGreaterThan(outages[number] ?? Infinity)
      expect(at).toBeLessThanOrEqual((outages[number] ?? 0) + LATEST)
    })
  }
})
