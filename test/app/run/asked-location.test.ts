import { describe, expect, test } from 'vitest'

import { startTest } from '../../../shared/app/run/start-test.ts'
import { startTrial } from '../../../shared/app/run/start-trial.ts'
import type { TrialRequest } from '../../../shared/core/run/trial.ts'
import { demandedWorld } from '../../support/worlds/demanded-world.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

const LOCATIONS = ['us-east-1', 'berlin', 'rome']
const BERLIN_BY_DEFAULT = { home: 'us-east-1', defaults: ['berlin', 'home'] }

/** Where a run is asked for, by `test` and of a definition that is not saved. */
const WAYS = {
  async test(
    definition: Record<string, unknown>,
    location?: string,
    knownLocations?: typeof BERLIN_BY_DEFAULT,
  ) {
    const { testPorts, asked } = await demandedWorld(definition)
    const ports = { ...testPorts, locations: LOCATIONS, ...(knownLocations && { knownLocations }) }
    const answer = await startTest('inbox', { requestId: 'r', ...(location && { location }) }, ports)
    return { answer, at: asked.map((one) => one.location) }
  },
  async trial(
    definition: Record<string, unknown>,
    location?: string,
    knownLocations?: typeof BERLIN_BY_DEFAULT,
  ) {
    const { ports: made } = await demandedWorld()
    const asked: TrialRequest[] = []
    const starter = { startTrial: (request: TrialRequest) => Promise.resolve(void asked.push(request)) }
    const ports = { ...made, starter, locations: LOCATIONS, ...(knownLocations && { knownLocations }) }
    const wish = { requestId: 'r', ...(location && { location }) }
    const answer = await startTrial({ ...DEFINITION, ...definition }, wish, ports)
    return { answer, at: asked.map((one) => one.location) }
  },
}

describe.each(['test', 'trial'] as const)('where a %s is made', (way) => {
  test.each([
    ['the first location of the definition', { locations: ['rome', 'berlin'] }, undefined, 'rome'],
    ['the first that has a probe', { locations: ['mars', 'berlin'] }, undefined, 'berlin'],
    ['home where none of them has one', { locations: ['mars'] }, undefined, 'us-east-1'],
    ['home where the definition says so', { locations: ['home', 'berlin'] }, undefined, 'us-east-1'],
    ['the first default location where it names none', {}, undefined, 'berlin'],
    ['home that is asked for by that name', { locations: ['rome'] }, 'home', 'us-east-1'],
    ['home that is asked for by its Region', { locations: ['rome'] }, 'us-east-1', 'us-east-1'],
    ['another that is asked for', { locations: ['rome'] }, 'berlin', 'berlin'],
  ])('%s', async (_where, definition, asked, at) => {
    const done = await WAYS[way](definition, asked, BERLIN_BY_DEFAULT)
    expect(done).toMatchObject({ answer: { kind: 'started', location: at }, at: [at] })
  })

  test('home where nobody knows the default locations', async () => {
    expect((await WAYS[way]({})).at).toEqual(['us-east-1'])
  })

  test('nowhere that there is no probe, which is told by the names that there are', async () => {
    const { answer, at } = await WAYS[way]({}, 'mars')
    expect([answer, at]).toMatchObject([
      { message: 'there is no location mars, only: us-east-1, berlin, rome' },
      [],
    ])
  })
})
