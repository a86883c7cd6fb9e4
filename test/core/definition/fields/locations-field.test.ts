import { describe, expect, test } from 'vitest'

import type { KnownLocations } from '../../../../shared/core/location/known-locations.ts'
import { describeProblems, parseMonitor } from '../../../../shared/core/definition/parse-monitor.ts'
import { SHORT } from '../short-definition.ts'

const KNOWN: KnownLocations = {
  home: 'us-east-1',
  defaults: ['home'],
  names: ['home', 'eu-west-1', 'eu-central-1', 'berlin'],
}
const SEVERAL: KnownLocations = { ...KNOWN, defaults: ['home', 'eu-west-1', 'berlin'] }

function mistakes(change: object, knownLocations?: KnownLocations): string[] {
  return (['stack', 'table', 'file'] as const)
    .map((source) => parseMonitor({ ...SHORT, ...change }, source, { knownLocations }))
    .map((result) => (result.ok ? '' : describeProblems(result.problems)))
    .filter((told, index, all) => all.indexOf(told) === index)
    .flatMap((told) => (told === '' ? [] : told.split('\n')))
}

const THREE = ['home', 'eu-west-1', 'berlin']
const NAME = "a location's name, of 1 to 20 lower-case letters, digits and hyphens, beginning with a letter"

describe('locations that are understood', () => {
  test.each<[string, object]>([
    ['home', { locations: ['home'] }],
    ['some of those that there are', { locations: THREE }],
    ['one at a time', { locations: THREE, locationMode: 'rotate' }],
    ['two at a time', { locations: THREE, locationMode: 'rotate', locationsPerRun: 2 }],
    ['as many as there are', { locations: THREE, alerts: [{ minLocations: 3, verify: 'elsewhere' }] }],
  ])('%s: %j', (_what, change) => {
    expect(mistakes(change, KNOWN)).toEqual([])
    expect(mistakes(change)).toEqual([])
  })

  test.each<[string, object]>([
    ['rotate', { locationMode: 'rotate', locationsPerRun: 2 }],
    ['as many as there are', { alerts: [{ minLocations: 3, verify: 'elsewhere' }] }],
  ])('the defaults count where a monitor names none: %s', (_what, change) => {
    expect(mistakes(change, SEVERAL)).toEqual([])
    expect(mistakes(change, KNOWN)).not.toEqual([])
  })

  test('any name, and any number, where nobody knows the locations', () => {
    expect(mistakes({ locations: ['office'], alerts: [{}] })).toEqual([])
    expect(mistakes({ locationMode: 'rotate', locationsPerRun: 9, alerts: [{ minLocations: 10 }] })).toEqual(
      [],
    )
  })
})

describe('locations that are refused', () => {
  const of = 'locations: expected a list of 1 to 10 locations'
  const known = 'expected one of home, eu-west-1, eu-central-1, berlin'
  test.each<[string, unknown, string[]]>([
    ['none', [], [`${of}, got an empty list; leave the field out for the default locations`]],
    ['eleven', Array.from({ length: 11 }, (_, n) => `l${String(n)}`), [`${of}, got 11`]],
    ['a hundred thousand', Array.from({ length: 100_000 }, () => 'home'), [`${of}, got 100000`]],
    ['one without its list', 'home', [`${of}, got "home"; put it into a list: ["home"]`]],
    ['an object', { home: {} }, [`${of}, got an object`]],
    ['null', null, [`${of}, got null`]],
    ['a name in capitals', ['EU'], [`locations[0]: expected ${NAME}, got "EU"`]],
    ['a long name', ['a'.repeat(21)], [`locations[0]: expected ${NAME}, got "${'a'.repeat(21)}"`]],
    ['a number', ['home', 1], [`locations[1]: expected ${NAME}, got 1`]],
    [
      'one twice',
      ['home', 'berlin', 'home'],
      ['locations[2]: expected each location once, got "home", which locations[0] is too'],
    ],
    [
      'the Region of the stack',
      ['us-east-1'],
      [
        `locations[0]: ${known}, got "us-east-1"; locations are named in cdk/settings.ts; ` +
          'the Region of the stack itself is called home',
      ],
    ],
    ['a name misspelt', ['berlim'], [`locations[0]: ${known}, got "berlim"; did you mean berlin?`]],
    [
      'a name that there is not',
      ['home', 'office'],
      [`locations[1]: ${known}, got "office"; locations are named in cdk/settings.ts`],
    ],
    [
      'the name of the one machine',
      ['local'],
      [`locations[0]: ${known}, got "local"; locations are named in cdk/settings.ts`],
    ],
  ])('%s', (_what, locations, told) => {
    expect(mistakes({ locations }, KNOWN)).toEqual(told)
  })
})

describe('what asks for more locations than there are', () => {
  test.each<[string, object, string[]]>([
    [
      'a turn of one',
      { locationMode: 'rotate' },
      ['locationMode: one location cannot take turns; name two or more in locations, or remove this field'],
    ],
    [
      'a turn of all',
      { locations: THREE, locationMode: 'rotate', locationsPerRun: 3 },
      [
        'locationsPerRun: expected fewer than the 3 locations, got 3; ' +
          'to test from all of them each time, write locationMode: "all"',
      ],
    ],
    [
      'a part of no turn',
      { locations: THREE, locationsPerRun: 1 },
      [
        'locationsPerRun: only locations that take turns can be some at a time; write locationMode: "rotate" too',
      ],
    ],
    [
      'a turn in other words',
      { locationMode: 'random' },
      ['locationMode: expected "all" or "rotate", got "random"'],
    ],
    [
      'no whole part of a turn',
      { locations: THREE, locationMode: 'rotate', locationsPerRun: 0 },
      ['locationsPerRun: expected a whole number of locations from 1 to 9, got 0'],
    ],
    [
      'failures at more locations',
      { locations: THREE, alerts: [{}, { minLocations: 4 }] },
      [
        'alerts[1].minLocations: expected no more than the 3 locations of the monitor, got 4: it would never alert',
      ],
    ],
    [
      'failures at two of one',
      { alerts: [{ minLocations: 2 }] },
      [
        'alerts[0].minLocations: expected no more than the one location of the monitor, got 2: it would never alert',
      ],
    ],
    [
      'a check from elsewhere',
      { locations: ['berlin'], alerts: [{ verify: 'elsewhere' }] },
      [
        'alerts[0].verify: there is no second location to check from; name two or more in locations, or write verify: true',
      ],
    ],
  ])('%s', (_what, change, told) => {
    expect(mistakes(change, KNOWN)).toEqual(told)
  })

  test('is told beside all other mistakes', () => {
    const change = {
      intervalMinutes: 0,
      locations: ['x', 'home'],
      locationsPerRun: 1,
      alerts: [{ minLocations: 3 }],
    }
    expect(mistakes(change, KNOWN).map((line) => line.split(': ')[0])).toEqual([
      'intervalMinutes',
      'locations[0]',
      'locationsPerRun',
      'alerts[0].minLocations',
    ])
  })
})
