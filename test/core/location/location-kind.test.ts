import { expect, test } from 'vitest'

import { type LocationKind, kindByName } from '../../../shared/core/location/location-kind.ts'

test.each<[string, LocationKind | undefined]>([
  ['local', 'local'],
  ['eu-west-1', 'region'],
  ['ap-southeast-2', 'region'],
  ['us-gov-east-1', 'region'],
  ['cn-northwest-1', 'region'],
  ['eusc-de-east-1', 'region'],
  ['berlin', undefined],
  ['office-2', undefined],
  ['locality', undefined],
])('%s is, by its name, %s', (location, kind) => {
  expect(kindByName(location)).toBe(kind)
})
