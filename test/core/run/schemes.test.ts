import { expect, test } from 'vitest'

import {
  MAIL_SCHEMES,
  SCHEMES,
  addressForms,
  schemeOf,
  schemesIn,
  serverForms,
} from '../../../shared/core/run/schemes.ts'

test('a side names its schemes, the one that a bare host means first', () => {
  expect(serverForms('smtp')).toBe('smtp://host or smtps://host')
  expect(serverForms('mailbox', { withPorts: true })).toBe(
    'pop3://host[:110], pop3s://host[:995], imap://host[:143] or imaps://host[:993]',
  )
  expect(addressForms(schemesIn('IMAP'))).toBe('imap://host or imaps://host')
})

test('a protocol has one scheme for TLS at once and one for TLS later', () => {
  for (const scheme of MAIL_SCHEMES) {
    const { protocol, tlsFirst } = SCHEMES[scheme]
    expect(schemeOf(protocol, tlsFirst)).toBe(scheme)
    expect(schemeOf(protocol, !tlsFirst)).not.toBe(scheme)
  }
})
