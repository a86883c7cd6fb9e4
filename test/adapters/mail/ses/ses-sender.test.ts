import { expect, onTestFinished, test } from 'vitest'

import { sesSender } from '../../../../shared/adapters/mail/ses/ses-sender.ts'
import { smtpSender } from '../../../../shared/adapters/mail/smtp/smtp-sender.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import type { OutgoingMessage } from '../../../../shared/app/ports/mail.ts'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { testMessage } from '../../../../shared/core/run/test-message.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { SES_SECRET, type SesAct, sesClient, sesServer } from '../../../support/servers/ses/ses-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { NO_SIGNAL, evidenceOf, freshDialogue, loopback } from '../net/net-world.ts'

const FROM = 'roundtrip@sender.test'
const TO = 'inbox@mail.test'
const RUN = { monitorId: 'inbox', runId: '20260105T120000Z_eu-west-1_schedule_0123456789ab' }
const MARK = { installation: 'i', ...RUN, token: 'a'.repeat(32), deadline: Date.UTC(2026, 0, 5, 12, 5) }
const MESSAGE: OutgoingMessage = {
  from: FROM,
  to: TO,
  run: RUN,
  text: `${testMessage(MARK, FROM, TO, Date.UTC(2026, 0, 5, 12))}.a line with a dot\r\n..\r\nthe end\r\n`,
}
const REFUSED = {
  refuse: 400,
  type: 'MessageRejected',
  message: `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${TO}`,
} satisfies SesAct

async function sending(client: Parameters<typeof sesSender>[0]['client']) {
  const { dialogue, log, texts } = freshDialogue()
  const sender = sesSender({ client, configurationSet: 'Roundtrip', clock: systemClock })
  const session = await sender.open(dialogue, NO_SIGNAL)
  return { dialogue, log, session, texts }
}

test('the message is, octet by octet, what SMTP carries after DATA', async () => {
  const carried: string[] = []
  const smtp = await scriptedServer(smtpPlay({ take: (text) => carried.push(text) }))
  onTestFinished(() => smtp.close())
  const server = { scheme: 'smtp', host: 'mail.test', port: smtp.port } as const
  const settings = { server, tls: { mode: 'opportunistic', verify: true } } as const
  const session = await smtpSender(settings, loopback()).open(freshDialogue().dialogue, NO_SIGNAL)
  await session.submit(MESSAGE, NO_SIGNAL)
  await session.close()

  const ses = await sesServer()
  await (await sending(ses.client)).session.submit(MESSAGE, NO_SIGNAL)
  expect(ses.taken.map(({ raw }) => raw)).toEqual(carried)
})

test('the request names sender, recipient and configuration set, and whose message it is', async () => {
  const ses = await sesServer()
  const { session, dialogue, texts } = await sending(ses.client)
  const { mailFrom, accepted } = await session.submit(MESSAGE, NO_SIGNAL)
  expect(ses.requests).toMatchObject([
    {
      path: 'POST /v2/email/outbound-emails',
      from: FROM,
      to: [TO],
      configurationSet: 'Roundtrip',
      tags: { 'roundtrip-monitor': RUN.monitorId, 'roundtrip-run': RUN.runId },
    },
  ])
  for (const value of Object.values(ses.requests[0]?.tags ?? {})) expect(value).toMatch(/^[\w-]{1,256}$/)
  expect(mailFrom.monotonicMs).toBeLessThanOrEqual(accepted.monotonicMs)
  expect(session).toMatchObject({ mayBeAccepted: false, mailFrom, warnings: [] })
  expect(Object.keys(dialogue.times)).toEqual(['submit'])
  const octets = String(MESSAGE.text.length)
  expect(texts()).toEqual([
    `SendEmail (Amazon SES) from ${FROM} to ${TO}, configuration set Roundtrip, ${octets} octets`,
    expect.stringMatching(/^accepted by Amazon SES, message id [0-9a-f-]+$/),
  ])
  await session.close()
})

