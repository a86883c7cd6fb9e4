import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { REASONS, REASON_STATUS, type Reason, STATUS_NAMES } from '../../../shared/core/run/statuses.ts'
import { isTransient } from '../../../shared/core/run/retry-policy.ts'
import { reasonOf, statusOf, verdictOf } from '../../../shared/core/run/verdict.ts'

const smtp = (phase: Evidence['phase'], more: Partial<Evidence> & Pick<Evidence, 'kind'>): Evidence => ({
  side: 'smtp',
  phase,
  ...more,
})
const mailbox = (phase: Evidence['phase'], more: Partial<Evidence> & Pick<Evidence, 'kind'>): Evidence => ({
  ...smtp(phase, more),
  side: 'mailbox',
})

/** What an SMTP server answered to a command: reply code, enhanced code and words, as they stand on the wire. */
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

/** What a POP3 server answered with -ERR. */
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
  [smtp('auth', { kind: 'auth-not-offered' }), 'smtp-auth-not-offered'],
  [mailbox('auth', { kind: 'auth-not-offered' }), 'mailbox-auth-not-offered'],
  [smtp('tls', { kind: 'tls-not-offered' }), 'starttls-not-offered'],
  [mailbox('tls', { kind: 'tls-not-offered' }), 'starttls-not-offered'],
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

