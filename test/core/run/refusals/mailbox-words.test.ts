import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { Reason } from '../../../../shared/core/run/statuses.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'

function refused(said: string): Evidence {
  const [, command = '', responseCode, text = ''] = /^(.*?): (?:\[([^\]]*)\] ?)?(.*)$/.exec(said) ?? []
  return {
    side: 'mailbox',
    phase: 'auth',
    kind: 'refused',
    command,
    ...(responseCode && { responseCode }),
    text,
  }
}

/** What was misread once, in words of servers and providers, or shaped after them. */
const MISREAD: [Reason, string][] = [
  ['mailbox-locked', 'PASS: Mailbox in use by another user'],
  ['mailbox-locked', 'PASS: The mailbox is being used by a different client'],
  ['mailbox-locked', 'PASS: Mailbox is currently being accessed by another user'],
  ['mailbox-locked', 'PASS: Another POP3 session is active for this user'],
  ['mailbox-locked', 'PASS: A POP3 session for this mailbox is already in progress'],
  ['mailbox-locked', 'PASS: User already logged in'],
  ['mailbox-locked', 'PASS: duplicate login!'],
  ['mailbox-locked', 'PASS: Could not get exclusive access to maildrop'],
  ['mailbox-locked', 'PASS: Account already in use by another POP3 client'],
  ['mailbox-locked', 'PASS: mailbox already accessed from 192.0.2.1'],
  ['mailbox-login-refused', 'PASS: Mailbox locked due to abuse'],
  ['mailbox-login-limit', 'PASS: You can only check your mail once every 10 minutes'],
  ['mailbox-login-limit', 'PASS: Please wait 5 minutes before logging in again'],
  ['mailbox-login-limit', 'PASS: POP3 access only once per 15 minutes'],
  ['mailbox-login-limit', 'PASS: Mailbox accessed too frequently'],
  ['mailbox-login-limit', 'PASS: Account exceeded command or bandwidth limits'],
  ['mailbox-login-limit', 'PASS: Login denied: exceeded maximum login rate'],
  ['mailbox-login-limit', 'PASS: You are checking your mail too often'],
  ['mailbox-login-limit', 'PASS: Mail check interval too short'],
  ['mailbox-login-limit', 'PASS: Please do not log in more than once a minute'],
  ['mailbox-login-limit', 'PASS: You have logged in too many times, try later'],
  ['mailbox-login-limit', 'PASS: Rate limit exceeded'],
  ['mailbox-login-limit', 'PASS: 登录太频繁'],
  ['mailbox-login-limit', 'PASS: Zugriff zu häufig, bitte warten'],
  ['mailbox-login-limit', 'PASS: POP3 polling interval violated, try again in 5 minutes'],
  ['mailbox-unavailable', 'PASS: Temporary authentication failure.'],
  ['mailbox-unavailable', 'PASS: Authentication service unavailable'],
  ['mailbox-unavailable', 'PASS: Auth server is not responding'],
  ['mailbox-unavailable', 'PASS: Authentication failed: LDAP server is down'],
  ['mailbox-unavailable', 'PASS: Cannot contact authentication server'],
  ['mailbox-unavailable', 'PASS: Could not connect to user database'],
  ['mailbox-unavailable', 'PASS: aack, child crashed'],
  ['mailbox-unavailable', 'PASS: out of memory'],
  ['mailbox-unavailable', 'PASS: unable to fork'],
  ['mailbox-unavailable', 'PASS: mailbox is being moved to another server'],
  ['mailbox-unavailable', 'PASS: Too many simultaneous POP3 connections'],
  ['mailbox-unavailable', 'PASS: max number of connections reached'],
  ['mailbox-unavailable', 'PASS: Disk I/O error'],
  ['mailbox-unavailable', 'PASS: Mailbox is corrupted'],
  ['mailbox-unavailable', 'PASS: LDAP error: timeout'],
  ['mailbox-unavailable', 'PASS: Login failed due to an internal server error'],
  ['mailbox-unavailable', 'PASS: database error'],
  ['mailbox-unavailable', 'PASS: Server is too busy'],
  ['mailbox-unavailable', 'PASS: Der Dienst ist vorübergehend nicht verfügbar'],
  ['mailbox-unavailable', 'PASS: [OVERQUOTA] Mailbox is over quota'],
  ['mailbox-locked', 'PASS: user already has an active POP3 session'],
  ['mailbox-locked', 'PASS: You already have another session open'],
  ['mailbox-login-refused', 'PASS: Account is locked because of too many logins'],
  ['mailbox-login-limit', 'PASS: Please slow down: you poll every 5 seconds'],
  ['mailbox-login-limit', 'PASS: Logging in too frequently'],
  ['mailbox-login-limit', 'PASS: Too frequent POP3 access'],
  ['mailbox-login-limit', 'PASS: mail may only be fetched once every 15 minutes'],
  ['mailbox-login-limit', 'PASS: Excessive login rate'],
  ['mailbox-login-limit', 'PASS: POP3 login interval too small, minimum is 2 minutes'],
  ['mailbox-unavailable', 'PASS: connection limit reached for user'],
  ['mailbox-unavailable', 'PASS: authentication process crashed'],
  ['mailbox-unavailable', 'PASS: Timeout connecting to backend'],
  ['mailbox-unavailable', 'PASS: mysql server has gone away'],
  ['mailbox-unavailable', 'PASS: disk full'],
  ['mailbox-unavailable', 'PASS: no space left on device'],
  ['mailbox-unavailable', 'PASS: Failed to lock index file: database error'],
]

/** Likewise what must not be taken for it. */
const READ_RIGHT: [Reason, string][] = [
  ['mailbox-locked', 'PASS: Unable to lock maildrop: Mailbox is locked by POP server'],
  ['mailbox-locked', "PASS: Can't get lock.  Mailbox in use"],
  ['mailbox-login-refused', 'PASS: Mailbox is locked: too many failed login attempts'],
  ['mailbox-login-refused', 'PASS: Your account has been locked'],
  ['mailbox-login-limit', 'PASS: Too many concurrent logins'],
  ['mailbox-login-limit', 'PASS: Login frequency limited'],
  ['mailbox-unavailable', 'PASS: this user has no $HOME/Maildir'],
  ['mailbox-unavailable', 'PASS: account is temporarily unavailable due to maintenance'],
]

describe('the words of many mailbox servers', () => {
  test.each([...MISREAD, ...READ_RIGHT])('%s: %s', (reason, said) => {
    expect(reasonOf(refused(said))).toBe(reason)
  })
})
