import { once } from 'node:events'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { closing, resetting, saying, silent } from '../../../support/servers/server-acts.ts'
import { DEADLINE, type Fault, WITH_STLS, authority, certificate } from './pop3-fault.ts'
import { HOST } from './pop3-visit.ts'

const required = { tls: { mode: 'required', verify: true } } as const
export const tlsFaults: Fault[] = [
  {
    what: 'no STLS though required',
    play: {},
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'tls-not-offered' },
  },
  {
    what: 'STLS offered, required and refused',
    play: { capabilities: WITH_STLS, on: { STLS: '-ERR not now' } },
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'refused', command: 'STLS', text: 'not now' },
  },
  {
    what: 'STLS offered, not required, and refused',
    play: { capabilities: WITH_STLS, on: { STLS: '-ERR later' } },
    evidence: { phase: 'tls', kind: 'refused', command: 'STLS', text: 'later' },
  },
  {
    what: 'neither CAPA nor STLS though required',
    play: { on: { CAPA: '-ERR what?', STLS: '-ERR what?' } },
    plan: { settings: required },
    evidence: { phase: 'tls', kind: 'refused', command: 'STLS', text: 'what?' },
  },
  {
    what: 'words slipped in behind the answer to STLS',
    play: { capabilities: WITH_STLS, on: { STLS: saying('+OK begin\r\n+OK logged in\r\n') } },
    evidence: { phase: 'tls', kind: 'protocol', command: 'STLS', text: '+OK logged in' },
  },
  {
    what: 'STLS granted, then silence',
    play: { capabilities: WITH_STLS, on: { STLS: saying('+OK begin\r\n', silent) } },
    plan: { deadlineMs: DEADLINE },
    evidence: { phase: 'tls', kind: 'deadline' },
  },
  {
    what: 'STLS granted, then closed',
    play: { capabilities: WITH_STLS, on: { STLS: saying('+OK begin\r\n', closing) } },
    evidence: { phase: 'tls', kind: 'connection-lost', errno: 'ECONNRESET' },
  },
  {
    what: 'STLS granted, then no TLS',
    play: {
      capabilities: WITH_STLS,
      on: {
        STLS: async (connection) => {
          connection.write('+OK begin\r\n')
          await once(connection.socket, 'data')
          connection.write('-ERR that is no command\r\n')
        },
      },
    },
    evidence: { phase: 'tls', kind: 'tls', errno: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  },
  {
    what: 'pop3s to a server that speaks in the clear',
    play: {},
    plan: { settings: { scheme: 'pop3s' } },
    evidence: { phase: 'tls', kind: 'tls', errno: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  },
  {
    what: 'pop3 to a server that speaks TLS',
    play: {},
    over: certificate,
    plan: { greetingMs: 100 },
    evidence: { phase: 'greeting', kind: 'no-greeting', text: 'no greeting within 100 ms' },
  },
  {
    what: 'pop3s and a wrong password',
    play: { on: { PASS: '-ERR [AUTH] no' } },
    over: certificate,
    plan: { settings: { scheme: 'pop3s' } },
    evidence: { phase: 'auth', kind: 'refused', command: 'PASS', responseCode: 'AUTH', text: '[AUTH] no' },
  },
  {
    what: 'pop3s and silence at UIDL',
    play: { on: { UIDL: silent } },
    over: certificate,
    plan: { settings: { scheme: 'pop3s' }, deadlineMs: DEADLINE },
    evidence: { phase: 'search', kind: 'deadline', command: 'UIDL' },
  },
  {
    what: 'pop3s and a reset at UIDL',
    play: { on: { UIDL: resetting } },
    over: certificate,
    plan: { settings: { scheme: 'pop3s' } },
    evidence: { phase: 'search', kind: 'connection-lost', command: 'UIDL', errno: 'ECONNRESET' },
  },
]

const badCertificates = [
  [
    'of an authority unknown here',
    { names: [HOST], ca: createAuthority('An authority unknown here') },
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  ['that signs itself', { names: [HOST, 'pop3.example.test'] }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [
    'that has expired',
    { names: [HOST], ca: authority, notBefore: new Date(0), notAfter: new Date(1e12) },
    'CERT_HAS_EXPIRED',
  ],
  ['of another name', { names: ['other.example.test'], ca: authority }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const

export const certificateFaults: Fault[] = badCertificates.flatMap(([what, request, errno]) => {
  const bad = issueCertificate(request)
  const evidence = { phase: 'tls', kind: 'tls', errno } as const
  return [
    {
      what: `pop3s and a certificate ${what}`,
      play: {},
      over: bad,
      plan: { settings: { scheme: 'pop3s' } },
      evidence,
    },
    {
      what: `opportunistic STLS and a certificate ${what}`,
      play: { capabilities: WITH_STLS, certificate: bad },
      evidence,
    },
    {
      what: `required STLS and a certificate ${what}`,
      play: { capabilities: WITH_STLS, certificate: bad },
      plan: { settings: required },
      evidence,
    },
  ]
})