/** Command, reply, reason, and whether it is waited out. */
const SMTP_REFUSALS: [command: string, reply: string, Reason, 'passes' | 'stands'][] = [
  ['MAIL FROM', '421 4.7.0 too many errors', 'smtp-unavailable', 'passes'],
  ['RCPT TO', '421 try again later', 'smtp-unavailable', 'passes'],
  ['DATA', '421 4.3.2 shutting down', 'smtp-unavailable', 'passes'],
  ['EHLO', '421 busy', 'smtp-unavailable', 'passes'],
  ['EHLO', '502 5.5.1 command not implemented', 'smtp-protocol-error', 'stands'],
  ['HELO', '501 syntax: HELO hostname', 'smtp-protocol-error', 'stands'],
  ['EHLO', '550 invalid HELO name', 'client-name-refused', 'stands'],
  ['STARTTLS', '454 4.7.0 TLS not available', 'starttls-not-offered', 'stands'],
  ['STARTTLS', '502 5.5.1 not implemented', 'starttls-not-offered', 'stands'],

  ['AUTH PLAIN', '535 5.7.8 authentication failed', 'smtp-auth-refused', 'stands'],
  ['AUTH LOGIN', '534 5.7.9 mechanism is too weak', 'smtp-auth-refused', 'stands'],
  ['AUTH', '550 no', 'smtp-auth-refused', 'stands'],
  ['AUTH PLAIN', '432 4.7.12 a password transition is needed', 'smtp-auth-refused', 'stands'],
  ['AUTH PLAIN', '454 4.7.0 temporary authentication failure', 'smtp-unavailable', 'stands'],
  ['AUTH PLAIN', '451 4.3.0 try later', 'smtp-unavailable', 'stands'],
  ['AUTH PLAIN', '538 5.7.11 encryption required', 'smtp-tls-required', 'stands'],
  ['AUTH PLAIN', '530 5.7.0 Must issue a STARTTLS command first', 'smtp-tls-required', 'stands'],
  ['AUTH PLAIN', '503 5.5.1 Error: authentication not enabled', 'smtp-auth-not-offered', 'stands'],
  ['AUTH PLAIN', '504 5.5.4 unrecognized authentication type', 'smtp-auth-not-offered', 'stands'],

  ['MAIL FROM', '530 5.7.0 authentication required', 'smtp-auth-required', 'stands'],
  ['MAIL FROM', '530 5.7.0 Must issue a STARTTLS command first', 'smtp-tls-required', 'stands'],
  ['MAIL FROM', '451 5.7.3 STARTTLS is required to send mail', 'smtp-tls-required', 'stands'],
  ['RCPT TO', '530 5.7.57 client not authenticated to send mail', 'smtp-auth-required', 'stands'],
  [
    'RCPT TO',
    '554 5.7.1 <unknown[127.0.0.1]>: Client host rejected: Access denied',
    'smtp-auth-required',
    'stands',
  ],
  [
    'RCPT TO',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example',
    'recipient-rejected',
    'stands',
  ],
  ['RCPT TO', '554 5.7.1 <a@b.example>: Relay access denied', 'recipient-rejected', 'stands'],
  [
    'RCPT TO',
    '554 5.7.1 <a@b.example>: Recipient address rejected: Access denied',
    'recipient-rejected',
    'stands',
  ],
  [
    'MAIL FROM',
    '553 5.7.1 <a@b.example>: Sender address rejected: not logged in',
    'smtp-auth-required',
    'stands',
  ],

  ['MAIL FROM', '550 5.1.8 sender address rejected', 'sender-rejected', 'stands'],
  ['MAIL FROM', '553 5.7.1 not owned by user', 'sender-rejected', 'stands'],
  ['MAIL FROM', '501 5.1.7 bad sender address syntax', 'sender-rejected', 'stands'],
  ['MAIL FROM', '501 5.5.4 syntax: MAIL FROM:<address>', 'smtp-protocol-error', 'stands'],
  ['MAIL FROM', '503 5.5.1 nested MAIL command', 'smtp-protocol-error', 'stands'],
  ['MAIL FROM', '555 unsupported option', 'smtp-protocol-error', 'stands'],
  ['MAIL FROM', '451 4.3.0 temporary lookup failure', 'sender-deferred', 'passes'],
  ['MAIL FROM', '452 4.3.1 insufficient system storage', 'sender-deferred', 'passes'],
  ['MAIL FROM', '450 greylisted, come back', 'greylisted', 'passes'],

  ['RCPT TO', '450 4.2.0 greylisted', 'greylisted', 'passes'],
  ['RCPT TO', '451 4.7.1 please try again later', 'greylisted', 'passes'],
  ['RCPT TO', '450', 'greylisted', 'passes'],
  ['RCPT TO', '451 temporary local problem', 'recipient-deferred', 'passes'],
  ['RCPT TO', '451 4.3.0 temporary lookup failure', 'recipient-deferred', 'passes'],
  ['RCPT TO', '450 4.1.1 unverified address', 'recipient-deferred', 'passes'],
  ['RCPT TO', '450 4.2.2 mailbox full', 'recipient-deferred', 'passes'],
  ['RCPT TO', '451 4.4.3 next server not reached', 'recipient-deferred', 'passes'],
  ['RCPT TO', '450 4.7.1 Client host rejected: cannot find your hostname', 'recipient-deferred', 'passes'],
  ['RCPT TO', '451 4.3.2 Greylisting in action', 'greylisted', 'passes'],
  ['RCPT TO', '452 4.5.3 too many recipients', 'recipient-deferred', 'passes'],
  ['RCPT TO', '454 4.7.1 relay access denied', 'recipient-deferred', 'passes'],
  ['RCPT TO', '550 5.1.1 user unknown', 'recipient-rejected', 'stands'],
  ['RCPT TO', '550 5.5.0 mailbox unavailable', 'recipient-rejected', 'stands'],
  ['RCPT TO', '552 5.2.2 over quota', 'recipient-rejected', 'stands'],
  ['RCPT TO', '503 5.5.1 need MAIL command', 'smtp-protocol-error', 'stands'],
  ['RCPT TO', '504 5.5.2 helo command rejected', 'client-name-refused', 'stands'],

  ['DATA', '450 4.7.1 come back', 'greylisted', 'passes'],
  ['.', '451 4.7.1 try again later', 'greylisted', 'passes'],
  ['.', '451 4.3.0 queue file write error', 'message-deferred', 'passes'],
  ['.', '452 4.3.1 out of storage', 'message-deferred', 'passes'],
  ['DATA', '554 5.7.1 spam', 'message-rejected', 'stands'],
  ['.', '552 5.3.4 message too big', 'message-rejected', 'stands'],
  ['.', '550 5.7.26 authentication required by the DMARC policy', 'message-rejected', 'stands'],
  ['DATA', '554 5.5.1 no valid recipients', 'smtp-protocol-error', 'stands'],
  ['DATA', '500 5.5.2 bad syntax', 'smtp-protocol-error', 'stands'],
  ['RSET', '451 4.3.0 no', 'smtp-unavailable', 'stands'],
  ['NOOP', '550 no', 'smtp-protocol-error', 'stands'],
]

