import { once } from 'node:events'

import { expect } from 'vitest'

import type { Reason } from '../../shared/core/run/statuses.ts'
import type { Certificate } from '../support/servers/certificates.ts'
import type { FullProbe } from '../support/worlds/full-probe.ts'
import { type ServerAct, closing, resetting, saying, silent } from '../support/servers/server-acts.ts'
import { expired, good, notYetValid, otherName, selfSigned, untrusted } from './certificates.ts'
import type { Row } from './row.ts'

const asItIs = (message: string) => message
const USUAL = ['TOP', 'UIDL', 'USER']
const STLS = [...USUAL, 'STLS']
const REQUIRED = { tls: { mode: 'required' } } as const
const HANDSHAKE = 'does not start with TLS on this port: it begins unencrypted'

/** Ways in which TLS comes about; after each a password follows, or TLS is required. */
const WAYS: [way: string, row: (certificate: Certificate) => Pick<Row, 'smtp' | 'mailbox' | 'plan'>][] = [
  ['smtps', (over) => ({ smtp: { over }, plan: { smtp: { scheme: 'smtps' } } })],
  [
    'STARTTLS, which is required',
    (certificate) => ({ smtp: { extensions: ['STARTTLS'], certificate }, plan: { smtp: REQUIRED } }),
  ],
  [
    'STARTTLS, before a login',
    (certificate) => ({
      smtp: { extensions: ['STARTTLS', 'AUTH PLAIN'], certificate },
      plan: { smtp: { login: true } },
    }),
  ],
  ['pop3s', (over) => ({ mailbox: { over }, plan: { mailbox: { scheme: 'pop3s' } } })],
  [
    'STLS, which is required',
    (certificate) => ({ mailbox: { capabilities: STLS, certificate }, plan: { mailbox: REQUIRED } }),
  ],
  ['STLS, which is offered', (certificate) => ({ mailbox: { capabilities: STLS, certificate } })],
]

const BAD: [what: string, certificate: Certificate, reason: Reason, advice: (whose: string) => string][] = [
  [
    'of an unknown authority',
    untrusted,
    'tls-certificate-untrusted',
    (whose) => `${whose} comes from an unknown authority`,
  ],
  ['that signs itself', selfSigned, 'tls-certificate-untrusted', (whose) => `${whose} is self-signed`],
  ['that has expired', expired, 'tls-certificate-expired', (whose) => `${whose} has expired`],
  ['that is not valid yet', notYetValid, 'tls-certificate-expired', (whose) => `${whose} is not valid yet`],
  ['of another name', otherName, 'tls-name-mismatch', () => 'The name in '],
]

/** Every bad certificate in every way; no password is said. */
export const BAD_CERTIFICATES: Row[] = WAYS.flatMap(([way, row]) =>
  BAD.map(([what, certificate, reason, advice]): Row => {
    const faulty = row(certificate)
    const phase = faulty.smtp ? 'smtp.tls' : 'mailbox.tls'
    return {
      title: `a certificate ${what}, by ${way}`,
      ...faulty,
      ends: [3, reason, phase, advice(`The ${nameOf(faulty.smtp ? 'smtp' : 'mailbox')}'s certificate`)],
      alsoExpect: ({ toSmtp, toMailbox }) => {
        const said = faulty.smtp ? toSmtp : toMailbox
        expect(said.join(' ')).not.toMatch(/AUTH|PASS|MAIL FROM/)
      },
    }
  }),
)

/** Where the certificate need not hold, and where it does. */
export const CERTIFICATES_PUT_UP_WITH: Row[] = [
  ...BAD.map(([what, certificate]): Row => ({
    title: `a certificate ${what}, by STARTTLS that nobody asked for: a warning`,
    smtp: { extensions: ['STARTTLS'], certificate },
    carries: asItIs,
    ends: [0, 'certificate-not-verified'],
  })),
  ...WAYS.map(([way, row]): Row => {
    const { plan, ...faulty } = row(untrusted)
    const unverified = { tls: { mode: 'required', verify: false } } as const
    const lax: Pick<FullProbe, 'smtp' | 'mailbox'> = faulty.smtp
      ? { smtp: { ...plan?.smtp, ...unverified } }
      : { mailbox: { ...plan?.mailbox, ...unverified } }
    return {
      title: `a certificate of an unknown authority that need not be verified, by ${way}`,
      ...faulty,
      carries: asItIs,
      plan: lax,
      ends: [0],
    }
  }),
  ...WAYS.map(([way, row]): Row => ({
    title: `a good certificate, by ${way}`,
    ...row(good),
    carries: asItIs,
    ends: [0],
  })),
]

/** What follows the go-ahead instead of a handshake. */
const BROKEN: [what: string, act: ServerAct, ends: (side: 'smtp' | 'mailbox') => Row['ends']][] = [
  [
    'closes the connection',
    closing,
    (side) => [
      6,
      `${side}-connection-lost`,
      `${side}.tls`,
      `The ${nameOf(side)} or a firewall in between closed`,
    ],
  ],
  [
    'resets the connection',
    resetting,
    (side) => [
      6,
      `${side}-connection-lost`,
      `${side}.tls`,
      `The ${nameOf(side)} or a firewall in between closed`,
    ],
  ],
  [
    'falls silent',
    silent,
    (side) => [2, 'deadline-passed', `${side}.tls`, 'The server stopped answering at'],
  ],
  [
    'goes on in the clear',
    async (connection) => {
      await once(connection.socket, 'data')
      connection.write('500 what?\r\n')
    },
    (side) => [3, 'tls-handshake-failed', `${side}.tls`, `The ${nameOf(side)} ${HANDSHAKE}`],
  ],
]

function nameOf(side: 'smtp' | 'mailbox'): string {
  return side === 'smtp' ? 'SMTP server' : 'mailbox server'
}

/** STARTTLS and STLS offered, and then not kept. */
export const BROKEN_UPGRADES: Row[] = [
  ...BROKEN.flatMap(([what, act, ends]): Row[] => [
    {
      title: `the SMTP server grants STARTTLS and ${what}`,
      smtp: { extensions: ['STARTTLS'], on: { STARTTLS: saying('220 go ahead\r\n', act) } },
      ends: ends('smtp'),
    },
    {
      title: `the mailbox server grants STLS and ${what}`,
      mailbox: { capabilities: STLS, on: { STLS: saying('+OK go ahead\r\n', act) } },
      ends: ends('mailbox'),
    },
  ]),
  {
    title: 'words are slipped in behind the answer to STARTTLS',
    smtp: { extensions: ['STARTTLS'], on: { STARTTLS: '220 go ahead\r\n250 ok' } },
    ends: [3, 'smtp-protocol-error', 'smtp.tls', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'words are slipped in behind the answer to STLS',
    mailbox: { capabilities: STLS, on: { STLS: '+OK go ahead\r\n+OK logged in' } },
    ends: [3, 'mailbox-protocol-error', 'mailbox.tls', 'The answer is not that of a working POP3 server:'],
  },
]
