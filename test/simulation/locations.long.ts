import path from 'node:path'

import { expect, test } from 'vitest'

import { fakeClock } from '../support/fake-clock.ts'
import { memoryMonitors } from '../support/memory/memory-monitors.ts'
import { memoryStore } from '../support/memory/memory-store.ts'
import { DAY, HOUR } from '../../shared/core/time/units.ts'
import { diary } from './diary.ts'
import type { Weather } from './simulated-mail.ts'
import { march, spell, story } from './story.ts'
import { simulate } from './world.ts'

const [HOME, EAST, SOUTH] = ['eu-central-1', 'us-east-1', 'ap-southeast-2'] as const
const REFUSED: Weather = { fails: 'connection' }
const TEN = { intervalMinutes: 10, locations: ['home', EAST, SOUTH] }

/** us-east-1 is down for an hour, ap-southeast-2 is silent for a day. */
const DOWN = [
  { location: EAST, from: march('03-05 10:00'), to: march('03-05 10:00') + HOUR },
  { location: SOUTH, from: march('03-06 00:00'), to: march('03-06 00:00') + DAY },
]

/** What befalls each of them: trouble at one location alone, a single failure, an outage seen from everywhere. */
const HAPPENINGS = [
  spell('03-03 02:00', 12 * 60, REFUSED, EAST),
  spell('03-04 06:00', 10, REFUSED, HOME),
  spell('03-04 12:00', 180, REFUSED),
  // While us-east-1 is down: the next location in the order written cannot confirm it.
  spell('03-05 10:10', 10, REFUSED, HOME),
  // While ap-southeast-2 is silent.
  spell('03-06 08:00', 10, REFUSED, HOME),
  spell('03-06 12:00', 180, REFUSED),
]

const STORIES = [
  story(
    'l01',
    'all locations at every interval: two must fail at once',
    { ...TEN, alerts: [{ minLocations: 2 }] },
    ...HAPPENINGS,
  ),
  story(
    'l02',
    'all three must fail at once, or all that are heard',
    { ...TEN, alerts: [{ minLocations: 3 }] },
    ...HAPPENINGS,
  ),
  story(
    'l03',
    'all locations, and failures are checked from another',
    { ...TEN, alerts: [{ verify: 'elsewhere' }] },
    ...HAPPENINGS,
  ),
  story(
    'l04',
    'one location after another: two must fail within a turn',
    { ...TEN, locationMode: 'rotate', alerts: [{ minLocations: 2 }] },
    ...HAPPENINGS,
  ),
  story(
    'l05',
    'two locations at a time, four failing runs in a row',
    { ...TEN, locationMode: 'rotate', locationsPerRun: 2, alerts: [{ afterFailures: 4 }] },
    ...HAPPENINGS,
  ),
  story(
    'l06',
    'one location after another, and failures are checked from another',
    { ...TEN, locationMode: 'rotate', alerts: [{ verify: 'elsewhere' }] },
    ...HAPPENINGS,
  ),
]

/** When it is really down, seen from everywhere. */
const OUTAGES = [march('03-04 12:00'), march('03-06 12:00')]
/** The longest that an alert may take: a turn, and a run that waits for its recheck. */
const LATEST = 40 * 60_000

test('four days of locations that take turns, fail and fall silent brings no wrong alert', async () => {
  const clock = fakeClock(march('03-03 00:00'))
  const stage = {
    clock,
    runs: memoryStore(clock),
    monitors: memoryMonitors(),
    locations: [HOME, EAST, SOUTH],
    down: DOWN,
  }
  const { heard, problems } = await simulate(STORIES, stage, march('03-07 02:00'))
  expect(problems).toEqual([])
  for (const { monitorId } of STORIES) {
    const opened = heard.filter(
      ({ message: { attributes } }) =>
        attributes.monitorId === monitorId && attributes.transition === 'opened',
    )
    expect(opened.map(({ at }) => OUTAGES.some((from) => at >= from && at <= from + LATEST))).toEqual([
      true,
      true,
    ])
  }
  const golden = path.join(import.meta.dirname, 'locations.expected.txt')
  await expect(diary(STORIES, heard)).toMatchFileSnapshot(golden)
})
