import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { unknownDelayGap } from '../../../shared/core/run/looking/unknown-delay.ts'
import { TRACES, type Trace, chances } from '../../support/arrival-traces.ts'
import { type GapAt, asPlanned, looked, lookedInTurn } from '../../support/looks-made.ts'
import { table } from '../figures.ts'
import { leastLag } from './best-looks.ts'

const DELAYS: readonly Millis[] = [1, 5, 20, 60, 250].map((seconds) => seconds * SECOND)
const END: Millis = 300 * SECOND
const RUNS = 120
/** Not counted: nothing is known yet. */
const LEARNING = 20
/** What is known of a distribution by who knows it. */
const SAMPLE = 4000

/** The plans that need no history, as gaps by the time waited. */
const PLAIN: readonly (readonly [string, GapAt])[] = [
  ['every 1 s', () => 1 * SECOND],
  ['every 5 s', () => 5 * SECOND],
  ['every 15 s', () => 15 * SECOND],
  ['before', (waitedMs) => Math.min(300 + waitedMs / 4, 30 * SECOND)],
  ['without history', (waitedMs) => unknownDelayGap(waitedMs, 50)],
]

/**
 * The policy alone, where looks take no time: lag and logins (the first, before the message is sent,
 * included) in means, beside those of other plans for the same messages, and the lag as a multiple of the
 * least that is possible with as many logins, were the distribution known.
 */
export function looks(): Promise<string> {
  const rows = Object.entries(TRACES).flatMap(([name, traceOf]) =>
    DELAYS.map((usual) => [
      name,
      `${String(usual / SECOND)} s`,
      ...cellsOf((seed) => traceOf(usual, chances(seed))),
    ]),
  )
  const others = PLAIN.map(([name]) => name)
  return Promise.resolve(table(['delay', 'usual', 'Roundtrip', '× least lag', ...others], rows))
}

function cellsOf(traceOf: (seed: number) => Trace): string[] {
  const ours = lookedInTurn(traceOf(3), RUNS, END, asPlanned(END)).slice(LEARNING)
  const found = ours.filter(({ lagMs }) => !Number.isNaN(lagMs))
  const known = traceOf(4)
  const delays = Array.from({ length: SAMPLE }, known).filter((delay) => delay < END)
  const mean = meanOf(found)
  const least = leastLag(delays, mean.looks)
  const ratio = least > 1 ? (mean.lagMs / least).toFixed(2) : 'nothing is least'
  const plain = PLAIN.map(([, gapAt]) => shown(meanOf(found.map(({ delay }) => looked(delay, END, gapAt)))))
  return [shown(mean), ratio, ...plain]
}

function meanOf(all: readonly { lagMs: Millis; looks: number }[]) {
  const mean = (figure: (one: { lagMs: Millis; looks: number }) => number) =>
    all.reduce((sum, one) => sum + figure(one), 0) / all.length
  return { lagMs: mean(({ lagMs }) => lagMs), looks: mean(({ looks: made }) => made) }
}

function shown({ lagMs, looks: made }: { lagMs: Millis; looks: number }): string {
  return `${lagMs.toFixed(0)} ms, ${(made + 1).toFixed(1)}`
}
