import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import type { DayItem } from '../../../shared/core/history/day.ts'
import type { LogLine, OpenRun, RunKey, RunResult } from '../../../shared/core/run/run.ts'
import type { Incident, MonitorState } from '../../../shared/core/judging/state.ts'
import type { ToldAlert } from '../../../shared/core/judging/told-alert.ts'
import { currentRunId, scheduledAtOf } from '../../../shared/core/run/run-id.ts'
import { compactInstant } from '../../../shared/core/time/compact-instant.ts'
import { DAY, type EpochMs, isoInstant } from '../../../shared/core/time/units.ts'
import { copied } from './copied.ts'
import { type Kept, type MemoryTable, memoryTable } from './memory-table.ts'
import { dueIn } from './memory-due.ts'
import { grantsIn } from './memory-grants.ts'
import { locationsIn } from './memory-locations.ts'
import { mailEventsIn } from './memory-mail-events.ts'
import { seenIn } from './memory-seen.ts'
import { onDemandIn } from './memory-on-demand.ts'
import { type SyncOf, promised } from './promised.ts'
import { placeRun, runsBehind } from './run-order.ts'

const RESULT_DAYS = 400
const OPEN_DAYS = 7
const FIRST_LOOK_DAYS = 7
/** DynamoDB's limit of an item ("Service quotas"); it counts a little otherwise than JSON does. */
const ITEM_OCTETS = 400 * 1024

/** What is read page by page. */
type Paged = 'resultsBackwards' | 'findTold'

const keyOfTold = ({ toldAt, alertId }: ToldAlert) => `${compactInstant(toldAt)}#${alertId}`
const byTelling = (a: ToldAlert, b: ToldAlert) => (keyOfTold(a) < keyOfTold(b) ? -1 : 1)

export interface MemoryStore extends RunStore {
  /**
   * Copies of all that is stored, the expired included, by kind and in the order in which they were first
   * put.
   */
  items(): {
    open: OpenRun[]
    results: RunResult[]
    logs: (readonly LogLine[])[]
    days: DayItem[]
    states: MonitorState[]
    incidents: Incident[]
  }
}

