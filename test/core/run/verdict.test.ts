import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { REASONS, REASON_STATUS, type Reason, statusName } from '../../../shared/core/run/statuses.ts'
import { isTransient } from '../../../shared/core/run/retry-policy.ts'
import { reasonOf, statusOf, verdictOf } from '../../../shared/core/run/verdict.ts'
import { IMAP_REFUSALS } from './imap-refusals.ts'
import { MAILBOX_REFUSALS, SMTP_REFUSALS, WITH_LOGIN_OFFERED } from './refusals.ts'

const smtp = (phase: Evidence['phase'], more: Partial<Evidence> & Pick<Evidence, 'kind'>): Evidence => ({
  side: 'smtp',
  phase,
  ...more,
})
const mailbox = (phase: Evidence['phase'], more: Partial<Evidence> & Pick<Evidence, 'kind'>): Evidence => ({
  ...smtp(phase, more),
  side: 'mailbox',
})

/**
 * What an SMTP server answered to a command: reply code, enhanced code and words, as they stand on the wire.
 */
function replied(command: string, reply: string, phase: Evidence['phase'] = 'submit'): Evidence {
  const [, code, enhanced, text = ''] = /^(\d{3})(?: (\d\.\d+\.\d+))?(?: (.*))?$/.exec(reply) ?? []
  return {
    side: 'smtp',
    phase,
    kind: 'refused',
    ...(command && { command }),
    replyCode: Number(code),
    ...(enhanced && { enhancedCode: enhanced }),
    text,
  }
}

/** What a mailbox server answered with -ERR, NO or BAD. */
function erred(phase: Evidence['phase'], command: string, words: string): Evidence {
  const code = /^\[(.*?)\]/.exec(words)?.[1]
  return {
    side: 'mailbox',
    phase,
    kind: 'refused',
    ...(command && { command }),
    ...(code && { responseCode: code }),
    text: words,
  }
}

const NETWORK: [Evidence, Reason][] = [
  [smtp('resolve', { kind: 'host-not-found', errno: 'ENOTFOUND' }), 'smtp-host-not-found'],
  [mailbox('resolve', { kind: 'host-not-found', errno: 'ENOTFOUND' }), 'mailbox-host-not-found'],
  [smtp('resolve', { kind: 'dns-failure', errno: 'EAI_AGAIN' }), 'dns-failure'],
  [mailbox('resolve', { kind: 'dns-failure', errno: 'EAI_AGAIN' }), 'dns-failure'],
  [smtp('connect', { kind: 'connection-refused', errno: 'ECONNREFUSED' }), 'smtp-connection-refused'],
  [mailbox('connect', { kind: 'connection-refused', errno: 'ECONNREFUSED' }), 'mailbox-connection-refused'],
  [smtp('connect', { kind: 'unreachable', errno: 'EHOSTUNREACH' }), 'smtp-unreachable'],
  [mailbox('connect', { kind: 'unreachable', errno: 'ENETUNREACH' }), 'mailbox-unreachable'],
  [smtp('connect', { kind: 'connect-timeout', errno: 'ETIMEDOUT' }), 'smtp-connect-timeout'],
  [mailbox('connect', { kind: 'connect-timeout' }), 'mailbox-connect-timeout'],
  [smtp('greeting', { kind: 'no-greeting' }), 'smtp-no-greeting'],
  [mailbox('greeting', { kind: 'no-greeting' }), 'mailbox-no-greeting'],
  [smtp('submit', { kind: 'connection-lost', errno: 'ECONNRESET' }), 'smtp-connection-lost'],
  [smtp('greeting', { kind: 'connection-lost' }), 'smtp-connection-lost'],
  [mailbox('retrieve', { kind: 'connection-lost' }), 'mailbox-connection-lost'],
  [smtp('greeting', { kind: 'protocol', text: 'HTTP/1.1 400 Bad Request' }), 'smtp-protocol-error'],
  [mailbox('search', { kind: 'protocol' }), 'mailbox-protocol-error'],
  [mailbox('search', { kind: 'junked', text: 'arrived after 2.3 s' }), 'message-junked'],
  [smtp('auth', { kind: 'auth-not-offered' }), 'smtp-auth-not-offered'],
  [mailbox('auth', { kind: 'auth-not-offered' }), 'mailbox-auth-not-offered'],
  [smtp('tls', { kind: 'tls-not-offered' }), 'starttls-not-offered'],
  [mailbox('tls', { kind: 'tls-not-offered' }), 'starttls-not-offered'],
  [smtp('tls', { kind: 'password-needs-tls' }), 'password-needs-tls'],
  [mailbox('tls', { kind: 'password-needs-tls' }), 'password-needs-tls'],
]

