import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { Reason } from '../../../../shared/core/run/statuses.ts'
import { isTransient } from '../../../../shared/core/run/retry-policy.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'

function refused(text: string, command = 'PASS', phase: Evidence['phase'] = 'auth'): Evidence {
  const responseCode = /^\[(.*?)\]/.exec(text)?.[1]
  return { side: 'mailbox', phase, kind: 'refused', command, ...(responseCode && { responseCode }), text }
}

const TABLE: Record<string, readonly [Reason, string][]> = {
  'a lock by its words': [
    ['mailbox-locked', 'Your mailbox is already locked'],
    ['mailbox-locked', 'Maildrop already locked'],
    ['mailbox-locked', 'Mailbox Locked'],
    ['mailbox-locked', 'POP lock busy! Is another session active? (11)'],
    ['mailbox-locked', 'unable to lock maildrop'],
    ['mailbox-locked', 'Maildrop is locked by someone else!'],
    ['mailbox-locked', 'mailbox in use by another POP3 session'],
    ['mailbox-locked', '[IN-USE] mailbox already in use by pid 12345'],
    ['mailbox-login-refused', 'Mailbox is locked: too many failed login attempts'],
    ['mailbox-login-refused', 'mailbox locked by administrator'],
    ['mailbox-login-refused', 'your account is locked'],
    ['mailbox-login-refused', 'mailbox locked: over quota'],
    ['mailbox-login-refused', '[AUTH] mailbox is locked'],
  ],
  'a limit on logins': [
    [
      'mailbox-login-limit',
      'Exceeded the login limit for a 15 minute period. Reduce the frequency of requests to the POP3 server.',
    ],
    ['mailbox-login-limit', 'Too many logins in the last hour'],
    ['mailbox-login-limit', 'login frequency exceeded'],
    ['mailbox-login-refused', 'too many failed login attempts'],
    ['mailbox-login-refused', 'login failed'],
  ],
  'a service in trouble says nothing of the password': [
    ['mailbox-unavailable', 'Server error: Failed to fetch messages in Inbox.'],
    ['mailbox-unavailable', 'too many connections from your address'],
    ['mailbox-unavailable', 'Temporary problem, please try again later'],
    ['mailbox-login-refused', 'authentication failed, try again later'],
    ['mailbox-login-refused', '[AUTH] temporary failure'],
  ],
  'response codes of both protocols': [
    ['mailbox-unavailable', '[UNAVAILABLE] user database is down'],
    ['mailbox-login-refused', '[AUTHENTICATIONFAILED] no'],
    ['mailbox-login-refused', '[EXPIRED] change your password'],
    ['mailbox-locked', '[INUSE] other session'],
    ['mailbox-login-limit', '[LIMIT] Maximum number of connections from user+IP exceeded'],
    ['mailbox-unavailable', '[SYS/TEMP/DISK] storage'],
    ['mailbox-unavailable', '[EXPUNGEISSUED] some of the messages are gone'],
  ],
}

describe.each(Object.entries(TABLE))('%s', (_kind, rows) => {
  test.each(rows)('%s: %s', (reason, said) => {
    expect(reasonOf(refused(said))).toBe(reason)
  })
})

test('a login limit may be said in place of a greeting', () => {
  expect(reasonOf(refused('Too many logins, wait a minute', '', 'greeting'))).toBe('mailbox-login-limit')
})

test('that others have expunged messages meanwhile passes', () => {
  expect(isTransient(refused('[EXPUNGEISSUED] some are gone', 'FETCH', 'search'))).toBe(true)
})
