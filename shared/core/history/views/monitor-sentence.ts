import type { Reason } from '../../run/statuses.ts'
import { type EpochMs, type Millis, SECOND } from '../../time/units.ts'
import { age } from '../../wording/words/figures.ts'
import type { Failing, HealthNow } from './health.ts'
import { failingCount, tripWords } from './overview-sentence.ts'
import { failureWords } from './shared-cause.ts'
import { type Reader, timeWords } from './time-words.ts'

/** What the sentence says; every text is tame. */
export interface SaidOfMonitor extends Pick<HealthNow, 'health' | 'since' | 'marks'> {
  failing?: Failing
  disabled?: true
  pausedUntil?: EpochMs
  maintenanceUntil?: EpochMs
  reason?: Reason
  server?: string
  /** Where it fails alone; absent where it fails everywhere, or runs at one location. */
  location?: string
  lastRunAt?: EpochMs
  lastGoodRun?: { finishedAt: EpochMs; roundTripMs?: Millis }
  roundTripMs?: Millis
  usualRoundTripMs?: Millis
  nextRunAt?: EpochMs
  /** How many mistakes its row has. */
  mistakes: number
  /** When the incident before the present one was over; absent where there was none. */
  lastIncidentEnd?: EpochMs
}

/** One to three sentences on one monitor: how it is and since when, why, and how it was before. */
export function monitorSentence(said: SaidOfMonitor, reader: Reader): string {
  const { failing, mistakes, health } = said
  const first =
    failing && health !== 'paused'
      ? [`Failing and not down yet, ${failingCount(failing)}${whyOf(said)}.`]
      : []
  const also = [
    ...(said.marks.includes('silent') && health !== 'unknown'
      ? ['No result comes from one of its locations.']
      : []),
    ...(mistakes > 0
      ? [
          `Its row has ${mistakes === 1 ? 'a mistake' : `${mistakes} mistakes`}; the previous definition stays in force.`,
        ]
      : []),
  ]
  return [...first, ...healthWords(said, reader), ...also].join(' ')
}

function healthWords(said: SaidOfMonitor, reader: Reader): string[] {
  const { health, since, failing } = said
  const { now } = reader
  const long = since === undefined || now - since < SECOND ? '' : ` for ${age(now - since)}`
  switch (health) {
    case 'down':
      return [`Down${long}${whyOf(said)}.`, ...beforeWords(said, reader)]
    case 'slow':
      return [`Slow${long}: the last round trip took ${tripWords(said)}.`]
    case 'unknown':
      return [unknownWords(said, reader)]
    case 'maintenance':
      return [`In maintenance${untilWords(said.maintenanceUntil, reader)}: its runs do not count.`]
    case 'paused':
      return [said.disabled ? 'Disabled.' : `Paused${untilWords(said.pausedUntil, reader)}.`]
    case 'up':
      return [...(failing ? [] : [`Up${long}.`]), ...tripNow(said, reader), ...nextWords(said, reader)]
    default:
      return health satisfies never
  }
}

function whyOf({ reason, server, location }: SaidOfMonitor): string {
  const place = location === undefined ? '' : `, only at ${location}`
  return reason === undefined ? place : `${place}: ${failureWords(reason, server)}`
}

/** How long it had been up, and whether it was slower than usual before it failed. */
function beforeWords(
  { since, lastIncidentEnd, lastGoodRun, usualRoundTripMs }: SaidOfMonitor,
  reader: Reader,
): string[] {
  const upFor =
    since === undefined || lastIncidentEnd === undefined
      ? []
      : [`Before that it was up for ${age(since - lastIncidentEnd)}.`]
  if (!lastGoodRun) return upFor
  const { roundTripMs } = lastGoodRun
  const trip = roundTripMs === undefined ? '' : ` in ${tripWords({ roundTripMs, usualRoundTripMs })}`
  return [...upFor, `The last message came back${trip} at ${timeWords(lastGoodRun.finishedAt, reader)}.`]
}

function unknownWords({ since, marks, reason, nextRunAt, lastRunAt }: SaidOfMonitor, reader: Reader): string {
  if (marks.includes('unreadable')) return 'Unknown: its stored state cannot be read.'
  if (lastRunAt === undefined) {
    if (marks.includes('silent')) return 'Unknown: no result has ever arrived.'
    const next = nextRunAt === undefined ? '' : ` The first run starts at ${timeWords(nextRunAt, reader)}.`
    return `It has not run yet.${next}`
  }
  if (marks.includes('silent') || (since ?? 0) >= lastRunAt)
    return `Unknown: no result has arrived since ${timeWords(lastRunAt, reader)}.`
  const told =
    since === undefined
      ? 'no run has had a verdict yet'
      : `no run has had a verdict since ${timeWords(since, reader)}`
  return `Unknown: ${told}${reason === undefined ? '' : ` (${failureWords(reason, undefined)})`}.`
}

function untilWords(until: EpochMs | undefined, reader: Reader): string {
  return until === undefined ? '' : ` until ${timeWords(until, reader)}`
}

function tripNow(said: SaidOfMonitor, { now }: Reader): string[] {
  const { lastGoodRun, roundTripMs } = said
  if (!lastGoodRun || roundTripMs === undefined) return []
  const past = now - lastGoodRun.finishedAt
  return [
    `Its last message came back in ${tripWords(said)}, ${past < SECOND ? 'just now' : `${age(past)} ago`}.`,
  ]
}

function nextWords({ nextRunAt }: SaidOfMonitor, { now }: Reader): string[] {
  if (nextRunAt === undefined) return []
  return [`The next run starts ${nextRunAt - now < SECOND ? 'now' : `in ${age(nextRunAt - now)}`}.`]
}