const DEADLINES: [Evidence, Reason][] = [
  [smtp('resolve', { kind: 'deadline' }), 'dns-failure'],
  [mailbox('resolve', { kind: 'deadline' }), 'dns-failure'],
  [smtp('connect', { kind: 'deadline' }), 'smtp-connect-timeout'],
  [mailbox('connect', { kind: 'deadline' }), 'mailbox-connect-timeout'],
  [smtp('greeting', { kind: 'deadline' }), 'smtp-no-greeting'],
  [mailbox('greeting', { kind: 'deadline' }), 'mailbox-no-greeting'],
  [smtp('greeting', { kind: 'deadline', command: 'EHLO' }), 'deadline-passed'],
  [mailbox('greeting', { kind: 'deadline', command: 'CAPA' }), 'deadline-passed'],
  [smtp('greeting', { kind: 'deadline', command: 'EHLO' }), 'deadline-passed'],
  [mailbox('greeting', { kind: 'deadline', command: 'CAPA' }), 'deadline-passed'],
  [smtp('tls', { kind: 'deadline' }), 'deadline-passed'],
  [smtp('submit', { kind: 'deadline', command: 'DATA' }), 'deadline-passed'],
  [mailbox('auth', { kind: 'deadline', command: 'PASS' }), 'deadline-passed'],
  [mailbox('retrieve', { kind: 'deadline', command: 'TOP' }), 'deadline-passed'],
]

