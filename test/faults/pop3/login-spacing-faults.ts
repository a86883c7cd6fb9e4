import { expect } from 'vitest'

import { closing, inTurn, saying, waiting } from '../../support/servers/server-acts.ts'
import { multiLine } from '../../support/servers/pop3-play.ts'
import type { Row, Witness } from '../row.ts'

const announcing = (seconds: number | string) => ['TOP', 'UIDL', 'USER', `LOGIN-DELAY ${seconds}`]
const LIMIT = '-ERR Exceeded the login limit for a 15 minute period. Reduce the frequency of requests.'

/** When the probe said its password, in ms since the start. */
function loginsAt({ probed: { log } }: Witness): number[] {
  return log.filter(({ text }) => text.startsWith('PASS')).map(({ atMs }) => atMs)
}

function gapsBetweenLogins(seen: Witness): number[] {
  const all = loginsAt(seen)
  return all.slice(1).map((atMs, index) => atMs - (all[index] ?? 0))
}

function expectApart(seen: Witness, ms: number): void {
  for (const gap of gapsBetweenLogins(seen)) expect(gap).toBeGreaterThanOrEqual(ms)
}

/** Servers and definitions that want time between two logins. */
export const LOGINS_KEPT_APART: Row[] = [
  {
    title: 'a server keeps the login delay that it announces, and the mail is there at the first look',
    mailbox: { capabilities: announcing(60), loginDelay: { ms: 60_000 } },
    plan: { deadlineMs: 8000 },
    ends: [0],
    alsoExpect: (seen) => expect(loginsAt(seen)).toHaveLength(1),
  },
  {
    title: 'a server keeps the login delay that it announces, and the mail comes after the first look',
    mailbox: { capabilities: announcing(3), loginDelay: { ms: 3000 } },
    health: ({ faults }) => faults.delay(1000),
    plan: { deadlineMs: 8000 },
    ends: [0, 'mailbox-waited-for'],
    alsoExpect(seen) {
      const [first = 0, , third = 0, ...more] = loginsAt(seen)
      expect(more).toEqual([])
      expect(third - first).toBeGreaterThanOrEqual(3000)
      expect(third - first).toBeLessThan(3600)
    },
  },
  {
    title: 'a server keeps a login delay that is longer than the run',
    mailbox: { capabilities: announcing(60), loginDelay: { ms: 60_000 } },
    health: ({ faults }) => faults.delay(20_000),
    plan: { deadlineMs: 10_000 },
    ends: [
      2,
      'mailbox-login-delay',
      'mailbox.auth',
      'The server requires 60 s between two logins, and the timeout',
    ],
    detail: /^\[LOGIN-DELAY\] too soon \(60 s between two logins, timeout 300 s\)$/,
    alsoExpect(seen) {
      expect(loginsAt(seen)).toHaveLength(2)
      expect(seen.probed.elapsedMs, 'the verdict comes at once').toBeLessThan(7000)
    },
  },
  {
    title: 'a server keeps the login delay in words without a code',
    mailbox: { capabilities: announcing(3), loginDelay: { ms: 3000, refusal: '-ERR logins too frequent' } },
    health: ({ faults }) => faults.delay(1000),
    plan: { deadlineMs: 8000 },
    ends: [0, 'mailbox-waited-for'],
    alsoExpect: (seen) => expect(loginsAt(seen)).toHaveLength(3),
  },
  {
    title: 'a server keeps a login delay that only its refusal names',
    mailbox: {
      loginDelay: { ms: 2000, refusal: '-ERR [LOGIN-DELAY] minimum time between mail checks is 2 seconds' },
    },
    health: ({ faults }) => faults.delay(1000),
    plan: { deadlineMs: 8000 },
    ends: [0, 'mailbox-waited-for'],
    alsoExpect: (seen) => expect(loginsAt(seen)).toHaveLength(3),
  },
  ...(['300', '300 USER'] as const).map((announced): Row => ({
    title: `a server announces LOGIN-DELAY ${announced} and takes logins at any time, as Gmail does`,
    mailbox: { capabilities: announcing(announced) },
    health: ({ faults }) => faults.delay(2000),
    plan: { deadlineMs: 8000 },
    ends: [0],
    alsoExpect({ probed }) {
      expect(probed.roundTripMs).toBeLessThan(3500)
      expect(probed.log.map(({ text }) => text).join('\n')).toContain('no less than the timeout of 300 s')
    },
  })),
  {
    title: 'a server announces a login delay of 10 s and takes logins at any time, as Courier does',
    mailbox: { capabilities: announcing(10) },
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.roundTripMs).toBeLessThan(800),
  },
  {
    title: 'a server that keeps its login delay has just had a login of somebody else',
    mailbox: { capabilities: announcing(3), loginDelay: { ms: 3000, afterOthers: true } },
    plan: { deadlineMs: 8000 },
    ends: [0, 'mailbox-waited-for'],
    alsoExpect: (seen) => expect(loginsAt(seen)).toHaveLength(3),
  },
  {
    title: 'a server keeps a long login delay, and has just had a login of somebody else',
    mailbox: { capabilities: announcing(60), loginDelay: { ms: 60_000, afterOthers: true } },
    plan: { deadlineMs: 12_000 },
    ends: [
      2,
      'mailbox-login-delay',
      'mailbox.auth',
      'The server requires 60 s between two logins, and the timeout',
    ],
    warnings: ['mailbox-waited-for'],
    alsoExpect(seen) {
      expect(loginsAt(seen)).toHaveLength(2)
      expect(seen.probed.elapsedMs).toBeLessThan(7000)
    },
  },
  {
    title: 'a server ends the connection, with a word, that waits for the message to be sent',
    smtp: { on: { MAIL: waiting(1200, saying('250 ok\r\n')) } },
    carries: (message) => message,
    mailbox: {
      capabilities: announcing(9),
      on: {
        CAPA: inTurn(
          saying(
            multiLine('+OK', `${announcing(9).join('\r\n')}\r\n`),
            waiting(300, saying('-ERR Disconnected for inactivity.\r\n', closing)),
          ),
          saying(multiLine('+OK', `${announcing(9).join('\r\n')}\r\n`)),
        ),
      },
    },
    plan: { deadlineMs: 6000 },
    ends: [0],
    alsoExpect(seen) {
      expect(loginsAt(seen)).toHaveLength(1)
      expect(seen.mailbox?.connections).toBe(2)
    },
  },
  {
    title: 'the message is refused while the login waits for it',
    smtp: { on: { RCPT: waiting(300, saying('550 5.1.1 no such user\r\n')) } },
    mailbox: { capabilities: announcing(60), loginDelay: { ms: 60_000 } },
    plan: { deadlineMs: 6000 },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The test address does not exist on that server'],
    alsoExpect: (seen) => expect(loginsAt(seen)).toEqual([]),
  },
  {
    title: 'a server counts logins, and the definition keeps them apart',
    mailbox: { loginDelay: { ms: 2000, refusal: LIMIT } },
    health: ({ faults }) => faults.delay(1000),
    plan: { deadlineMs: 8000, mailbox: { secondsBetweenLogins: 2 } },
    ends: [0],
    alsoExpect(seen) {
      expect(loginsAt(seen)).toHaveLength(2)
      expectApart(seen, 2000)
      expect(seen.probed.roundTripMs).toBeLessThan(3000)
    },
  },
  {
    title:
      'the definition keeps logins apart, and the message comes between the last of them and the deadline',
    health: ({ faults }) => faults.delay(4000),
    plan: { deadlineMs: 5000, mailbox: { secondsBetweenLogins: 2 } },
    mailbox: {},
    ends: [0],
    alsoExpect: (seen) => expectApart(seen, 2000),
  },
  {
    title: 'the definition keeps logins apart for longer than the run, which looks once, at its end',
    health: ({ faults }) => faults.delay(1500),
    plan: { deadlineMs: 3000, mailbox: { secondsBetweenLogins: 900 } },
    mailbox: {},
    ends: [0],
    alsoExpect: (seen) => expect(loginsAt(seen)).toHaveLength(1),
  },
  {
    title: 'the mailbox is locked, and the definition keeps logins apart',
    mailbox: { on: { PASS: inTurn('-ERR [IN-USE] locked', '-ERR [IN-USE] locked', '+OK') } },
    plan: { deadlineMs: 8000, mailbox: { secondsBetweenLogins: 2 } },
    ends: [0, 'mailbox-waited-for'],
    alsoExpect: (seen) => expectApart(seen, 2000),
  },
]
