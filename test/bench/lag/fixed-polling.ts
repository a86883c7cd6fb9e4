import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { MailServers } from '../../../shared/app/ports/mail.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import type { MailboxSettings, SmtpSettings } from '../../../shared/core/definition/monitor.ts'
import { type EpochMs, MINUTE, type Millis } from '../../../shared/core/time/units.ts'

const DEADLINE: Millis = 5 * MINUTE

const TOKEN = 'the baseline'
const ADDRESS = 'probe@example.test'
const MAILBOX: MailboxSettings = {
  server: { scheme: 'pop3', host: 'mail.example.test', port: 110 },
  userid: 'probe',
  secret: { kind: 'password', store: 'env', name: 'MAILBOX' },
  tls: { mode: 'none', verify: true },
}

/** Where it sends and looks; default the built-in sender, and the mailbox that `mail` has for anybody. */
interface Polled {
  mail: MailServers
  clock: Clock
  smtp?: SmtpSettings
  mailbox?: Partial<MailboxSettings>
}

/**
 * The baseline of detection: sends, looks at once, and from then on at a fixed gap, as most monitors of this
 * kind do. Answers when it saw the message, by the wall clock; `undefined` once it has waited for 300 s.
 */
export async function pollFixed(
  gap: Millis,
  { mail, clock, smtp, mailbox }: Polled,
): Promise<EpochMs | undefined> {
  const deadline = clock.monotonicMs() + DEADLINE
  const { signal } = new AbortController()
  const log = diagnosticLog(clock)
  const sending = await mail.sender(smtp, undefined).open(log.dialogue('smtp'), signal)
  await sending.submit({ from: ADDRESS, to: ADDRESS, text: `Subject: ${TOKEN}\r\n\r\n` }, signal)
  await sending.close()
  while (clock.monotonicMs() < deadline) {
    const connection = await mail
      .mailbox({ ...MAILBOX, ...mailbox }, { kind: 'password', password: '' })
      .connect(log.dialogue('mailbox'), signal)
    const session = await connection.logIn(signal)
    const listed = await session.list(signal)
    const seenAt = clock.now()
    for (const message of listed) {
      if (!(await session.header(message, signal)).includes(TOKEN)) continue
      await session.remove(message, signal)
      await session.settle(signal)
      return seenAt
    }
    await session.settle(signal)
    await sleep(clock, gap, signal)
  }
  return undefined
}