test('a mail that is no test message, as an alert, has no tags', async () => {
  const ses = await sesServer()
  const { run: _none, ...mail } = MESSAGE
  await (await sending(ses.client)).session.submit(mail, NO_SIGNAL)
  expect(ses.taken).toMatchObject([{ tags: {} }])
})

test.each<[string, SesAct, Partial<Evidence>, mayBeAccepted: boolean]>([
  [
    'a refusal is definite',
    REFUSED,
    { kind: 'refused', senderReason: 'sender-in-sandbox', text: `MessageRejected: ${REFUSED.message}` },
    false,
  ],
  [
    'the role may not',
    { refuse: 403, type: 'AccessDeniedException', message: "User `arn:x' is not authorized to perform `y'" },
    {
      kind: 'refused',
      senderReason: 'sender-refused',
      text: "AccessDeniedException: not authorized to perform `y'",
    },
    false,
  ],
  [
    'a rate is definite',
    { refuse: 429, type: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' },
    { kind: 'refused', senderReason: 'sender-quota-reached' },
    false,
  ],
  [
    'an error of its own leaves it open',
    { refuse: 500, type: 'InternalFailure', message: '' },
    { kind: 'refused', senderReason: 'sender-unavailable' },
    true,
  ],
  [
    'a connection that ends leaves it open',
    { hangUp: 'before' },
    { kind: 'connection-lost', senderReason: 'sender-unavailable' },
    true,
  ],
])('%s', async (_title, act, evidence, mayBeAccepted) => {
  const ses = await sesServer()
  ses.script(act)
  const { session } = await sending(ses.client)
  expect(await evidenceOf(session.submit(MESSAGE, NO_SIGNAL))).toMatchObject({
    side: 'smtp',
    phase: 'submit',
    command: 'SendEmail',
    ...evidence,
  })
  expect(session.mayBeAccepted).toBe(mayBeAccepted)
  expect(ses.requests).toHaveLength(1)
})

test('where nothing listens nothing was sent', async () => {
  const ses = await sesServer()
  await ses.close()
  const { session, texts } = await sending(sesClient(ses.url))
  expect(await evidenceOf(session.submit(MESSAGE, NO_SIGNAL))).toMatchObject({
    kind: 'connection-refused',
    senderReason: 'sender-unavailable',
    errno: 'ECONNREFUSED',
  })
  expect(session.mayBeAccepted).toBe(false)
  expect(texts('note')[0]).toMatch(/^no answer: .*ECONNREFUSED/)
})

test('a signal ends the wait at once, and leaves open whether it was taken', async () => {
  const ses = await sesServer()
  ses.script({ stall: 'after' })
  const { session } = await sending(ses.client)
  const stop = new AbortController()
  const submitted = evidenceOf(session.submit(MESSAGE, stop.signal))
  await expect.poll(() => ses.taken.length, { interval: 2 }).toBe(1)
  stop.abort('deadline')
  expect(await submitted).toMatchObject({ kind: 'deadline', senderReason: 'sender-unavailable' })
  expect(session.mayBeAccepted).toBe(true)
})

test('a signal that has fired sends nothing', async () => {
  const ses = await sesServer()
  const { session } = await sending(ses.client)
  expect(await evidenceOf(session.submit(MESSAGE, AbortSignal.abort('deadline')))).toMatchObject({
    kind: 'deadline',
  })
  expect([session.mayBeAccepted, session.mailFrom, ses.requests.length]).toEqual([false, undefined, 0])
})

test('neither key nor signature is in the log or in evidence', async () => {
  const ses = await sesServer()
  ses.script(REFUSED)
  const { session, log } = await sending(ses.client)
  const evidence = await evidenceOf(session.submit(MESSAGE, NO_SIGNAL))
  await session.submit(MESSAGE, NO_SIGNAL)
  const [, signature = 'none'] = /Signature=(\w+)/.exec(ses.requests[0]?.headers.authorization ?? '') ?? []
  expect(signature).toMatch(/^[0-9a-f]{64}$/)
  const said = JSON.stringify([log.lines(), evidence])
  for (const secret of [SES_SECRET, signature, 'AKIAIOSFODNN7EXAMPLE']) expect(said).not.toContain(secret)
})