const TLS: [string | undefined, Reason][] = [
  ['CERT_HAS_EXPIRED', 'tls-certificate-expired'],
  ['CERT_NOT_YET_VALID', 'tls-certificate-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-name-mismatch'],
  ['HOSTNAME_MISMATCH', 'tls-name-mismatch'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-certificate-untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-certificate-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-certificate-untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls-certificate-untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-certificate-untrusted'],
  ['CERT_UNTRUSTED', 'tls-certificate-untrusted'],
  ['CERT_REVOKED', 'tls-certificate-untrusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-handshake-failed'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-handshake-failed'],
  ['EPROTO', 'tls-handshake-failed'],
  [undefined, 'tls-handshake-failed'],
]

describe('the reason of what stopped a dialogue', () => {
  test.each([...NETWORK, ...DEADLINES])('%o is %s', (evidence, reason) => {
    expect(reasonOf(evidence)).toBe(reason)
    // Servers with too many connections hang up before they greet, others when the mailbox has changed.
    const hungUp = evidence.kind === 'connection-lost' && ['greeting', 'retrieve'].includes(evidence.phase)
    expect(isTransient(evidence)).toBe(hungUp)
  })

  test.each(TLS)('TLS that fails with %s is %s, on both sides', (errno, reason) => {
    const failure = { kind: 'tls', ...(errno && { errno }) } as const
    expect(reasonOf(smtp('tls', failure))).toBe(reason)
    expect(reasonOf(mailbox('tls', failure))).toBe(reason)
  })

  test.each(SMTP_REFUSALS)('%s answered with "%s" is %s and %s', (command, reply, reason, lasting) => {
    const phase = command.startsWith('AUTH') ? 'auth' : 'submit'
    expect(reasonOf(replied(command, reply, phase))).toBe(reason)
    expect(isTransient(replied(command, reply, phase))).toBe(lasting === 'passes')
  })

  test.each(WITH_LOGIN_OFFERED)(
    '%s answered with "%s", with no login though one was offered, is %s',
    (command, reply, reason) => {
      expect(reasonOf({ ...replied(command, reply), loginOffered: true })).toBe(reason)
    },
  )

  test.each(['421 too busy', '450 not you', '554 5.7.1 no service', '550 blocked'])(
    'a greeting "%s" says that the SMTP server is unavailable',
    (reply) => {
      expect(reasonOf(replied('', reply, 'greeting'))).toBe('smtp-unavailable')
      expect(isTransient(replied('', reply, 'greeting'))).toBe(reply.startsWith('4'))
    },
  )

  test.each([...MAILBOX_REFUSALS.map((row) => ['POP3', ...row] as const), ...IMAP_REFUSALS])(
    '%s: %s: %s answered with "%s" is %s and %s',
    (_whose, phase, command, words, reason, lasting) => {
      expect(reasonOf(erred(phase, command, words))).toBe(reason)
      expect(isTransient(erred(phase, command, words))).toBe(lasting === 'passes')
    },
  )

  test('commands count in any case and with their arguments', () => {
    expect(reasonOf(replied('rcpt to:<a@b.example>', '550 no'))).toBe('recipient-rejected')
    expect(reasonOf(replied('MAIL FROM:<a@b.example>', '550 no'))).toBe('sender-rejected')
  })

  test('where no command is named the phase tells', () => {
    expect(reasonOf(replied('', '535 5.7.8 no', 'auth'))).toBe('smtp-auth-refused')
    expect(reasonOf(replied('', '454 not now', 'tls'))).toBe('starttls-not-offered')
    expect(reasonOf(replied('', '550 what', 'submit'))).toBe('smtp-protocol-error')
  })

  test('every reason that a server can give comes up in these tables', () => {
    const told = new Set<Reason>([
      ...[...NETWORK, ...DEADLINES, ...TLS].map(([, reason]) => reason),
      ...SMTP_REFUSALS.map(([, , reason]) => reason),
      ...[
        ...MAILBOX_REFUSALS.map(([, , , reason]) => reason),
        ...IMAP_REFUSALS.map(([, , , , reason]) => reason),
      ],
    ])
    const untold = REASONS.filter((reason) => !told.has(reason) && statusOf(reason) !== 90)
    // What became of a message later is told by nobody on the wire.
    expect(untold).toEqual(['message-not-delivered', 'delivery-pending', 'message-bounced'])
  })
})

describe('the status', () => {
  test.each(Object.entries(REASON_STATUS))('of %s is %i, which has a name', (reason, status) => {
    expect(statusOf(reason as Reason)).toBe(status)
    expect(statusName(status, reason as Reason)).toBeTruthy()
  })

  test('is called a timeout only where time ran out, and silence only where nothing was said', () => {
    const called = (name: string) => REASONS.filter((reason) => statusName(statusOf(reason), reason) === name)
    expect(called('Test timed out')).toEqual(['message-not-delivered', 'deadline-passed'])
    expect(called('No response from server').filter((reason) => /refused|lost/.test(reason))).toEqual([])
    expect(statusName(2, 'mailbox-login-refused')).toBe('Login refused')
    expect(statusName(0)).toBe('OK')
  })
})

describe('a verdict', () => {
  test('of a delivered message is 0 without a reason', () => {
    expect(verdictOf({ kind: 'delivered', roundTripMs: 12 })).toEqual({ status: 0 })
  })

  test('of a lost message names no phase', () => {
    expect(verdictOf({ kind: 'lost' })).toEqual({ status: 2, reason: 'message-not-delivered' })
  })

  test('of a message that bounced says so', () => {
    const bounced = { reason: 'message-bounced', detail: '550 5.1.1 user unknown' } as const
    expect(verdictOf({ kind: 'lost', ...bounced })).toEqual({ status: 3, ...bounced })
  })

  test('of our own fault keeps what was missing', () => {
    const detail = 'ssm:inbox is not set'
    const missing = { reason: 'secret-not-found', detail } as const
    expect(verdictOf({ kind: 'inconclusive', ...missing })).toEqual({ status: 90, ...missing })
  })

  test.each<[string, Evidence, string | undefined]>([
    ["the server's words", { ...replied('RCPT TO', '550 no'), errno: 'EENVELOPE', text: '550 no' }, '550 no'],
    ['else the error code', smtp('submit', { kind: 'connection-lost', errno: 'ECONNRESET' }), 'ECONNRESET'],
    [
      'else the command that went unanswered',
      smtp('submit', { kind: 'deadline', command: 'DATA' }),
      'no answer to DATA',
    ],
    ['or nothing', smtp('submit', { kind: 'deadline' }), undefined],
  ])('of a failure gives as detail %s', (_title, evidence, detail) => {
    const verdict = verdictOf({ kind: 'failed', evidence })
    expect(verdict.phase).toBe('smtp.submit')
    expect(verdict.detail).toBe(detail)
    expect(verdict.status).toBe(REASON_STATUS[reasonOf(evidence)])
  })
})

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'is signed by an authority that is not known here'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is signed by an authority that is not known here'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is signed by itself, by no authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'holds for other names than the one in the definition'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', 'is not valid yet'],
  ['CERT_REVOKED', 'was revoked'],
  ['INVALID_PURPOSE', 'is not trusted'],
])('%s is told in words, the code in parentheses', (errno, words) => {
  const outcome = { kind: 'failed', evidence: mailbox('tls', { kind: 'tls', errno }) } as const
  expect(verdictOf(outcome).detail).toBe(`the certificate ${words} (${errno})`)
})

test('a handshake that fails otherwise is told by its code alone', () => {
  const evidence = mailbox('tls', { kind: 'tls', errno: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  expect(verdictOf({ kind: 'failed', evidence }).detail).toBe('ERR_SSL_WRONG_VERSION_NUMBER')
})
