import fc from 'fast-check'
import { expect, test } from 'vitest'

import { judgeResults } from '../../../shared/app/run/judge-results.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import type { SettlePorts } from '../../../shared/app/run/settle-run.ts'
import { notePassedRechecks } from '../../../shared/app/run/start-recheck.ts'
import { updateState } from '../../../shared/app/store/update-state.ts'
import { emptyState, stateDueAt } from '../../../shared/core/judging/evaluate.ts'
import { judgeRemoval } from '../../../shared/core/judging/incident.ts'
import { fallenSilent } from '../../../shared/core/judging/silence.ts'
import { whereItStands } from '../../../shared/core/judging/listed.ts'
import { timePassed } from '../../../shared/core/judging/time-passed.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import type { MonitorState } from '../../../shared/core/judging/state.ts'
import { type EpochMs, SECOND } from '../../../shared/core/time/units.ts'
import { arbitraryLife } from '../../core/judging/engine/arbitrary-history.ts'
import { engine, newsOf } from '../../core/judging/engine/engine.ts'
import { MONITOR, START, wordNews } from '../../core/judging/engine/history.ts'
import { model } from '../../core/judging/engine/model.ts'
import { type Life, type Step, ask, stepsOf } from '../../core/judging/engine/script.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { type FaultPlan, arbitraryFaults, faultPlan, mortal } from '../../support/worlds/mortal-ports.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'
import { randomCases } from '../../support/thorough.ts'

/** More, for once: `RUNS=20000 npx vitest run test/app/run/judging.property.test.ts`. */
const RUNS = randomCases(60, 6)
/** Until the claim of somebody who died has lapsed. */
const CLAIM = 31 * SECOND
/** Of one topic within one life: so few are never folded into a digest. */
const MOST_TOLD = 10

interface World {
  ports: SettlePorts
  setClock(at: EpochMs): void
  /** What was published, in the words of histories. */
  published: string[]
  state(): Promise<MonitorState>
}

async function world(): Promise<World> {
  let now = START
  let tokens = 0
  const words = new Map<string, string>()
  const published: string[] = []
  const clock = { now: () => now, monotonicMs: () => now, after: () => () => undefined }
  const store = memoryStore(clock)
  const monitors = memoryMonitors()
  await monitors.put(
    { monitorId: MONITOR, managedBy: 'stack', revision: 1, definition: DEFINITION },
    undefined,
  )
  return {
    published,
    setClock: (at) => void (now = Math.max(now, at)),
    state: async () => (await store.findState(MONITOR)) ?? emptyState(MONITOR),
    ports: {
      clock,
      ids: { token: () => String((tokens += 1)) },
      monitors,
      runs: {
        ...store,
        putState(state, dueAt) {
          for (const alert of state.owed) if ('run' in alert) words.set(alert.alertId, wordsOf(alert))
          return store.putState(state, dueAt)
        },
      },
      publisher: {
        publish({ alertId }) {
          // Of what no run brought about, the model knows nothing.
          const said = words.get(alertId)
          return Promise.resolve({ messageId: said ? String(published.push(said)) : alertId })
        },
      },
      definitionSource: 'file',
    },
  }
}

/** In columns of ten minutes, whatever the interval: the same on both sides. */
function wordsOf(alert: Parameters<typeof newsOf>[0]): string {
  return wordNews(newsOf(alert), undefined, true)
}

function storedLast(stored: readonly RunResult[]) {
  const result = stored.at(-1)
  return result && { result, fresh: false }
}

async function take(step: Step, ports: SettlePorts): Promise<void> {
  switch (step.kind) {
    case 'judge':
      await judgeResults(MONITOR, step.location, step.criteria, ports, storedLast(step.stored))
      break
    case 'minute':
      await updateState(MONITOR, ports.runs, (state) => {
        if ((stateDueAt({ ...state, expected: {} }) ?? Infinity) > step.at) return undefined
        const passed = timePassed(state, step.criteria, step.at)
        return passed === state ? undefined : passed
      })
      break
    case 'removal':
      await updateState(MONITOR, ports.runs, (state) => {
        const removed = judgeRemoval(state, step.at)
        return removed === state ? undefined : removed
      })
      break
    case 'silence':
      await updateState(MONITOR, ports.runs, (state) =>
        state.silent[step.location] === undefined
          ? fallenSilent(state, { location: step.location, since: step.at, topics: [], now: step.at })
          : undefined,
      )
      break
    case 'standing': {
      const { locations, criteria } = step
      await updateState(MONITOR, ports.runs, (state) => {
        const there = whereItStands(state, criteria.locations ?? locations, locations, step.at)
        return there === state ? undefined : there
      })
      break
    }
    default:
      step satisfies never
  }
  await notePassedRechecks(MONITOR, ports)
  await notify(MONITOR, ports)
}

/**
 * Takes the step, by one process after another, until nothing is left to do. Answers whether any of them met
 * a fault.
 */
async function see(step: Step, { ports, setClock, state }: World, faults: FaultPlan): Promise<boolean> {
  const metBefore = faults.met()
  setClock(step.at)
  if (step.kind === 'judge') for (const result of step.stored) await ports.runs.putResult(result)
  for (;;) {
    const done = await take(step, mortal(ports, faults)).then(
      () => true,
      () => false,
    )
    const { owed, unstoredIncidents, unnotedRechecks } = await state()
    if (done && owed.length + unstoredIncidents.length + unnotedRechecks.length === 0) break
    setClock(ports.clock.now() + CLAIM)
  }
  return faults.met() > metBefore
}

/** What must be the same, whoever died: all but versions, claims and times of sending. */
function lasting(state: MonitorState): unknown {
  const { views, incident, lastFailure, openings, paces, toldSlow, inconclusive, judged } = state
  const awaited = Object.values(state.awaitsRecheck).map(({ run, countsAt }) => [run.runId, countsAt])
  return {
    views,
    incident,
    lastFailure,
    openings,
    paces,
    toldSlow,
    inconclusive,
    judged,
    awaited: awaited.sort(),
  }
}

function neverFolds(life: Life): boolean {
  const rules = model()
  const told = stepsOf(life).flatMap((step) => ask(rules, step))
  return ['alerts', 'oncall'].every(
    (topic) => told.filter((news) => news.topic === topic).length <= MOST_TOLD,
  )
}

test(
  'whatever dies on the way, each alert is published; once where nothing did',
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLife.filter(neverFolds), arbitraryFaults, async (life, faults) => {
        const lived = await world()
        const [rules, untroubled] = [model(), engine()]
        const plan = faultPlan(faults)
        for (const step of stepsOf(life)) {
          ask(untroubled, step)
          const told = ask(rules, step).map((news) => wordNews(news, undefined, true))
          const before = lived.published.length
          const metFault = await see(step, lived, plan)
          const published = lived.published.slice(before)
          const expected = metFault ? [...new Set(told)] : told
          expect((metFault ? [...new Set(published)] : published).sort()).toEqual(expected.sort())
        }
        const state = await lived.state()
        expect(lasting(state)).toEqual(lasting(untroubled.state()))
        const incidents = await lived.ports.runs.findIncidents('2026-01')
        expect(
          incidents.filter(({ resolvedAt }) => resolvedAt === undefined).map(({ incidentId }) => incidentId),
        ).toEqual(state.incident ? [state.incident.incidentId] : [])
      }),
      { numRuns: RUNS },
    )
  },
)
