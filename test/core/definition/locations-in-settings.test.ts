import { expect, test } from 'vitest'

import { locationsIn, namesOfLocations } from '../../../shared/core/definition/locations-in-settings.ts'

test('names that may be written are home and those that are not removed', () => {
  expect(namesOfLocations()).toEqual(['home'])
  expect(namesOfLocations({ 'eu-west-1': {}, 'eu-west-2': { removed: true }, 'Not One': {} })).toEqual([
    'home',
    'eu-west-1',
  ])
  expect(namesOfLocations(['home'])).toBeUndefined()
})

test.each([
  [{}, { home: 'home', defaults: ['home'], names: ['home'] }],
  [
    { locations: { berlin: {} }, defaultLocations: ['berlin'] },
    { home: 'home', defaults: ['berlin'], names: ['home', 'berlin'] },
  ],
  ['no settings', undefined],
  [{ locations: ['berlin'] }, undefined],
  [{ defaultLocations: ['berlin'] }, undefined],
  [{ defaultLocations: 'home' }, undefined],
])('of the settings %j monitors may name %j', (settings, known) => {
  expect(locationsIn(settings)).toEqual(known)
})
