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
