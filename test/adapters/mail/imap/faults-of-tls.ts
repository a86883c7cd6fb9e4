import { once } from 'node:events'

import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { replying } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapAct } from '../../../support/servers/imap/imap-play.ts'
import { closing, silent } from '../../../support/servers/server-acts.ts'
import { BARE, DEADLINE, type Fault, WITH_STARTTLS } from './imap-fault.ts'
import { HOST, certificate } from './imap-visit.ts'

const required = { tls: { mode: 'required', verify: true } } as const
const startTls = (act: ImapAct | string): Fault['play'] => ({
  capabilities: WITH_STARTTLS,
  on: { STARTTLS: act },
})
const WRONG_VERSION = 'ERR_SSL_WRONG_VERSION_NUMBER'

export const tlsFaults: Fault[] = [
  {
    what: 'no STARTTLS though required, as where it was stripped',
    play: { capabilities: BARE },
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'tls-not-offered' },
  },
  {
    what: 'PREAUTH where TLS is required',
    play: { isPreauthenticated: true, capabilities: WITH_STARTTLS.plain },
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'tls-not-offered' },
  },
  {
    what: 'STARTTLS offered, required and refused',
    play: startTls('$ NO not now'),
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'refused', command: 'STARTTLS', text: 'not now' },
  },
  {
    what: 'STARTTLS offered, not required, and refused',
    play: startTls('$ BAD what?'),
    evidence: { phase: 'tls', kind: 'refused', command: 'STARTTLS', text: 'what?' },
  },
  {
    what: 'words slipped in behind the answer to STARTTLS',
    play: startTls('$ OK begin\r\n* PREAUTH welcome'),
    evidence: {
      phase: 'tls',
      kind: 'protocol',
      command: 'STARTTLS',
      text: 'bytes that nobody asked for before TLS',
    },
  },
  {
    what: 'half a line slipped in behind the answer to STARTTLS',
    play: startTls((connection, line) =>
      connection.write(`${line.split(' ', 1)[0] ?? ''} OK begin\r\n* OK [CAPABILITY IMAP4rev1`),
    ),
    evidence: {
      phase: 'tls',
      kind: 'protocol',
      command: 'STARTTLS',
      text: 'bytes that nobody asked for before TLS',
    },
  },
  {
    what: 'the next answers slipped in before that to STARTTLS',
    play: startTls('A3 OK logged in\r\n$ OK begin'),
    evidence: { phase: 'tls', kind: 'protocol', command: 'STARTTLS', text: 'A3 OK logged in' },
  },
  {
    what: 'STARTTLS granted, then silence',
    play: startTls(replying('$ OK begin', silent)),
    plan: { deadlineMs: DEADLINE },
    evidence: { phase: 'tls', kind: 'deadline' },
  },
  {
    what: 'STARTTLS granted, then closed',
    play: startTls(replying('$ OK begin', closing)),
    evidence: { phase: 'tls', kind: 'connection-lost', errno: 'ECONNRESET' },
  },
  {
    what: 'STARTTLS granted, then no TLS',
    play: startTls(
      replying('$ OK begin', async (connection) => {
        await once(connection.socket, 'data')
        connection.write('* BAD that is no command\r\n')
      }),
    ),
    evidence: { phase: 'tls', kind: 'tls', errno: WRONG_VERSION },
  },
  {
    what: 'imaps to a server that speaks in the clear',
    play: {},
    plan: { settings: { scheme: 'imaps' } },
    evidence: { phase: 'tls', kind: 'tls', errno: WRONG_VERSION },
  },
  {
    what: 'imap to a server that speaks TLS',
    play: {},
    plan: { over: certificate, greetingMs: 100 },
    evidence: { phase: 'greeting', kind: 'no-greeting', text: 'no greeting within 100 ms' },
  },
  {
    what: 'LOGIN disabled, and nothing else offered',
    play: { capabilities: ['IMAP4rev1', 'LOGINDISABLED'] },
    evidence: {
      phase: 'auth',
      kind: 'auth-not-offered',
      text: 'LOGIN is disabled, and no mechanism of AUTHENTICATE is offered',
    },
  },
]

const CERTIFICATES = [
  [
    'of an unknown authority',
    issueCertificate({ names: [HOST], ca: createAuthority('Nobody') }),
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  ['that signs itself', issueCertificate({ names: [HOST] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
] as const

export const certificateFaults: Fault[] = CERTIFICATES.flatMap(([what, bad, errno]): Fault[] => [
  {
    what: `a certificate ${what}, from the start`,
    play: {},
    plan: { settings: { scheme: 'imaps' }, over: bad },
    evidence: { phase: 'tls', kind: 'tls', errno },
  },
  {
    what: `a certificate ${what}, by STARTTLS`,
    play: { capabilities: WITH_STARTTLS, certificate: bad },
    evidence: { phase: 'tls', kind: 'tls', errno },
  },
])
