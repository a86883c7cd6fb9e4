import { describe, expect, test } from 'vitest'

import { type KnownLocations, locationsOf } from '../../../shared/core/location/known-locations.ts'

const KNOWN: KnownLocations = { home: 'us-east-1', defaults: ['home', 'berlin'] }

describe('where a monitor runs', () => {
  test.each([
    ['its own locations', { locations: ['berlin', 'eu-west-1'] }, ['berlin', 'eu-west-1']],
    ['home is called like its Region', { locations: ['home'] }, ['us-east-1']],
    ['the defaults, where it names none', {}, ['us-east-1', 'berlin']],
    ['each once, also where home is named twice', { locations: ['home', 'us-east-1'] }, ['us-east-1']],
  ])('%s', (_, monitor, expected) => {
    expect(locationsOf(monitor, KNOWN)).toEqual(expected)
  })

  test('on one machine all of it is there, whatever a monitor of the stack names', () => {
    const here = { home: 'local', defaults: ['home', 'berlin'] }
    expect(locationsOf({ locations: ['berlin', 'eu-west-1'] }, here)).toEqual(['local'])
    expect(locationsOf({}, here)).toEqual(['local'])
  })
})
