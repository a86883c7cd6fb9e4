import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblem } from '../../../shared/core/definition/parse-monitor.ts'

const HOME = 'us-east-1'

function resolved(settings: object) {
  const answer = resolveSettings(settings)
  if (!answer.ok) throw new Error(answer.problems.map(describeProblem).join('\n'))
  const { homeRegion, locations, defaultLocations } = answer.settings
  return { homeRegion, locations, defaultLocations }
}

function mistakes(settings: object): string[] {
  const answer = resolveSettings(settings)
  return answer.ok ? [] : answer.problems.map(describeProblem)
}

test('without a word of locations there is home alone, and monitors run there', () => {
  const home = { homeRegion: undefined, locations: [], defaultLocations: ['home'] }
  expect(resolved({})).toEqual(home)
  expect(resolved({ locations: { home: {} } })).toEqual(home)
})

test('a Region has its own name, a fixed address one of its own; order stays', () => {
  const locations = {
    'eu-west-1': {},
    home: {},
    berlin: { region: 'eu-central-1', fixedAddress: true },
    'ap-southeast-2': { region: 'ap-southeast-2', removed: true },
    office: { region: HOME, fixedAddress: true },
  }
  expect(
    resolved({ homeRegion: HOME, locations, defaultLocations: ['eu-west-1', 'home', 'berlin'] }),
  ).toEqual({
    homeRegion: HOME,
    locations: [
      { name: 'eu-west-1', kind: 'region', region: 'eu-west-1', removed: false },
      { name: 'berlin', kind: 'fixed-address', region: 'eu-central-1', removed: false },
      { name: 'ap-southeast-2', kind: 'region', region: 'ap-southeast-2', removed: true },
      { name: 'office', kind: 'fixed-address', region: HOME, removed: false },
    ],
    defaultLocations: ['eu-west-1', 'home', 'berlin'],
  })
})

const many = Object.fromEntries(
  Array.from({ length: 21 }, (_, i) => [`b${String(i)}`, { region: 'eu-west-1', fixedAddress: true }]),
)

test.each<[string, object, string | string[]]>([
  [
    'the list of before',
    { locations: ['home'] },
    'locations: expected an object of locations by name, as { "eu-west-1": {} }, got a list; where monitors run that name no locations is now defaultLocations: ["home"]',
  ],
  [
    'one location in place of all',
    { locations: 'eu-west-1' },
    'locations: expected an object of locations by name, as { "eu-west-1": {} }, got text',
  ],
  [
    'a location and no home Region',
    { locations: { 'eu-west-1': {} } },
    'homeRegion: expected the Region of the stack, as "us-east-1", got nothing; locations beside home need it',
  ],
  [
    'a home Region that is none',
    { homeRegion: 'frankfurt', locations: { 'eu-west-1': {} } },
    'homeRegion: expected the Region of the stack, as "us-east-1", got "frankfurt"',
  ],
  [
    "home's Region as a location",
    { homeRegion: HOME, locations: { 'us-east-1': {} } },
    'locations.us-east-1: expected a Region beside homeRegion; that one is called home',
  ],
  [
    'home with fields',
    { locations: { home: { region: HOME } } },
    'locations.home.region: there is no such field',
  ],
  [
    "one machine's location",
    { homeRegion: HOME, locations: { local: {} } },
    'locations.local: expected another name: npm start calls its own location local',
  ],
  [
    'a name that is none',
    { homeRegion: HOME, locations: { 'Berlin Office': {}, constructor: {} } },
    [
      'locations["Berlin Office"]: expected a name of 1 to 20 lower-case letters, digits and hyphens that begins with a letter',
      'locations["constructor"]: expected a name of 1 to 20 lower-case letters, digits and hyphens that begins with a letter',
    ],
  ],
  [
    'a fixed address without a Region',
    { homeRegion: HOME, locations: { berlin: { fixedAddress: true } } },
    'locations.berlin: expected a region, as { region: "eu-central-1", fixedAddress: true }',
  ],
  [
    'another name for a Region',
    { homeRegion: HOME, locations: { berlin: { region: 'eu-central-1' } } },
    'locations.berlin: expected fixedAddress: true; without a fixed address a location is called like its Region: "eu-central-1": {}',
  ],
  [
    'a fixed address called like a Region',
    { homeRegion: HOME, locations: { 'eu-west-1': { fixedAddress: true } } },
    `locations.eu-west-1: expected a name that is no Region's for a fixed address, as berlin: { region: "eu-west-1", fixedAddress: true }`,
  ],
  [
    'a Region in another',
    { homeRegion: HOME, locations: { 'eu-west-1': { region: 'eu-west-2' } } },
    'locations.eu-west-1: expected no region beside the name of one; for a fixed address choose another name, as berlin',
  ],
  [
    'a Region that is none',
    { homeRegion: HOME, locations: { berlin: { region: 'Frankfurt', fixedAddress: true } } },
    'locations.berlin.region: expected a Region, as "eu-central-1", got "Frankfurt"',
  ],
  [
    'a Region of another partition',
    { homeRegion: HOME, locations: { 'cn-north-1': {} } },
    'locations.cn-north-1: expected a Region of the same partition as us-east-1, got cn-north-1',
  ],
  [
    'a mistyped field',
    { homeRegion: HOME, locations: { 'eu-west-1': { remove: true } } },
    'locations.eu-west-1.remove: there is no such field; did you mean removed?',
  ],
  [
    'more than there is room for',
    { homeRegion: HOME, locations: many },
    'locations: expected at most 20 locations beside home',
  ],
  [
    'a default that is not there',
    { homeRegion: HOME, locations: { 'eu-west-1': {} }, defaultLocations: ['home', 'eu-west-2'] },
    'defaultLocations[1]: expected one of home, eu-west-1, got "eu-west-2"; did you mean eu-west-1?',
  ],
  [
    'a default that is removed',
    { homeRegion: HOME, locations: { 'eu-west-1': { removed: true } }, defaultLocations: ['eu-west-1'] },
    'defaultLocations[0]: expected home, got "eu-west-1"; that one is removed',
  ],
  [
    'a default twice',
    { defaultLocations: ['home', 'home'] },
    'defaultLocations: expected each location once',
  ],
  [
    'no default',
    { defaultLocations: [] },
    'defaultLocations: expected a list of 1 to 10 locations, as ["home"], got',
  ],
])('%s is a mistake', (_, settings, sentences) => {
  expect(mistakes(settings)).toEqual(
    [sentences].flat().map((sentence) => expect.stringContaining(sentence) as string),
  )
})

test('mistakes between settings are told beside those of others', () => {
  expect(mistakes({ memoryMb: 1, locations: { 'eu-west-1': {} }, defaultLocations: ['berlin'] })).toEqual([
    expect.stringMatching(/^memoryMb: /),
    expect.stringMatching(/^homeRegion: /),
    expect.stringMatching(/^defaultLocations\[0\]: /),
  ])
})
