import { expect, test } from 'vitest'

import { loginIdOf, secretFingerprint } from '../../../shared/core/identity/login-id.ts'

const server = { host: 'mail.example.com', port: 995 }

test('a login has one id, however its host is written, and another server, user or secret another', () => {
  const id = loginIdOf({ server, userid: 'probe' }, 'beef')
  expect(loginIdOf({ server: { ...server, host: 'MAIL.example.com' }, userid: 'probe' }, 'beef')).toBe(id)
  const others = [
    loginIdOf({ server, userid: 'Probe' }, 'beef'),
    loginIdOf({ server, userid: 'probe' }, 'cafe'),
    loginIdOf({ server: { ...server, port: 110 }, userid: 'probe' }, 'beef'),
    loginIdOf({ server: { ...server, host: 'mail2.example.com' }, userid: 'probe' }, 'beef'),
  ]
  expect(new Set([id, ...others]).size).toBe(5)
})

test('a fingerprint tells secrets apart, depends on the key and is too short to find a secret by', () => {
  expect(secretFingerprint('one', 'key')).toMatch(/^[0-9a-f]{4}$/)
  expect(secretFingerprint('one', 'key')).toBe(secretFingerprint('one', 'key'))
  expect(secretFingerprint('one', 'key')).not.toBe(secretFingerprint('two', 'key'))
  expect(secretFingerprint('one', 'key')).not.toBe(secretFingerprint('one', 'other key'))
})
