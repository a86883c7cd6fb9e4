import { expect } from 'vitest'

import { good } from '../certificates.ts'
import type { Row } from '../row.ts'
import { STARTTLS, WAITED } from './imap-plays.ts'

const REQUIRED = { mailbox: { tls: { mode: 'required' } } } as const

/** TLS that is wanted, offered, refused or broken. */
export const IMAP_TLS: Row[] = [
  {
    title: 'STARTTLS of IMAP is offered, and all goes well',
    imap: STARTTLS,
    plan: REQUIRED,
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.phases.mailbox.tls).toBeDefined(),
  },
  {
    title: 'imaps, and all goes well',
    imap: { over: good },
    plan: { mailbox: { scheme: 'imaps' } },
    ends: [0],
  },
  {
    title: 'STARTTLS of IMAP is not offered though required',
    imap: {},
    plan: REQUIRED,
    ends: [
      3,
      'starttls-not-offered',
      'mailbox.tls',
      'TLS is required by the definition, but the mailbox server',
    ],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toMatch(/LOGIN|AUTHENTICATE/),
  },
  {
    title: 'STARTTLS of IMAP is offered and refused: no password is said in the clear',
    imap: { ...STARTTLS, on: { STARTTLS: '$ NO not today' } },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', 'The mailbox server offers TLS, but refused'],
    detail: 'not today',
    warnings: WAITED,
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toMatch(/LOGIN|AUTHENTICATE/),
  },
  {
    title: 'words are slipped in behind the answer to STARTTLS of IMAP',
    imap: { ...STARTTLS, on: { STARTTLS: '$ OK go ahead\r\n* PREAUTH welcome' } },
    ends: [3, 'mailbox-protocol-error', 'mailbox.tls', 'The answer is not that of a working IMAP server:'],
  },
  {
    title: 'imaps to a server that speaks in the clear',
    imap: {},
    plan: { mailbox: { scheme: 'imaps' } },
    ends: [
      3,
      'tls-handshake-failed',
      'mailbox.tls',
      'The mailbox server does not start with TLS on this port',
    ],
  },
  {
    title: 'imap to a server that waits for TLS',
    imap: { over: good },
    plan: { network: { greetingMs: 600 } },
    ends: [
      6,
      'mailbox-no-greeting',
      'mailbox.greeting',
      'The port is open but sends nothing: it may expect TLS',
    ],
  },
]
