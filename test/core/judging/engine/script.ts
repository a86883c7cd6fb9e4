import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import { isListed } from '../../../../shared/core/judging/listed.ts'
import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../../shared/core/time/units.ts'
import {
  BACK,
  DEFAULT_RHYTHM,
  GONE,
  LOCATIONS,
  type News,
  SILENT,
  START,
  beginOf,
  columnsOf,
  rowsOf,
  runsOf,
  wordNews,
} from './history.ts'

/** Who can be asked what a history tells: the engine, or the model. */
export interface Teller {
  /** All results of this location that are stored by now; whoever stored the last has them judged. */
  judge(stored: readonly RunResult[], location: string, criteria: Criteria): News[]
  /** A minute of the watchdog. */
  minute(now: EpochMs, criteria: Criteria): News[]
  removed(now: EpochMs): News[]
  /** The watchdog tells that no result comes from there. */
  silent(location: string, now: EpochMs): void
  /** Whoever follows the settings sees that these stand, and no others. */
  stands(locations: readonly string[], now: EpochMs, criteria: Criteria): void
}

/** Some columns of a history, and how they are judged. */
export interface Part {
  history: string
  criteria: Criteria
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

/**
 * A monitor's life: what it ran, how that was judged, how the news of it travelled, and perhaps its removal
 * in the end.
 */
export interface Life {
  parts: readonly Part[]
  deliveries?: readonly Delivery[]
  isRemoved?: boolean
}

/**
 * One thing that is done at a time: whoever stored a result has it judged, the watchdog looks, the monitor is
 * removed.
 */
export type Step = { at: EpochMs } & (
  | { kind: 'judge'; stored: readonly RunResult[]; location: string; criteria: Criteria }
  | { kind: 'minute'; criteria: Criteria }
  | { kind: 'removal' }
  | { kind: 'silence'; location: string }
  | { kind: 'standing'; locations: readonly string[]; criteria: Criteria }
)

/** Lives through the parts one after another, minute by minute. */
export function stepsOf({ parts, deliveries = [], isRemoved = false }: Life): Step[] {
  const rhythm = parts[0]?.criteria.rhythm ?? DEFAULT_RHYTHM
  const firstColumns = parts.map(
    (_, number) => 1 + sumOf(parts.slice(0, number).map(({ history }) => columnsOf(history))),
  )
  const firstColumn = (number: number) => firstColumns[number] ?? 1
  const arrivals = parts
    .flatMap(({ history }, number) => runsOf(history, rhythm, firstColumn(number)))
    .map((run, number) => {
      const { late = 0, unjudged = false, again = 0 } = deliveries[number] ?? {}
      const at = run.finishedAt + late * rhythm.intervalMinutes * MINUTE
      return { run, at, judged: unjudged ? 0 : 1 + again }
    })
    .sort((a, b) => a.at - b.at)
  const end = beginOf(1 + sumOf(parts.map(({ history }) => columnsOf(history))), rhythm)
  const stored: RunResult[] = []
  const steps: Step[] = []
  let standing: readonly string[] = LOCATIONS
  for (let now = START; now < end; now += MINUTE) {
    const inForce = parts.findLast((_, number) => beginOf(firstColumn(number), rhythm) <= now)
    if (!inForce) continue
    const { criteria } = inForce
    steps.push({ kind: 'minute', at: now, criteria })
    const marked = (mark: string) => markedFrom(mark, parts, firstColumns, now, rhythm)
    for (const location of marked(SILENT)) {
      if (isListed(location, criteria)) steps.push({ kind: 'silence', at: now, location })
    }
    const [gone, back] = [marked(GONE), marked(BACK)]
    if (gone.length + back.length > 0) {
      const before = standing
      standing = LOCATIONS.filter(
        (one) => !gone.includes(one) && (before.includes(one) || back.includes(one)),
      )
      steps.push({ kind: 'standing', at: now, locations: standing, criteria })
    }
    for (const { run, at, judged } of arrivals.filter(({ at }) => at >= now && at < now + MINUTE)) {
      stored.push(run)
      const step: Step = { kind: 'judge', at, stored: [...stored], location: run.location, criteria }
      steps.push(...Array.from({ length: judged }, () => step))
    }
  }
  return isRemoved ? [...steps, { kind: 'removal', at: end }] : steps
}

/** Locations of which this minute has such a mark. */
function markedFrom(
  mark: string,
  parts: readonly Part[],
  firstColumns: readonly number[],
  now: EpochMs,
  rhythm: typeof DEFAULT_RHYTHM,
): string[] {
  return parts.flatMap(({ history }, number) =>
    rowsOf(history).flatMap((row, at) =>
      row.some(
        (token, index) => token === mark && beginOf((firstColumns[number] ?? 1) + index, rhythm) === now,
      )
        ? (LOCATIONS[at] ?? [])
        : [],
    ),
  )
}

export interface Told {
  at: EpochMs
  news: News
}

/** What the teller tells of such a life, and when. */
export function play(life: Life, teller: Teller): Told[] {
  return stepsOf(life).flatMap((step) => ask(teller, step).map((news) => ({ at: step.at, news })))
}

export function ask(teller: Teller, step: Step): News[] {
  switch (step.kind) {
    case 'judge':
      return teller.judge(step.stored, step.location, step.criteria)
    case 'minute':
      return teller.minute(step.at, step.criteria)
    case 'removal':
      return teller.removed(step.at)
    case 'silence':
      teller.silent(step.location, step.at)
      return []
    case 'standing':
      teller.stands(step.locations, step.at, step.criteria)
      return []
    default:
      return step satisfies never
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

/** What was told, in one line. */
export function wordTold(told: readonly Told[], { parts }: Life): string {
  const rhythm = parts[0]?.criteria.rhythm
  const namesLocation = parts.some(({ history }) => rowsOf(history).length > 1)
  const worded = told.map(({ at, news }) => ({ at, words: wordNews(news, rhythm, namesLocation) }))
  // What is told at one moment has no order.
  worded.sort((a, b) => a.at - b.at || (a.words < b.words ? -1 : 1))
  return worded.map(({ words }) => words).join(' ')
}

/**
 * A part that is judged by these policies; its locations are the rows of the history, unless told otherwise.
 */
export function part(
  history: string,
  policies: readonly AlertPolicy[] | AlertPolicy,
  criteria: Partial<Criteria> = {},
): Part {
  return {
    history,
    criteria: {
      policies: [policies].flat(),
      rhythm: DEFAULT_RHYTHM,
      locations: LOCATIONS.slice(0, rowsOf(history).length),
      ...criteria,
    },
  }
}
