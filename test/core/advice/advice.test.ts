import { describe, expect, test } from 'vitest'

import { type AdviceContext, adviceFor } from '../../../shared/core/advice/advice.ts'
import { REASON_WORDS } from '../../../shared/core/wording/words/reason-words.ts'
import { REASONS, type Reason } from '../../../shared/core/run/statuses.ts'
import { ADVICE_CASES } from './advice-cases.ts'

const CONTEXTS: AdviceContext[] = [
  { location: 'local' },
  { location: 'eu-central-1', phase: 'smtp.submit', detail: '554 5.7.1 blocked', port: 25 },
  { location: 'local', phase: 'mailbox.auth', detail: '[AUTH] Plaintext authentication disallowed' },
]
const contextsOf = (reason: Reason): AdviceContext[] => [
  ...CONTEXTS,
  ...ADVICE_CASES[reason].map(([, context]) => ({ location: 'local', ...context })),
]

describe.each(REASONS)('%s', (reason) => {
  test('has advice of one to three lines, cause first, in whole sentences', () => {
    for (const context of contextsOf(reason)) {
      const lines = adviceFor(reason, context).split('\n')
      expect(lines.length).toBeGreaterThanOrEqual(1)
      expect(lines.length).toBeLessThanOrEqual(3)
      for (const line of lines) {
        // What is missing is repeated as it stands.
        if (line !== context.detail) expect(line).toMatch(/^[A-Z0-9[(]/)
        expect(line).not.toMatch(/undefined|\bNaN\b|\s$/)
        expect(line.length).toBeLessThanOrEqual(250)
      }
    }
  })

  test('is said in at most 60 characters of ASCII', () => {
    expect(REASON_WORDS[reason]).toMatch(/^[ -~]{10,60}$/)
    expect(REASON_WORDS[reason]).not.toMatch(/\.$/)
  })
})

describe('the advice', () => {
  const AWS_PORT_25 = /AWS blocks outbound port 25 from Lambda by default.*587.*465/

  test.each<[Reason, AdviceContext, boolean]>([
    ['smtp-connect-timeout', { location: 'eu-central-1', port: 25 }, true],
    ['smtp-connect-timeout', { location: 'eu-central-1' }, true],
    ['smtp-unreachable', { location: 'us-east-1', port: 25 }, true],
    ['smtp-connect-timeout', { location: 'eu-central-1', port: 587 }, false],
    ['smtp-connect-timeout', { location: 'local', port: 25 }, false],
    ['smtp-connection-refused', { location: 'eu-central-1', port: 25 }, false],
    ['mailbox-connect-timeout', { location: 'eu-central-1', port: 110 }, false],
  ])('on %s in %o speaks of port 25: %s', (reason, context, speaks) => {
    expect(AWS_PORT_25.test(adviceFor(reason, context))).toBe(speaks)
  })

  test.each<[where: string, context: AdviceContext, speaks: boolean]>([
    ["the stack's own Region", { location: 'eu-central-1', locationKind: 'home' }, true],
    ['another Region', { location: 'us-east-1', locationKind: 'region' }, true],
    ['a Region of which the name alone is known', { location: 'us-gov-east-1' }, true],
    [
      'a fixed address, which can be let through',
      { location: 'berlin', locationKind: 'fixed-address' },
      false,
    ],
    ["an agent on somebody's own premises", { location: 'office', locationKind: 'agent' }, false],
    ['a private location of which the name alone is known', { location: 'berlin' }, false],
    ['one machine', { location: 'local', locationKind: 'local' }, false],
  ])('tells %s of the port block of AWS only where it is: %o', (_where, context, speaks) => {
    for (const reason of ['smtp-connect-timeout', 'smtp-unreachable'] as const) {
      expect(AWS_PORT_25.test(adviceFor(reason, { ...context, port: 25 }))).toBe(speaks)
    }
  })

  test.each<[where: string, context: AdviceContext, speaks: boolean]>([
    ['a fixed address', { location: 'berlin', locationKind: 'fixed-address', port: 25 }, true],
    ['a name that people chose', { location: 'berlin', port: 25 }, true],
    ['the same to another port', { location: 'berlin', port: 587 }, false],
    ['an agent', { location: 'office', locationKind: 'agent', port: 25 }, false],
    ['a Region', { location: 'eu-west-1', port: 25 }, false],
    ['one machine', { location: 'local', port: 25 }, false],
  ])('tells %s how port 25 is opened there only where it can be: %o', (_where, context, speaks) => {
    const opened = /^If berlin is a fixed address in AWS: .*"Request to remove email sending limitations"/
    for (const reason of ['smtp-connect-timeout', 'smtp-unreachable'] as const) {
      expect(opened.test(adviceFor(reason, context))).toBe(speaks)
    }
  })

  test.each(REASONS)('on %s at a private location is not that for Lambda, nor for this machine', (reason) => {
    for (const context of contextsOf(reason)) {
      const advice = adviceFor(reason, { ...context, location: 'berlin' })
      expect(advice).not.toMatch(/AWS blocks|plain Lambda|Addresses of AWS|this machine|NODE_EXTRA_CA_CERTS/)
    }
  })

  test('at a private location names it', () => {
    const at = { location: 'berlin', port: 25 }
    expect(adviceFor('smtp-connect-timeout', at)).toContain('let the firewall pass connections from berlin.')
    expect(adviceFor('greylisted', at)).toContain("Put berlin's address or the sender on")
  })

  test.each<[Reason, Partial<AdviceContext>, RegExp]>([
    ['greylisted', { location: 'eu-central-1' }, /fixed outbound address.*allow-list/],
    ['greylisted', {}, /allow-list/],
    ['mailbox-login-refused', {}, /locked.*\n.*\n.*app password/],
    ['mailbox-login-refused', { detail: '[AUTH] Plaintext authentication disallowed' }, /pop3s:\/\//],
    ['mailbox-login-refused', { detail: '[AUTH] account is locked' }, /Unlock/],
    ['recipient-rejected', { detail: '552 5.2.2 Quota exceeded' }, /Empty the mailbox/],
    ['recipient-rejected', { detail: '554 5.7.1 Relay access denied' }, /smtp\.userid/],
    ['smtp-auth-required', { detail: '554 5.7.1 Relay access denied' }, /smtp\.userid.*domain is missing/],
    ['recipient-rejected', { detail: '554 5.7.1 blocked using zen.example' }, /block list/],
    ['recipient-rejected', { detail: '550 5.1.1 user unknown' }, /emailAddress/],
    ['recipient-deferred', { detail: '452 4.2.2 mailbox full' }, /Empty the mailbox/],
    ['smtp-auth-refused', { detail: '535 5.7.8 no' }, /app password/],
    ['smtp-auth-refused', { detail: '535 5.7.8 no secret in database' }, /offers CRAM-MD5/],
    ['smtp-auth-not-offered', { detail: 'only CRAM-MD5 is offered, and this Node has no MD5' }, /FIPS/],
    ['mailbox-auth-not-offered', { detail: 'only APOP is offered, and this Node has no MD5' }, /FIPS/],
    ['smtp-protocol-error', { detail: '550 invalid HELO name' }, /smtp\.heloName/],
    ['tls-name-mismatch', { phase: 'mailbox.tls' }, /mailbox\.server/],
    ['tls-name-mismatch', { phase: 'smtp.tls' }, /smtp\.server/],
    ['mailbox-unavailable', { detail: '[LIMIT] too many connections' }, /limit on connections/],
    ['smtp-no-greeting', { port: 465 }, /465.*smtps:\/\//],
    ['deadline-passed', { phase: 'mailbox.retrieve' }, /mailbox\.retrieve/],
    [
      'secret-not-found',
      { detail: 'secret x is marked for deletion' },
      /\n.*x is marked.*\n.*restore-secret/,
    ],
    [
      'secret-forbidden',
      { detail: 'x may not be read: Access to KMS is not allowed' },
      /x may.*\n.*secretsKeyArn/,
    ],
    ['secret-forbidden', { detail: 'x may not be read: no policy allows it' }, /x may.*\n.*role was changed/],
  ])('on %s with %o fits the case', (reason, context, words) => {
    expect(adviceFor(reason, { location: 'local', ...context })).toMatch(words)
  })

  test('on a missing secret names it and the command that sets it, tamed', () => {
    const detail =
      'SSM parameter /roundtrip/Roundtrip/inbox is not set; set it: npx roundtrip secrets set inbox'
    expect(adviceFor('secret-not-found', { location: 'eu-central-1', detail })).toContain(`\n${detail}\n`)
    expect(adviceFor('secret-not-found', { location: 'local', secretName: 'ssm:inbox' })).toContain(
      'ssm:inbox',
    )
    expect(adviceFor('secret-not-found', { location: 'local', detail: 'a\nb' })).toContain('a\\x0ab')
  })
})
