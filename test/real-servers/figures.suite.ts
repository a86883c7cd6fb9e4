import { afterAll, describe, expect, test } from 'vitest'

import { type Done, type Plan, ports, watched } from './full-run.ts'
import { HOST } from './servers.ts'

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
      way,
      `  round trip    ${ms(({ result }) => result.roundTripMs)}`,
      `  resolution    ${ms(({ result }) => result.resolutionMs)}`,
      `  the whole run ${ms(({ wallMs }) => wallMs)}`,
      `  looks         ${spread(runs.map(looks))}`,
    )
  })

  afterAll(() => console.log([`ms, median (least to most) of ${RUNS} runs:`, ...figures].join('\n')))
})

/** Sessions with the mailbox. */
function looks({ said }: Done): number {
  return said.filter((line) => line === 'CLIENT: UIDL').length
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b).map((value) => Math.round(value))
  const at = (index: number) => String(sorted[index] ?? '-')
  return `${at(Math.floor(sorted.length / 2)).padStart(6)} (${at(0)} to ${at(sorted.length - 1)})`
}
