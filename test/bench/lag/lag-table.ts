import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { shown, spread, table } from '../figures.ts'

const DELAYS: readonly Millis[] = [0.05, 0.2, 1, 5, 20, 60].map((seconds) => seconds * SECOND)
/**
 * Where in the gap between two looks a message falls is chance: each delay is taken at so many lengths, from
 * 0.8 to 1.2 of it.
 */
const PHASES = 25

export interface Detection {
  /** From being in the mailbox until it is seen; NaN where it never is. */
  lagMs: Millis
  logins: number
}

/** A way to detect a message, and what comes of it where delivery takes so long; `Infinity`: it is lost. */
export type Way = readonly [name: string, detect: (delay: Millis) => Promise<Detection>]

/** Each way at each delay. */
export async function lagTable(ways: readonly Way[]): Promise<string> {
  const rows: string[][] = []
  for (const delay of DELAYS) {
    const cells: string[] = []
    for (const [, detect] of ways) {
      const found: Detection[] = []
      for (const ms of around(delay)) found.push(await detect(ms))
      cells.push(shown(spread(found.map(({ lagMs }) => lagMs)), 0))
      cells.push(shown(spread(found.map(({ logins }) => logins)), 0))
    }
    rows.push([`${String(delay / SECOND)} s`, ...cells])
  }
  const lost: string[] = []
  for (const [, detect] of ways) lost.push('never seen', String((await detect(Infinity)).logins))
  rows.push(['for ever', ...lost])
  return table(['delivery takes', ...ways.flatMap(([name]) => [`${name}: lag, ms`, 'logins'])], rows)
}

function around(delay: Millis): Millis[] {
  return Array.from({ length: PHASES }, (_, index) => delay * (0.8 + (0.4 * index) / (PHASES - 1)))
}
