import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { sesSender } from '../../../shared/adapters/mail/ses/ses-sender.ts'
import type { RunKey } from '../../../shared/core/run/run.ts'
import type { MailEvent } from '../../../shared/core/run/sender/mail-events.ts'
import { type MemoryStore, memoryStore } from '../../support/memory/memory-store.ts'
import { fastMail } from '../../support/servers/fast-mail.ts'
import { SES_SECRET, type SesAct, type SesServer, sesServer } from '../../support/servers/ses/ses-server.ts'
import { steadyClock } from '../../support/steady-clock.ts'
import { type FullProbe, PASSWORD, fullProbe } from '../../support/worlds/full-probe.ts'

let clock: ReturnType<typeof steadyClock>
beforeAll(() => void (clock = steadyClock()))
afterAll(() => clock.stop())

interface BuiltIn extends Pick<FullProbe, 'deadlineMs' | 'resumed' | 'mailbox'> {
  acts?: readonly SesAct[]
  /** What SES tells of the message, before the run reads it. */
  tells?: readonly MailEvent[]
  /** What was sent goes nowhere. */
  loses?: boolean
  /** Nothing listens where SES was. */
  isDown?: boolean
  /** The store does what it likes when it is asked what SES told. */
  store?: Partial<MemoryStore>
}

/** A whole run over real sockets: Amazon SES on one side, a mailbox by POP3 on the other. */
async function builtInRun(plan: BuiltIn) {
  const fast = await fastMail({ clock })
  onTestFinished(() => fast.close())
  const runs = memoryStore(clock)
  let key: RunKey | undefined
  const ses: SesServer = await sesServer((raw) => {
    const [header = '', body = ''] = raw.split('\r\n\r\n')
    if (!plan.loses) fast.deliver(`${header}\r\n`, body.length)
  })
  ses.script(...(plan.acts ?? []))
  if (plan.isDown) await ses.close()
  const store: MemoryStore = {
    ...runs,
    async findMailEvents(run) {
      key = run
      for (const event of plan.tells ?? []) await runs.noteMailEvent(run, event)
      return runs.findMailEvents(run)
    },
    ...plan.store,
  }
  const builtIn = sesSender({ client: ses.client, configurationSet: 'Roundtrip', clock })
  const { acts: _a, tells: _t, loses: _l, isDown: _d, store: _s, ...rest } = plan
  const probed = await fullProbe(
    { deadlineMs: 1500, ...rest, smtpPort: 1, mailboxPort: fast.pop3.port, builtIn, runs: store },
    clock,
  )
  expect(probed.timersLeft).toBe(0)
  expect(JSON.stringify(probed)).not.toContain(SES_SECRET)
  return { probed, ses, asked: key }
}

