import { expect } from 'vitest'

import { inTurn, saying, silent, waiting } from '../../support/servers/server-acts.ts'
import type { Row } from '../row.ts'

const OUT_OF_ORDER = 'The server answers, but cannot serve this mailbox'
const WAITED = ['mailbox-waited-for'] as const

/** What can stand against a login. */
export const MAILBOX_LOGIN: Row[] = [
  ...['-ERR [AUTH] Authentication failed.', '-ERR invalid password', '-ERR'].map((answer): Row => ({
    title: `the mailbox server refuses the login with ${answer}`,
    mailbox: { on: { PASS: answer } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
  })),
  {
    title: 'the mailbox server refuses the user name',
    mailbox: { on: { USER: '-ERR no such user' } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toContain('PASS'),
  },
  {
    title: 'the account is locked',
    mailbox: { on: { PASS: '-ERR [AUTH] Account is locked.' } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'The account is locked, disabled or over a limit'],
  },
  {
    title: 'the mailbox server takes no password in the clear',
    mailbox: { on: { USER: '-ERR [AUTH] Plaintext authentication disallowed on non-secure connections.' } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'The server accepts no passwords over an unencrypted'],
  },
  {
    title: 'the mailbox server knows no USER and offers no other login',
    mailbox: { capabilities: ['TOP', 'UIDL'], on: { USER: '-ERR Unknown command.' } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
  },
  {
    title: 'the mailbox is locked for a while, told at once',
    health: ({ faults }) => faults.refuseLogins('IN-USE', { ms: 1200 }),
    plan: { deadlineMs: 5000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the mailbox is locked for a while, told after a wait as Dovecot does',
    mailbox: {
      on: { PASS: inTurn(waiting(500, saying('-ERR [IN-USE] Mailbox is locked.\r\n')), '+OK') },
    },
    plan: { deadlineMs: 5000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the mailbox is locked for ever',
    health: ({ faults }) => faults.refuseLogins('IN-USE', { times: Infinity }),
    ends: [2, 'mailbox-locked', 'mailbox.auth', 'Another session locked the mailbox'],
    warnings: WAITED,
  },
  {
    title: 'the mailbox is locked, and the deadline passes while its server thinks about the next login',
    mailbox: { on: { PASS: inTurn('-ERR [IN-USE] Mailbox is locked.', silent) } },
    ends: [2, 'mailbox-locked', 'mailbox.auth', 'Another session locked the mailbox'],
    warnings: WAITED,
  },
  {
    title: 'the mailbox server wants more time between two logins',
    mailbox: { on: { PASS: inTurn('+OK', '-ERR [LOGIN-DELAY] too soon') } },
    ends: [2, 'mailbox-login-delay', 'mailbox.auth', 'The server requires more time between two logins'],
    warnings: WAITED,
  },
  {
    title: 'the mailbox has passing trouble once',
    health: ({ faults }) => faults.refuseLogins('SYS/TEMP'),
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the mailbox has passing trouble for ever',
    health: ({ faults }) => faults.refuseLogins('SYS/TEMP', { times: Infinity }),
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', OUT_OF_ORDER],
    warnings: WAITED,
  },
  {
    title: 'the mailbox is broken',
    health: ({ faults }) => faults.refuseLogins('SYS/PERM', { times: Infinity }),
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', 'The server says that this mailbox is broken'],
    detail: /^\[SYS\/PERM\]/,
  },
  {
    title: 'the mailbox server answers USER and what was not yet said',
    mailbox: { on: { USER: '+OK\r\n+OK logged in' } },
    ends: [3, 'mailbox-protocol-error', 'mailbox.auth', 'The answer is not that of a working POP3'],
  },
  {
    title: 'the login is refused while the message is being sent, which is completed all the same',
    smtp: { on: { MAIL: waiting(300, saying('250 ok\r\n')) } },
    mailbox: { on: { PASS: waiting(150, saying('-ERR [AUTH] no\r\n')) } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    alsoExpect: ({ toSmtp }) => expect(toSmtp.slice(-2)).toEqual(['.', 'QUIT']),
  },
]
