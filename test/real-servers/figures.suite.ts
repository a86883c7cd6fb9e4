import { afterAll, describe, expect, test } from 'vitest'

import type { Millis } from '../../shared/core/time/units.ts'
import { type Done, type Plan, type Watched, ports, watched } from './full-run.ts'
import { TO_DOVECOT, lateMail } from './late-mail.ts'
import { DOMAIN, HOST } from './servers.ts'

const RUNS = 9

const ways: Readonly<Record<string, Plan>> = {
  'plain SMTP, plain POP3': { mailbox: 'measured-plain', smtp: { tls: 'none' }, at: { tls: 'none' } },
  'STARTTLS and AUTH, STLS': {
    mailbox: 'measured-upgraded',
    smtp: { server: `smtp://${HOST}:${ports.submission}`, tls: 'required', login: 'right' },
    at: { tls: 'required' },
  },
  'SMTPS and AUTH, POP3S': {
    mailbox: 'measured-over-tls',
    smtp: { server: `smtps://${HOST}:${ports.smtps}`, login: 'right' },
    at: { server: `pop3s://${HOST}:${ports.pop3s}` },
  },
  'plain SMTP, plain IMAP': {
    mailbox: 'imap-measured',
    smtp: { tls: 'none' },
    at: { server: `imap://${HOST}:${ports.imap}`, tls: 'none' },
  },
}

const figures: string[] = []

/** Good runs one after another; what is measured is printed, never judged: that depends on the machine. */
describe('good runs, one after another', () => {
  test.each(Object.entries(ways))('over %s', async (way, plan) => {
    const monitor = await watched(plan)
    const runs: Done[] = []
    for (let run = 1; run <= RUNS; run += 1) runs.push(await monitor.run())
    for (const { result, mail } of runs) {
      expect(result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
      expect(mail).toEqual({ letters: 1, others: [] })
    }
    const ms = (what: (done: Done) => number | undefined) => spread(runs.map((done) => what(done) ?? NaN))
    figures.push(
      `${way}, of ${RUNS} runs:`,
      `  round trip    ${ms(({ result }) => result.roundTripMs)}`,
      `  resolution    ${ms(({ result }) => result.resolutionMs)}`,
      `  the whole run ${ms(({ wallMs }) => wallMs)}`,
      `  looks         ${spread(runs.map(looks))}`,
    )
  })
})

const LAGGING = ['lag-1', 'lag-2', 'lag-3', 'lag-4'] as const
const RUNS_EACH = 5

describe('from when Dovecot is handed the message until it is seen', () => {
  test.each([
    ['under 2 s', 100, 360],
    ['more than 2 s', 2300, 700],
  ])('which comes after %s', async (delay, first, step) => {
    const delays = new Map<string, Millis>()
    await using late = await lateMail((address) => delays.get(address) ?? 0, TO_DOVECOT)
    const lags: Millis[] = []
    async function runs(mailbox: (typeof LAGGING)[number], offset: Millis): Promise<void> {
      const at = { server: `imap://${HOST}:${ports.imap}`, tls: 'none' }
      const address = `${mailbox}@${DOMAIN}`
      const monitor = await watched({ mailbox, smtp: { server: late.server, tls: 'none' }, at })
      for (let run = 0; run < RUNS_EACH; run += 1) {
        delays.set(address, first + offset + run * step)
        const done = await monitor.run()
        expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
        lags.push((await seenAt(done, monitor)) - (late.handedAt(address) ?? NaN))
      }
    }
    await Promise.all(LAGGING.map((mailbox, index) => runs(mailbox, (index * step) / LAGGING.length)))
    figures.push(`lag of ${lags.length} messages by plain IMAP that come after ${delay}: ${spread(lags)}`)
  })
})

afterAll(() => console.log(['ms, median (least to most)', ...figures].join('\n')))

/** On the wall clock, to a few ms: the round trip counts from MAIL FROM. */
async function seenAt({ result }: Done, { runs }: Watched): Promise<Millis> {
  const log = await runs.findLog(result)
  const mailFrom = log?.findLast(({ text }) => text.startsWith('MAIL FROM:'))?.atMs ?? NaN
  return result.startedAt + mailFrom + (result.roundTripMs ?? NaN)
}

/** Listings of the mailbox: one a session by POP3, many by IMAP. */
function looks({ said }: Done): number {
  return said.filter((line) => /^CLIENT: (?:UIDL$|\S+ (?:UID )?FETCH \S+ \(UID )/.test(line)).length
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b).map((value) => Math.round(value))
  const at = (index: number) => String(sorted[index] ?? '-')
  return `${at(Math.floor(sorted.length / 2)).padStart(6)} (${at(0)} to ${at(sorted.length - 1)})`
}