const at = Date.UTC(2026, 0, 5, 12)
const delivered: MailEvent = { kind: 'delivered', at, tookMs: 1200, server: 'mx.example.net', text: '250 Ok' }
const bounced: MailEvent = {
  kind: 'bounced',
  at,
  type: 'Permanent',
  subType: 'General',
  text: 'smtp; 550 5.1.1 user unknown',
}
const RATE = { refuse: 429, type: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' }
const DAY = { ...RATE, message: 'Daily message quota exceeded.' }
const rejected = (message: string): SesAct => ({ refuse: 400, type: 'MessageRejected', message })
const UNVERIFIED =
  'Email address is not verified. The following identities failed the check in region EU-WEST-1:'

test('a message comes back though Amazon SES gives it another Message-ID, and its events are not asked for', async () => {
  const { probed, ses, asked } = await builtInRun({ deadlineMs: 5000 })
  expect(probed).toMatchObject({ outcome: 'delivered', status: 0, warnings: [] })
  expect(Object.keys(probed.phases.smtp)).toEqual(['submit'])
  expect(ses.taken).toMatchObject([{ from: 'roundtrip@sender.test', to: ['probe@example.test'] }])
  expect(ses.taken[0]?.raw).toMatch(/^From: roundtrip@sender\.test\r\n/)
  expect(asked).toBeUndefined()
})

describe('a refusal ends the run, is sent once, and says nothing of the mail server', () => {
  test.each<[reason: string, act: SesAct]>([
    ['sender-not-verified', rejected(`${UNVERIFIED} roundtrip@sender.test`)],
    ['sender-in-sandbox', rejected(`${UNVERIFIED} probe@example.test`)],
    ['sender-quota-reached', DAY],
    ['sender-paused', rejected('Sending paused for this account.')],
    ['sender-paused', { refuse: 400, type: 'AccountSuspendedException', message: 'suspended' }],
    ['sender-refused', { refuse: 403, type: 'AccessDeniedException', message: 'not allowed' }],
    ['sender-refused', { refuse: 404, type: 'NotFoundException', message: 'no such set' }],
  ])('%s', async (reason, act) => {
    const { probed, ses } = await builtInRun({ acts: [act], deadlineMs: 60_000 })
    expect(probed).toMatchObject({ outcome: 'inconclusive', status: 90, reason })
    expect(probed.phase).toBeUndefined()
    expect(probed.detail).toContain('refuse' in act ? `${act.type}: ${act.message}` : '')
    expect(probed.elapsedMs).toBeLessThan(30_000)
    expect([ses.requests.length, ses.taken.length]).toEqual([1, 0])
  })
})

test('a sending rate that is exceeded twice is waited out, and the message is sent once', async () => {
  const { probed, ses } = await builtInRun({ acts: [RATE, RATE], deadlineMs: 20_000 })
  expect(probed).toMatchObject({ status: 0, warnings: ['refusal-waited-out'] })
  expect(probed.waitedOutMs).toBeGreaterThan(2500)
  expect([ses.requests.length, ses.taken.length]).toEqual([3, 1])
})

test('one that is exceeded until the deadline is the reason', async () => {
  const { probed } = await builtInRun({ acts: Array<SesAct>(9).fill(RATE), deadlineMs: 3000 })
  expect(probed).toMatchObject({ status: 90, reason: 'sender-quota-reached' })
})

describe('an answer that is lost', () => {
  test.each<[string, SesAct]>([
    ['the connection ended', { hangUp: 'after' }],
    ['none came', { stall: 'after' }],
  ])('(%s) of a message that comes is a warning', async (_title, act) => {
    const { probed, ses } = await builtInRun({ acts: [act], deadlineMs: 15_000 })
    expect(probed).toMatchObject({ status: 0, warnings: ['submit-answer-lost'] })
    expect(ses.requests).toHaveLength(1)
  })

  test.each<[string, BuiltIn]>([
    ['the connection ended', { acts: [{ hangUp: 'before' }] }],
    ['none came by the deadline', { acts: [{ stall: 'before' }] }],
    ['an error of its own', { acts: [{ refuse: 503, type: 'ServiceUnavailable', message: '' }] }],
    ['nobody was there', { isDown: true }],
  ])('(%s) of one that does not come is that Amazon SES is not available', async (_title, plan) => {
    const { probed, ses } = await builtInRun(plan)
    expect(probed).toMatchObject({ status: 90, outcome: 'inconclusive', reason: 'sender-unavailable' })
    expect(probed.detail).toBeTruthy()
    expect(ses.requests.length).toBeLessThanOrEqual(1)
  })

  test('of one that Amazon SES has told of is not in doubt: it was taken', async () => {
    const { probed } = await builtInRun({ acts: [{ hangUp: 'after' }], loses: true, tells: [bounced] })
    expect(probed).toMatchObject({ status: 3, reason: 'message-bounced' })
  })
})

describe('at the deadline what Amazon SES told decides', () => {
  test.each<[tells: readonly MailEvent[], status: number, reason: string, detail: string]>([
    [[], 2, 'delivery-pending', 'told of no delivery'],
    [[delivered], 2, 'message-not-delivered', 'delivered it to mx.example.net after 1.2 s: "250 Ok"'],
    [[bounced], 3, 'message-bounced', '550 5.1.1 user unknown'],
    [[delivered, bounced], 3, 'message-bounced', '550 5.1.1'],
    [[{ ...bounced, subType: 'OnAccountSuppressionList' }], 90, 'recipient-suppressed', 'suppression list'],
    [[{ kind: 'delayed', at, type: 'MailboxFull' }], 2, 'delivery-pending', 'MailboxFull'],
    [[{ kind: 'delayed', at, type: 'InternalFailure' }], 90, 'sender-unavailable', 'InternalFailure'],
    [[{ kind: 'rejected', at, text: 'Bad content' }], 90, 'sender-refused', 'Bad content'],
  ])('%j: %i %s', async (tells, status, reason, detail) => {
    const { probed, asked } = await builtInRun({ tells, loses: true })
    expect(probed).toMatchObject({ status, reason })
    expect(probed.detail).toContain(detail)
    expect(asked).toMatchObject({ monitorId: 'inbox' })
    const note = probed.log.find(({ text }) => text.startsWith('Amazon SES has told'))
    expect(note).toMatchObject({ dialogue: 'smtp', phase: 'submit' })
  })

  test('and a password of the run stands in no word of it', async () => {
    const text = `550 5.7.1 ${PASSWORD} is no reason`
    const { probed } = await builtInRun({ tells: [{ ...bounced, text }], loses: true })
    expect(probed).toMatchObject({ reason: 'message-bounced' })
    expect(probed.detail).toContain('is no reason')
    expect(JSON.stringify(probed)).not.toContain(PASSWORD)
  })

  test.each<['submitting' | 'sent', readonly MailEvent[], string]>([
    ['sent', [bounced], 'message-bounced'],
    ['sent', [], 'delivery-pending'],
    ['submitting', [delivered], 'message-not-delivered'],
    ['submitting', [], 'run-interrupted'],
  ])('in a run that was taken over when it was %s, too: %j is %s', async (resumed, tells, reason) => {
    const { probed, ses } = await builtInRun({ resumed, tells, deadlineMs: 500 })
    expect(probed).toMatchObject({ reason })
    expect(ses.requests).toHaveLength(0)
  })

  test.each<[string, Partial<MemoryStore>]>([
    ['fails', { findMailEvents: () => Promise.reject(new Error('the table is gone')) }],
    ['does not answer', { findMailEvents: () => new Promise(() => undefined) }],
  ])('and where the store %s the message is lost, and the log says so', async (_title, store) => {
    const { probed } = await builtInRun({ store, loses: true })
    expect(probed).toMatchObject({ status: 2, reason: 'message-not-delivered' })
    const texts = probed.log.map(({ text }) => text)
    expect(texts.filter((text) => text.includes('could not be read'))).toHaveLength(1)
  })

  test('but a mailbox that failed first is the reason', async () => {
    const { probed } = await builtInRun({ tells: [bounced], loses: true, mailbox: { scheme: 'pop3s' } })
    expect(probed.phase).toMatch(/^mailbox\./)
  })
})
