import type { Judgement } from '../../../shared/core/judging/judgement.ts'
import type { AlertPolicy } from '../../../shared/core/monitor.ts'
import type { RunResult } from '../../../shared/core/run.ts'
import { MINUTE, type EpochMs } from '../../../shared/core/units.ts'
import {
  beginOf,
  columnsOf,
  DEFAULT_RHYTHM,
  LOCATIONS,
  rowsOf,
  runsOf,
  START,
  wordNews,
  type News,
} from './history.ts'

/** Who can be asked what a history tells: the engine, or the model. */
export interface Teller {
  /** All results of this location that are stored by now; whoever stored the last has them judged. */
  judge(stored: readonly RunResult[], location: string, judgement: Judgement): News[]
  /** A minute of the watchdog. */
  minute(now: EpochMs, judgement: Judgement): News[]
  removed(now: EpochMs): News[]
}

/** Some columns of a history, and how they are judged. */
export interface Part {
  history: string
  judgement: Judgement
}

/** What becomes of a result, by the number of the run. */
export interface Delivery {
  /** It is stored this many columns late. */
  late?: number
  /** Whoever stored it died before it was judged: the next does it. */
  unjudged?: boolean
  /** It is judged this many times more. */
  again?: number
}

export interface Told {
  at: EpochMs
  news: News
}

/** Plays the parts one after another, minute by minute; at the end, perhaps, the monitor is removed. Answers what was told, and when. */
export function play(
  parts: readonly Part[],
  teller: Teller,
  deliveries: readonly Delivery[] = [],
  isRemoved = false,
): Told[] {
  const rhythm = parts[0]?.judgement.rhythm ?? DEFAULT_RHYTHM
  const begins = parts.map((_, part) =>
    beginOf(1 + sumOf(parts.slice(0, part).map(({ history }) => columnsOf(history))), rhythm),
  )
  const columns = sumOf(parts.map(({ history }) => columnsOf(history)))
  const arriving = parts
    .flatMap(({ history }, part) =>
      runsOf(history, rhythm, 1 + ((begins[part] ?? 0) - START) / (rhythm.intervalMinutes * MINUTE)),
    )
    .map((run, number) => {
      const { late = 0, unjudged = false, again = 0 } = deliveries[number] ?? {}
      return { run, at: run.finishedAt + late * rhythm.intervalMinutes * MINUTE, unjudged, again }
    })
  const stored: RunResult[] = []
  const told: Told[] = []
  const tell = (at: EpochMs, news: readonly News[]) => told.push(...news.map((one) => ({ at, news: one })))
  const end = beginOf(columns + 1, rhythm)
  for (let now = START; now < end; now += MINUTE) {
    const judgement = parts.findLast((_, part) => (begins[part] ?? 0) <= now)?.judgement ?? { policies: [] }
    tell(now, teller.minute(now, judgement))
    const arrived = arriving.filter(({ at }) => at >= now && at < now + MINUTE).sort((a, b) => a.at - b.at)
    for (const { run, at, unjudged, again } of arrived) {
      stored.push(run)
      for (let times = unjudged ? 0 : 1 + again; times > 0; times -= 1)
        tell(at, teller.judge(stored, run.location, judgement))
    }
  }
  if (isRemoved) tell(end, teller.removed(end))
  return told
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

/** What was told, in one line. */
export function wordTold(told: readonly Told[], parts: readonly Part[]): string {
  const rhythm = parts[0]?.judgement.rhythm
  const namesLocation = parts.some(({ history }) => rowsOf(history).length > 1)
  const worded = told.map(({ at, news }) => ({ at, words: wordNews(news, rhythm, namesLocation) }))
  // What is told at one moment has no order.
  worded.sort((a, b) => a.at - b.at || (a.words < b.words ? -1 : 1))
  return worded.map(({ words }) => words).join(' ')
}

/** A part that is judged by these policies; its locations are the rows of the history, unless told otherwise. */
export function part(
  history: string,
  policies: readonly AlertPolicy[] | AlertPolicy,
  judgement: Partial<Judgement> = {},
): Part {
  return {
    history,
    judgement: {
      policies: [policies].flat(),
      rhythm: DEFAULT_RHYTHM,
      locations: LOCATIONS.slice(0, rowsOf(history).length),
      ...judgement,
    },
  }
}
