import { expect, test } from 'vitest'

import { loginIdOf, secretFingerprint } from '../../../shared/core/identity/login-id.ts'

const server = { host: 'mail.example.com', port: 995 }

test('a login has one id, however its host is written, and another server or user another', () => {
  const id = loginIdOf({ server, userid: 'probe' })
  expect(loginIdOf({ server: { ...server, host: 'MAIL.example.com' }, userid: 'probe' })).toBe(id)
  const others = [
    loginIdOf({ server, userid: 'Probe' }),
    loginIdOf({ server: { ...server, port: 110 }, userid: 'probe' }),
    loginIdOf({ server: { ...server, host: 'mail2.example.com' }, userid: 'probe' }),
  ]
  expect(new Set([id, ...others]).size).toBe(4)
})

test('a fingerprint tells secrets apart, depends on the key and is too short to find a secret by', () => {
  expect(secretFingerprint('one', 'key')).toMatch(/^[0-9a-f]{4}$/)
  expect(secretFingerprint('one', 'key')).toBe(secretFingerprint('one', 'key'))
  expect(secretFingerprint('one', 'key')).not.toBe(secretFingerprint('two', 'key'))
  expect(secretFingerprint('one', 'key')).not.toBe(secretFingerprint('one', 'other key'))
})