/** `RunStore` without a database; held to the same contract suite as the DynamoDB adapter. */
export function memoryStore(clock: Clock, table: MemoryTable = memoryTable()): MemoryStore {
  function live<T>(kept: Kept<T> | undefined): T | undefined {
    return kept && (kept.expiresAt ?? Infinity) > clock.now() ? kept.value : undefined
  }
  function find<T>(items: Map<string, Kept<T>>, id: string): T | undefined {
    return copied(live(items.get(id)))
  }
  function findMany<T>(items: Map<string, Kept<T>>, ids: readonly string[]): Map<string, T> {
    const found = ids.map((id) => [id, find(items, id)] as const)
    return new Map(found.filter((one): one is [string, T] => one[1] !== undefined))
  }
  function put<T>(items: Map<string, Kept<T>>, id: string, value: T, days?: number, dueAt?: EpochMs): true {
    const expiry = days === undefined ? {} : { expiresAt: clock.now() + days * DAY }
    items.set(id, { value: copied(value), ...expiry, dueAt })
    return true
  }
  function resultsAfter(monitorId: string, after: string): RunResult[] {
    return runsBehind(table, monitorId, after).flatMap((runId) => {
      const result = live(table.results.get(idOf({ monitorId, runId })))
      return result ? [copied(result)] : []
    })
  }
  function resultsBetween(monitorId: string, from: EpochMs, before: EpochMs): RunResult[] {
    const found = resultsAfter(monitorId, compactInstant(Math.max(from, 0)))
    return found.filter(({ runId }) => (scheduledAtOf(runId) ?? 0) < before)
  }
  function putResult(result: RunResult): true {
    placeRun(table, result)
    return put(table.results, idOf(result), result, RESULT_DAYS)
  }
  const putOpen = (open: OpenRun) => put(table.open, idOf(open), open, OPEN_DAYS, open.until)

  // Nothing is awaited inside: each of these is one step, as a conditional write is.
  const sync = {
    installation: () => table.installation,
    findResult: (run) => find(table.results, idOf(run)),
    findOpen: (run) => find(table.open, idOf(run)),
    claim: (open) => !live(table.open.get(idOf(open))) && putOpen(open),
    replaceOpen(next, { attempt, stage }) {
      const standing = live(table.open.get(idOf(next)))
      return standing?.attempt === attempt && standing.stage === stage && putOpen(next)
    },
    dropOpen: (run) => void table.open.delete(idOf(run)),
    putLog: (run, lines, keepDays) => void put(table.logs, idOf(run), lines, keepDays),
    putResult(result) {
      const standing = live(table.results.get(idOf(result)))
      return (!standing || standing.aheadOfClock === true) && putResult(result)
    },
    findLog: (run) => find(table.logs, idOf(run))?.slice(),
    resultsAfter(monitorId, location, afterRunId) {
      const after = afterRunId ?? compactInstant(clock.now() - FIRST_LOOK_DAYS * DAY)
      const isBehind = ({ runId }: RunResult) =>
        afterRunId !== currentRunId(after) || runId === currentRunId(runId)
      return resultsAfter(monitorId, after).filter(
        (result) => result.location === location && result.trigger !== 'on-demand' && isBehind(result),
      )
    },
    latestDelivered: (monitorId, most) =>
      resultsAfter(monitorId, '')
        .filter(({ outcome }) => outcome === 'delivered')
        .reverse()
        .slice(0, most),
    resultsOfDay: (monitorId, day) => resultsBetween(monitorId, Date.parse(day), Date.parse(day) + DAY),
    newestResult: (monitorId) => resultsAfter(monitorId, '').at(-1),
    putDay(day) {
      const version = table.days.get(`${day.monitorId} ${day.day}`)?.value.version ?? 0
      return version === day.version - 1 && put(table.days, `${day.monitorId} ${day.day}`, day)
    },
    findDays: (monitorId, fromDay, toDay) =>
      [...table.days.values()]
        .map(({ value }) => value)
        .filter((one) => one.monitorId === monitorId && one.day >= fromDay && one.day <= toDay)
        .sort((a, b) => (a.day < b.day ? -1 : 1))
        .map((day) => copied(day)),
    findSummary: (monitorId) => find(table.summaries, monitorId),
    findSummaries: (monitorIds) => findMany(table.summaries, monitorIds),
    putSummary(summary) {
      const version = table.summaries.get(summary.monitorId)?.value.version ?? 0
      return version === summary.version - 1 && put(table.summaries, summary.monitorId, summary)
    },
    noteLateArrival(run, late) {
      const result = live(table.results.get(idOf(run)))
      if (result?.outcome === 'lost') result.lateArrival ??= copied(late)
    },
    noteRecheckPassed(run) {
      const result = live(table.results.get(idOf(run)))
      if (!result || result.warnings.includes('recheck-passed')) return
      table.results.set(idOf(run), {
        ...table.results.get(idOf(run)),
        value: { ...result, warnings: [...result.warnings, 'recheck-passed'] },
      })
    },
    noteAheadOfClock(run) {
      const result = live(table.results.get(idOf(run)))
      if (result) result.aheadOfClock = true
    },
    findState: (monitorId) => find(table.states, monitorId),
    findStates: (monitorIds) => findMany(table.states, monitorIds),
    putState(state, dueAt) {
      const version = table.states.get(state.monitorId)?.value.version ?? 0
      if (Buffer.byteLength(JSON.stringify(state)) > ITEM_OCTETS)
        throw new Error('Item size has exceeded the maximum allowed size')
      return version === state.version - 1 && put(table.states, state.monitorId, state, undefined, dueAt)
    },
    findTraffic: (topic) => find(table.traffic, topic),
    putTraffic(traffic) {
      const version = table.traffic.get(traffic.topic)?.value.version ?? 0
      return version === traffic.version - 1 && put(table.traffic, traffic.topic, traffic)
    },
    putTold: (told) => void put(table.told, `${told.monitorId} ${keyOfTold(told)}`, told, RESULT_DAYS),
    findRefusedLogin: (loginId) => find(table.refusedLogins, loginId),
    putRefusedLogin(login) {
      const version = table.refusedLogins.get(login.loginId)?.value.version ?? 0
      return version === login.version - 1 && put(table.refusedLogins, login.loginId, login)
    },
    dropRefusedLogin: (loginId) => void table.refusedLogins.delete(loginId),
    ...mailEventsIn(table, clock, RESULT_DAYS * DAY),
    ...grantsIn(table),
    putIncident(incident) {
      const id = `${incident.monitorId} ${isoInstant(incident.openedAt)}`
      const standing = table.incidents.get(id)
      if (!standing || standing.value.revision < incident.revision) put(table.incidents, id, incident)
    },
    findIncidents: (month) =>
      valuesOf(table.incidents)
        .filter((incident) => isoInstant(incident.openedAt).startsWith(month))
        .sort((a, b) => a.openedAt - b.openedAt),
    findIncidentsOf: (monitorId, from, to) =>
      valuesOf(table.incidents)
        .filter((incident) => incident.monitorId === monitorId)
        .filter(({ openedAt, resolvedAt = Infinity }) => openedAt < to && resolvedAt > from)
        .sort((a, b) => a.openedAt - b.openedAt),
    findIncidentsAt(monitorId, at) {
      const ofMonitor = valuesOf(table.incidents)
        .filter((incident) => incident.monitorId === monitorId)
        .sort((a, b) => a.openedAt - b.openedAt)
      const before = ofMonitor.filter(({ openedAt }) => openedAt <= at).slice(-1)
      return [...before, ...ofMonitor.filter(({ openedAt }) => openedAt > at).slice(0, 1)]
    },
    findAccepted: (monitorId) => find(table.accepted, monitorId),
    putAccepted: (monitorId, accepted) => void put(table.accepted, monitorId, accepted),
    dropAccepted: (monitorId) => void table.accepted.delete(monitorId),
    ...seenIn(table),
    findStep: (name) => copied(table.upgradeSteps.get(name)),
    putStep: (name, done) => void table.upgradeSteps.set(name, copied(done)),
    ...locationsIn(table),
    ...onDemandIn(table, clock),
    findTagWindows: () => copied(table.tagWindows),
    putTagWindows(windows) {
      if (table.tagWindows.version !== windows.version - 1) return false
      table.tagWindows = copied(windows)
      return true
    },
    due: dueIn(table, clock),
  } satisfies SyncOf<Omit<RunStore, Paged>>

  return {
    ...promised<Omit<RunStore, Paged>>(sync),
    async *resultsBackwards(monitorId, { from, before }) {
      yield* await Promise.resolve(resultsBetween(monitorId, from, before).reverse())
    },
    async *findTold(monitorId, { from, before }) {
      const told = [...table.told.values()].flatMap((kept) => live(kept) ?? [])
      const found = told.filter(
        (one) => one.monitorId === monitorId && one.toldAt >= from && one.toldAt < before,
      )
      yield* await Promise.resolve(
        found
          .sort(byTelling)
          .reverse()
          .map((one) => copied(one)),
      )
    },
    items: () => ({
      open: valuesOf(table.open),
      results: valuesOf(table.results),
      logs: valuesOf(table.logs),
      days: valuesOf(table.days),
      states: valuesOf(table.states),
      incidents: valuesOf(table.incidents),
    }),
  }
}

function idOf({ monitorId, runId }: RunKey): string {
  return `${monitorId} ${runId}`
}

function valuesOf<T>(items: Map<string, Kept<T>>): T[] {
  return [...items.values()].map(({ value }) => copied(value))
}
