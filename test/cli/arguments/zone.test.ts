import { expect, test } from 'vitest'

import { zoneFlag, zoneOf } from '../../../cli/arguments/zone.ts'

const machineZone = () => 'Europe/Berlin'

test('the zone is the one that is named, else that of the machine', () => {
  expect(zoneOf({ zone: undefined }, { machineZone })).toBe('Europe/Berlin')
  expect(zoneOf({ zone: zoneFlag.zone.parse('Asia/Kolkata') }, { machineZone })).toBe('Asia/Kolkata')
})

test.each([
  ['berlin', /did you mean Europe\/Berlin\?$/],
  ['+01:00', /an offset has no daylight saving time$/],
])('%s is none', (written, message) => {
  expect(() => zoneFlag.zone.parse(written)).toThrow(message)
})
