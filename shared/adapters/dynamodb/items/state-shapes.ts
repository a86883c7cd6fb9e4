import * as v from 'valibot'

import type { Problem } from '../../../core/definition/monitor.ts'
import type {
  AwaitedRecheck,
  GoodRun,
  LastRun,
  Misconfiguration,
  MonitorAlert,
  MonitorState,
  MonitorTransition,
  OwedAlert,
  RunAlert,
  RunTransition,
  Streak,
  ToldSlow,
  Transition,
  UntoldLate,
  View,
} from '../../../core/judging/state.ts'
import { incident, lateStory } from './incident-shape.ts'
import { growing } from '../../growing-words.ts'
import { type FieldsOf, reason, runResult, status, trigger } from './run-shapes.ts'
import { type PackedState, packedHours, unpackedState } from './state-packing.ts'

export const transition = growing<Transition>()

const problems = v.array(v.object({ path: v.string(), message: v.string() } satisfies FieldsOf<Problem>))

const owed = {
  alertId: v.string(),
  topic: v.string(),
  createdAt: v.number(),
  foldedUntil: v.exactOptional(v.number()),
  claimedUntil: v.exactOptional(v.number()),
  claimedBy: v.exactOptional(v.string()),
}

const runAlert: v.GenericSchema<unknown, RunAlert> = v.object({
  ...owed,
  transition: growing<RunTransition>(),
  run: runResult,
  incident: v.exactOptional(incident),
  usualRoundTripMs: v.exactOptional(v.number()),
  slowSince: v.exactOptional(v.number()),
} satisfies FieldsOf<RunAlert>)

const monitorAlert: v.GenericSchema<unknown, MonitorAlert> = v.object({
  ...owed,
  transition: growing<MonitorTransition>(),
  monitorId: v.string(),
  location: v.exactOptional(v.string()),
  since: v.number(),
  problems: v.exactOptional(problems),
} satisfies FieldsOf<MonitorAlert>)

const owedAlert: v.GenericSchema<unknown, OwedAlert> = v.union([runAlert, monitorAlert])

const misconfiguration: v.GenericSchema<unknown, Misconfiguration> = v.object({
  since: v.number(),
  problems,
} satisfies FieldsOf<Misconfiguration>)

const streak: v.GenericSchema<unknown, Streak> = v.object({
  failures: v.number(),
  reasons: v.array(reason),
  at: v.number(),
  since: v.number(),
} satisfies FieldsOf<Streak>)

const view: v.GenericSchema<unknown, View> = v.object({
  failuresInARow: v.number(),
  locations: v.record(v.string(), streak),
} satisfies FieldsOf<View>)

const awaitedRecheck: v.GenericSchema<unknown, AwaitedRecheck> = v.object({
  run: runResult,
  startAt: v.number(),
  countsAt: v.number(),
  counted: v.exactOptional(v.literal(true)),
} satisfies FieldsOf<AwaitedRecheck>)

const untoldLate: v.GenericSchema<unknown, UntoldLate> = v.object({
  ...lateStory,
  location: v.string(),
  finishedAt: v.number(),
} satisfies FieldsOf<UntoldLate>)

const toldSlow: v.GenericSchema<unknown, ToldSlow> = v.object({
  topic: v.string(),
  since: v.number(),
  runs: v.number(),
} satisfies FieldsOf<ToldSlow>)

/** Told alerts stood in the state itself before they became items of their own. */
const sentBefore = v.array(v.object({ alertId: v.string() }))

const instantsByLocation = v.optional(v.record(v.string(), v.number()), {})

const lastRun: v.GenericSchema<unknown, LastRun> = v.object({
  finishedAt: v.number(),
  trigger,
  status,
  reason: v.exactOptional(reason),
  phase: v.exactOptional(v.string()),
  roundTripMs: v.exactOptional(v.number()),
  resolutionMs: v.exactOptional(v.number()),
  maintenance: v.exactOptional(v.literal(true)),
  tried: v.exactOptional(v.literal(false)),
} satisfies FieldsOf<LastRun>)

const goodRun: v.GenericSchema<unknown, GoodRun> = v.object({
  runId: v.string(),
  finishedAt: v.number(),
  roundTripMs: v.exactOptional(v.number()),
} satisfies FieldsOf<GoodRun>)

/** Nothing that is empty is stored, and older states lack what came later. */
const shape: v.GenericSchema<unknown, PackedState> = v.object({
  monitorId: v.string(),
  version: v.number(),
  filedAt: v.exactOptional(v.number()),
  judged: v.optional(v.record(v.string(), v.string()), {}),
  views: v.object({ every: view, verified: v.optional(view) }),
  awaitsRecheck: v.optional(v.record(v.string(), awaitedRecheck), {}),
  unnotedRechecks: v.optional(v.array(v.string()), []),
  incident: v.exactOptional(incident),
  lastFailure: v.exactOptional(runResult),
  untoldLate: v.optional(v.array(untoldLate), []),
  unstoredIncidents: v.optional(v.array(incident), []),
  openings: v.optional(v.array(v.number()), []),
  paces: v.optional(v.record(v.string(), v.object({ slow: v.number(), normal: v.number() })), {}),
  toldSlow: v.optional(v.record(v.string(), toldSlow), {}),
  inconclusive: v.optional(
    v.record(
      reason,
      v.object({ runs: v.number(), told: v.boolean(), locations: v.optional(v.array(v.string()), []) }),
    ),
    {},
  ),
  misconfigured: v.exactOptional(misconfiguration),
  expected: instantsByLocation,
  silent: instantsByLocation,
  absent: instantsByLocation,
  owed: v.optional(v.array(owedAlert), []),
  toldIds: v.optional(v.array(v.string()), []),
  recentRoundTripMs: v.optional(v.array(v.number()), []),
  recentArrivals: v.optional(v.string(), ''),
  recentHours: v.optional(packedHours, ''),
  lastRuns: v.optional(v.record(v.string(), lastRun), {}),
  lastGood: v.optional(v.record(v.string(), goodRun), {}),
} satisfies FieldsOf<MonitorState>)

const lastVerdicts = v.record(v.string(), v.object({ status: v.number(), at: v.number() }))

/** Before there were policies that count, a state held the last verdict of each location alone. */
export const monitorState: v.GenericSchema<unknown, MonitorState> = v.pipe(
  v.looseObject({}),
  v.transform((item): Record<string, unknown> => {
    const { sent, toldIds = v.parse(v.fallback(sentBefore, []), sent).map(({ alertId }) => alertId) } = item
    return { ...item, toldIds }
  }),
  v.transform((item): unknown => {
    if ('views' in item) return item
    const { lastVerdicts: verdicts, ...rest } = item
    const last = v.parse(v.fallback(lastVerdicts, {}), verdicts)
    const locations = Object.entries(last).map(([location, { status, at }]): [string, Streak] => [
      location,
      { failures: status === 0 ? 0 : 1, reasons: [], at, since: at },
    ])
    const every = { failuresInARow: 0, locations: Object.fromEntries(locations) }
    return { ...rest, views: { every, verified: every } }
  }),
  shape,
  v.transform(unpackedState),
)
