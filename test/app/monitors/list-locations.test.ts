import { beforeEach, describe, expect, test } from 'vitest'

import { locationsNow } from '../../../shared/app/monitors/list-locations.ts'
import type { LettersThere } from '../../../shared/app/ports/location-queues.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import type { MonitorState } from '../../../shared/core/judging/state.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { compactInstant } from '../../../shared/core/time/compact-instant.ts'
import { monitorState } from '../../contracts/run-fixtures.ts'
import { registered } from '../../support/worlds/registered.ts'
import { type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'

let world: ReconcileWorld
beforeEach(async () => {
  world = reconcileWorld()
  await world.write({})
})

const BERLIN = registered('berlin', { region: 'eu-central-1', address: '192.0.2.7' })

const NONE = { deadLetters: 0, unhandled: 0 }

function now(letters?: LettersThere | Error, home = 'us-east-1', homeVersion?: string, defaults?: string[]) {
  const answer = letters instanceof Error ? Promise.reject(letters) : Promise.resolve(letters ?? NONE)
  answer.catch(() => undefined)
  return locationsNow({
    ...world.ports,
    home,
    ...(homeVersion !== undefined && { homeVersion }),
    ...(defaults && { knownLocations: { home, defaults } }),
    ...(letters && { queues: { letters: () => answer } }),
  })
}

async function stands(change: Partial<MonitorState>): Promise<void> {
  const empty = { expected: {}, silent: {}, judged: {} }
  await world.runs.putState(
    { ...monitorState(), monitorId: 'inbox', version: 1, ...empty, ...change },
    undefined,
  )
}

const runAt = (minutesAgo: number, location: string) =>
  `${compactInstant(world.clock.now() - minutesAgo * MINUTE)}_${location}_schedule`

test('home stands first, then what registered, by name', async () => {
  for (const one of [registered('eu-west-1'), BERLIN]) await world.runs.putLocation(one)
  const { items } = await now()
  expect(items.map(({ name, kind, region }) => [name, kind, region])).toEqual([
    ['us-east-1', 'home', 'us-east-1'],
    ['berlin', 'fixed-address', 'eu-central-1'],
    ['eu-west-1', 'region', 'eu-west-1'],
  ])
  expect(items[1]).toMatchObject({ address: '192.0.2.7', version: '1.0.0', monitors: 0 })
})

test('one machine has one location, in no Region', async () => {
  expect((await now(undefined, 'local')).items).toEqual([{ name: 'local', kind: 'local', monitors: 0 }])
})

test('monitors are counted where results are expected, with the last run that was heard', async () => {
  await world.runs.putLocation(BERLIN)
  const judged = { 'us-east-1': runAt(10, 'us-east-1'), berlin: runAt(4, 'berlin') }
  await stands({ expected: { 'us-east-1': 1, berlin: 1 }, judged })
  const { items } = await now()
  const at = (minutes: number) => world.clock.now() - minutes * MINUTE
  expect(items).toMatchObject([
    { monitors: 1, lastRunAt: at(10) },
    { monitors: 1, lastRunAt: at(4) },
  ])
})

describe('a location is marked', () => {
  const fine = { deadLetters: 1, unhandled: 0 }
  test.each<
    [string, Partial<RegisteredLocation>, Partial<MonitorState>, LettersThere | Error, string | undefined]
  >([
    ['not at all where it is heard', {}, { expected: { berlin: 1 } }, fine, undefined],
    ['not at all where its queues cannot be read', {}, {}, new Error('denied'), undefined],
    ['silent where none of its monitors is heard', {}, { silent: { berlin: 1 } }, fine, 'silent'],
    ['for letters of which nobody could make a result', {}, {}, { deadLetters: 0, unhandled: 2 }, 'letters'],
    ['removed, whatever else', { removed: true }, { silent: { berlin: 1 } }, fine, 'removed'],
  ])('%s', async (_, location, state, letters, mark) => {
    await world.runs.putLocation({ ...BERLIN, ...location })
    await stands(state)
    const [, berlin] = (await now(letters)).items
    expect(berlin?.mark).toBe(mark)
    expect(berlin?.letters).toEqual(letters instanceof Error ? undefined : letters)
  })
})

describe('where home says what it was deployed from', () => {
  test.each<[string, Partial<RegisteredLocation>, Partial<MonitorState>, string | undefined]>([
    ['a location of the same code has no mark', { version: '1.0.0+aa' }, {}, undefined],
    ['one of other code has one', { version: '1.0.0+bb' }, {}, 'other-code'],
    ['one of before versions told commits apart has it too', { version: '1.0.0' }, {}, 'other-code'],
    ['worse is told first', { version: '1.0.0+bb' }, { silent: { berlin: 1 } }, 'silent'],
  ])('%s', async (_, location, state, mark) => {
    await world.runs.putLocation({ ...BERLIN, ...location })
    await stands(state)
    const [home, berlin] = (await now(undefined, 'us-east-1', '1.0.0+aa')).items
    expect(home?.version).toBe('1.0.0+aa')
    expect(berlin?.mark).toBe(mark)
  })
})

describe('where monitors run by default', () => {
  const BOTH = ['home', 'berlin']
  test.each<[string, Partial<RegisteredLocation>, string | undefined]>([
    ['a location that was deployed with the same has no mark', { defaultLocations: BOTH }, undefined],
    ['one of before they changed has one', { defaultLocations: ['home'] }, 'other-defaults'],
    [
      'they are taken in turn, so that their order counts',
      { defaultLocations: ['berlin', 'home'] },
      'other-defaults',
    ],
    ['one that does not say has none', {}, undefined],
    ['other code is told first', { defaultLocations: ['home'], version: '1.0.0+bb' }, 'other-code'],
    ['of one that is removed only that is told', { defaultLocations: ['home'], removed: true }, 'removed'],
  ])('%s', async (_, location, mark) => {
    await world.runs.putLocation({ ...BERLIN, version: '1.0.0+aa', ...location })
    const [, berlin] = (await now(undefined, 'us-east-1', '1.0.0+aa', BOTH)).items
    expect(berlin?.mark).toBe(mark)
  })
})
