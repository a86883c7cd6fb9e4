import { DEFAULT_POLICY } from '../../../../shared/core/definition/policies.ts'
import { runIdOf } from '../../../../shared/core/identity/run-key.ts'
import { digestIn } from '../../../../shared/core/run/run-id.ts'
import type { RunResult, Trigger } from '../../../../shared/core/run/run.ts'
import { REASON_STATUS, type Reason } from '../../../../shared/core/run/statuses.ts'
import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import type { RunTransition } from '../../../../shared/core/judging/state.ts'
import { type EpochMs, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'

/*
 * A history in one line. A column is an interval, a row (rows are parted by ` / `) a location: the first is
 * `a`, then `b` and `c`.
 *
 *   F F . F           failed twice, passed, failed again, all at `a`
 *   F - F / - . -     locations that take turns
 *
 *   .  passed    S  passed, but slowly    F  failed    ?  inconclusive    !  inconclusive: a secret is missing    -  no run
 *   (F)   the same, in a maintenance window (any run, any recheck)
 *   F>.   failed; its recheck, made at once, passed (`>F`: failed too, `>?`: inconclusive)
 *   F>.b  failed; its recheck at location `b` passed
 *   ~     no run; before this column the location is told to be silent
 *   x     no run; before this column the location was removed, or never registered
 *   +     no run; before this column it registered
 *
 * What was told is one line as well:
 *
 *   opened@2 repeated@2+11m resolved@4      by the run of column 2; by the clock, 11 minutes after column 2 began; by run 4
 *   opened@2b>oncall opened(flapping)@3     location `b`, where there are several; to the topic `oncall` (else `alerts`)
 */

export const START: EpochMs = Date.UTC(2026, 0, 5)
export const LOCATIONS = ['a', 'b', 'c'] as const
export const MONITOR = 'inbox'

export const DEFAULT_RHYTHM = { intervalMinutes: 10, timeoutSeconds: 60 }

/** What runs come to, as a history spells it. */
export type Mark = '.' | 'S' | 'F' | '?' | '!'

const REASON: Readonly<Record<Mark, Reason | undefined>> = {
  '.': undefined,
  S: undefined,
  F: 'message-not-delivered',
  '?': 'run-interrupted',
  '!': 'secret-not-found',
}

const TOKEN = /^([.SF?!]|\([.SF?!]\))(?:>([.F?]|\([.F?]\))([abc])?)?$/
export const SILENT = '~'
export const GONE = 'x'
export const BACK = '+'

/** The runs of a history, oldest first, the first column being number `column`. */
export function runsOf(history: string, rhythm = DEFAULT_RHYTHM, column = 1): RunResult[] {
  const runs = rowsOf(history).flatMap((row, at) =>
    row.flatMap((token, index) => runsOfToken(token, LOCATIONS[at] ?? 'a', column + index, rhythm)),
  )
  return runs.sort((a, b) => a.finishedAt - b.finishedAt)
}

/** How many columns it has. */
export function columnsOf(history: string): number {
  return Math.max(...rowsOf(history).map((row) => row.length))
}

/** Its tokens, by location. */
export function rowsOf(history: string): string[][] {
  return history.split('/').map((row) => row.trim().split(/\s+/).filter(Boolean))
}

function runsOfToken(
  token: string,
  location: string,
  column: number,
  rhythm: typeof DEFAULT_RHYTHM,
): RunResult[] {
  if (['-', SILENT, GONE, BACK].includes(token)) return []
  const [, first, again, elsewhere = location] = TOKEN.exec(token) ?? []
  if (first === undefined) throw new Error(`no run: ${token}`)
  const run = runAt(beginOf(column, rhythm), location, first)
  return again === undefined ? [run] : [run, runAt(run.finishedAt, elsewhere, again, run)]
}

export function beginOf(column: number, { intervalMinutes } = DEFAULT_RHYTHM): EpochMs {
  return START + (column - 1) * intervalMinutes * MINUTE
}

/** One run; it ends a second or a few after it began, at no whole minute and at none of another location. */
export function runAt(
  scheduledAt: EpochMs,
  location: string,
  /** A mark, or one in parentheses. */
  spelled: string,
  recheckOf?: RunResult,
): RunResult {
  const window = spelled.startsWith('(')
  const mark = (window ? spelled.charAt(1) : spelled) as Mark
  const trigger: Trigger = recheckOf ? 'recheck' : 'schedule'
  const request = { monitorId: MONITOR, location, scheduledAt, trigger }
  const reason = REASON[mark]
  const status = reason ? REASON_STATUS[reason] : 0
  const lasted = (1 + LOCATIONS.findIndex((one) => one === location)) * SECOND
  return {
    ...request,
    runId: runIdOf(recheckOf ? { ...request, requestId: digestIn(recheckOf.runId) } : request),
    startedAt: scheduledAt,
    finishedAt: scheduledAt + lasted,
    status,
    outcome: reason === undefined ? 'delivered' : status === 90 ? 'inconclusive' : 'lost',
    ...(reason ? { reason } : { roundTripMs: 900 }),
    ...(mark === 'S' && { slow: ['roundTrip'] }),
    warnings: [],
    phases: { smtp: {}, mailbox: {} },
    ...(window && { maintenance: true as const }),
    definitionHash: 'h',
  }
}

/** A policy that differs from the default in this. */
export function policy(change: Partial<AlertPolicy> = {}): AlertPolicy {
  return { ...DEFAULT_POLICY, ...change }
}

/** Something that was told: of a run, or by the clock. */
export interface News {
  transition: RunTransition
  topic: string
  run?: RunResult | undefined
  /** When the clock, and no run, brought it about. */
  at?: EpochMs | undefined
  flapping?: true | undefined
}

/** News as it is written here. */
export function wordNews(news: News, rhythm = DEFAULT_RHYTHM, namesLocation = false): string {
  const { transition, topic, run, at, flapping } = news
  const marked = flapping ? `${transition}(flapping)` : transition
  const where = at === undefined && run ? whereRan(run, rhythm, namesLocation) : whenTold(at ?? 0, rhythm)
  return `${marked}@${where}${topic === DEFAULT_POLICY.topic ? '' : `>${topic}`}`
}

function whereRan(
  { scheduledAt, location }: RunResult,
  { intervalMinutes }: typeof DEFAULT_RHYTHM,
  namesLocation: boolean,
): string {
  // A recheck belongs to the column of its run.
  const column = Math.floor((scheduledAt - START) / (intervalMinutes * MINUTE)) + 1
  return `${column}${namesLocation ? location : ''}`
}

function whenTold(at: EpochMs, { intervalMinutes }: typeof DEFAULT_RHYTHM): string {
  const minutes = (at - START) / MINUTE
  return `${Math.floor(minutes / intervalMinutes) + 1}+${minutes % intervalMinutes}m`
}
