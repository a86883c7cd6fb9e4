import { expect, test } from 'vitest'

import { readDeviceCode } from '../../../shared/adapters/oauth/device-code.ts'

const ANSWER = {
  device_code: 'device-1',
  user_code: 'BCDF-GHJK',
  verification_uri: 'https://login.example.com/device',
  expires_in: 900,
  interval: 5,
}
const read = (change: object) =>
  readDeviceCode({ status: 200, text: JSON.stringify({ ...ANSWER, ...change }) })

test.each<[seconds: unknown, interval: number]>([
  [5, 5000],
  ['7', 7000],
  [1, 1000],
  [1e-6, 1000],
  [0.5, 1000],
  [undefined, 5000],
  [0, 5000],
  [-1, 5000],
  ['soon', 5000],
  [1e9, 3_600_000],
])('an interval of %s is asked after %i ms', (interval, ms) => {
  expect(read({ interval })?.interval).toBe(ms)
})

test.each([
  'https://login.example.com/device?code=BCDF-GHJK',
  'http://127.0.0.1:8080/device',
  'http://[::1]:8080/device',
])('%s is shown to the user', (verification_uri) => {
  expect(read({ verification_uri })?.verificationUri).toBe(verification_uri)
})

test.each([
  'javascript:alert(document.domain)',
  'data:text/html,hi',
  'file:///etc/passwd',
  'http://login.example.com/device',
  'https://microsoft.com@evil.example/device',
  'ms-settings:accounts',
  '/device',
])('%s is no address to send a user to', (verification_uri) => {
  expect(read({ verification_uri })).toBeUndefined()
})