/** What the same kinds of reply are where a login was offered and none made. */
const WITH_LOGIN_OFFERED: [command: string, reply: string, Reason][] = [
  ['RCPT TO', '554 5.7.1 <a@b.example>: Recipient address rejected: Access denied', 'smtp-auth-required'],
  ['MAIL FROM', '554 5.7.1 <a@b.example>: Sender address rejected: Access denied', 'smtp-auth-required'],
  [
    'RCPT TO',
    '554 5.7.1 <full@spam.example>: Recipient address rejected: Access denied',
    'smtp-auth-required',
  ],
  ['RCPT TO', '550 5.7.1 full@spam.example may not be written to', 'smtp-auth-required'],
  ['RCPT TO', '550 5.7.0 policy', 'smtp-auth-required'],
  ['RCPT TO', '554 5.7.1 <a@b.example>: Relay access denied', 'smtp-auth-required'],
  ['RCPT TO', '550 5.7.1 <a@b.example>... Relaying denied', 'smtp-auth-required'],
  ['RCPT TO', '550 relay not permitted', 'smtp-auth-required'],
  ['RCPT TO', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'smtp-auth-required'],

  ['RCPT TO', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked', 'recipient-rejected'],
  ['RCPT TO', '554 5.7.1 listed at bl.example', 'recipient-rejected'],
  ['RCPT TO', '550 5.7.1 refused by our DNSBL', 'recipient-rejected'],
  ['RCPT TO', '550 5.7.1 relay access denied: your address is on a blacklist', 'recipient-rejected'],
  ['MAIL FROM', '550 5.7.1 SPF forbids this host', 'sender-rejected'],
  ['RCPT TO', '550 5.7.1 looks like spam', 'recipient-rejected'],
  ['RCPT TO', '554 5.7.1 <probe.example>: Helo command rejected: Access denied', 'client-name-refused'],
  ['RCPT TO', '550 5.7.1 your host has no PTR record', 'recipient-rejected'],
  ['RCPT TO', '550 5.7.1 rate exceeded', 'recipient-rejected'],
  ['RCPT TO', '550 5.7.1 <a@b.example>: Recipient address rejected: user unknown', 'recipient-rejected'],
  ['RCPT TO', '550 5.7.1 account suspended', 'recipient-rejected'],
  ['RCPT TO', '550 5.1.1 no mailbox here', 'recipient-rejected'],
  ['RCPT TO', '550 5.1.1 relay.example takes nothing for it', 'recipient-rejected'],
  ['RCPT TO', '550 no', 'recipient-rejected'],
  ['MAIL FROM', '553 5.7.1 not owned by user', 'sender-rejected'],
  ['RCPT TO', '450 4.7.1 <a@b.example>: Recipient address rejected: Access denied', 'greylisted'],
  ['RCPT TO', '454 4.7.1 <a@b.example>: Relay access denied', 'smtp-auth-required'],
  ['RCPT TO', '421 4.7.1 not now', 'smtp-unavailable'],
  ['MAIL FROM', '530 5.7.0 Must issue a STARTTLS command first', 'smtp-tls-required'],
  ['DATA', '554 5.7.1 not allowed', 'message-rejected'],
]

const MAILBOX_REFUSALS: [Evidence['phase'], command: string, words: string, Reason, 'passes' | 'stands'][] = [
  ['auth', 'PASS', '[AUTH] authentication failed', 'mailbox-login-refused', 'stands'],
  ['auth', 'PASS', 'invalid password', 'mailbox-login-refused', 'stands'],
  ['auth', 'USER', 'unknown user', 'mailbox-login-refused', 'stands'],
  ['auth', 'AUTH', '[AUTH] no', 'mailbox-login-refused', 'stands'],
  ['auth', 'PASS', '[X-UNHEARD-OF] no', 'mailbox-login-refused', 'stands'],
  ['auth', 'PASS', '[IN-USE] lock busy', 'mailbox-locked', 'passes'],
  ['auth', 'PASS', '[in-use] lock busy', 'mailbox-locked', 'passes'],
  ['auth', 'PASS', 'Exceeded the login limit', 'mailbox-login-limit', 'passes'],
  ['auth', 'PASS', '[LOGIN-DELAY] wait', 'mailbox-login-delay', 'passes'],
  ['auth', 'PASS', '[SYS/TEMP] storage', 'mailbox-unavailable', 'passes'],
  ['auth', 'PASS', '[SYS/TEMP/DISK] storage', 'mailbox-unavailable', 'passes'],
  ['auth', 'PASS', '[SYS/PERM] corrupt', 'mailbox-unavailable', 'stands'],
  ['auth', 'PASS', '[SYS/TEMPERATE] what', 'mailbox-unavailable', 'stands'],
  ['auth', 'PASS', '[LIMIT] too many connections', 'mailbox-unavailable', 'stands'],
  ['greeting', '', 'not today', 'mailbox-unavailable', 'stands'],
  ['greeting', '', '[SYS/TEMP] later', 'mailbox-unavailable', 'passes'],
  ['tls', 'STLS', 'not now', 'starttls-not-offered', 'stands'],
  ['search', 'UIDL', 'not supported', 'mailbox-command-refused', 'stands'],
  ['retrieve', 'TOP', 'no such message', 'mailbox-command-refused', 'stands'],
  ['delete', 'DELE', 'no', 'mailbox-command-refused', 'stands'],
  ['search', 'LIST', '[SYS/TEMP] disk', 'mailbox-unavailable', 'passes'],
]

describe('the reason of what stopped a dialogue', () => {
  test.each([...NETWORK, ...DEADLINES])('%o is %s', (evidence, reason) => {
    expect(reasonOf(evidence)).toBe(reason)
    // Servers with too many connections hang up before they greet.
    const hungUp = evidence.kind === 'connection-lost' && evidence.phase === 'greeting'
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
      expect(isTransient(replied('', reply, 'greeting'))).toBe(reply.startsWith('421'))
    },
  )

  test.each(MAILBOX_REFUSALS)(
    '%s: %s answered with "-ERR %s" is %s and %s',
    (phase, command, words, reason, lasting) => {
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
      ...MAILBOX_REFUSALS.map(([, , , reason]) => reason),
    ])
    const untold = REASONS.filter((reason) => !told.has(reason) && statusOf(reason) !== 90)
    expect(untold).toEqual(['message-not-delivered'])
  })
})

describe('the status', () => {
  test.each(Object.entries(REASON_STATUS))('of %s is %i, which has a name', (reason, status) => {
    expect(statusOf(reason as Reason)).toBe(status)
    expect(STATUS_NAMES[status]).toBeTruthy()
  })
})

describe('a verdict', () => {
  test('of a delivered message is 0 without a reason', () => {
    expect(verdictOf({ kind: 'delivered', roundTripMs: 12 })).toEqual({ status: 0 })
  })

  test('of a lost message names no phase', () => {
    expect(verdictOf({ kind: 'lost' })).toEqual({ status: 2, reason: 'message-not-delivered' })
  })

  test('of our own fault keeps what was missing', () => {
    const detail = 'ssm:inbox is not set'
    expect(verdictOf({ kind: 'inconclusive', reason: 'secret-not-found', detail })).toEqual({
      status: 90,
      reason: 'secret-not-found',
      detail,
    })
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
