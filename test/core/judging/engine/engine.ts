import { emptyState, evaluate, stateDueAt } from '../../../../shared/core/judging/evaluate.ts'
import { judgeRemoval } from '../../../../shared/core/judging/incident.ts'
import { startedAgain } from '../../../../shared/core/judging/rechecks.ts'
import { fallenSilent } from '../../../../shared/core/judging/silence.ts'
import { whereItStands } from '../../../../shared/core/judging/listed.ts'
import { timePassed } from '../../../../shared/core/judging/time-passed.ts'
import type { MonitorState, OwedAlert, RunAlert } from '../../../../shared/core/judging/state.ts'
import { MINUTE } from '../../../../shared/core/time/units.ts'
import { MONITOR, type News } from './history.ts'
import type { Teller } from './script.ts'

export interface Engine extends Teller {
  /** What is known now; what it owed is told. */
  state(): MonitorState
}

/**
 * The engine, asked as those who keep its state ask it: results after the last judged, `evaluate` for all of
 * them at once (or each alone), the watchdog at the minutes at which the state is due. Throws if an alert is
 * owed twice.
 */
export function engine({ eachAlone = false } = {}): Engine {
  let state = emptyState(MONITOR)
  const told = new Set<string>()

  function become(after: MonitorState): News[] {
    const { owed } = after
    for (const { alertId, transition } of owed) {
      if (told.has(alertId)) throw new Error(`${transition} is owed twice, as ${alertId}`)
      told.add(alertId)
    }
    const settled = {
      owed: [],
      toldIds: [...after.toldIds, ...owed.map(({ alertId }) => alertId)].slice(-20),
      unstoredIncidents: [],
      unnotedRechecks: [],
    }
    state = asStored({ ...after, ...settled, expected: {} })
    return owed.filter(isOfRun).map(newsOf)
  }

  return {
    judge(stored, location, criteria) {
      const judged = state.judged[location] ?? ''
      const after = stored
        .filter((run) => run.location === location && run.trigger !== 'on-demand' && run.runId > judged)
        .sort((a, b) => (a.runId < b.runId ? -1 : 1))
      const late = stored.filter((run, at) => run.trigger === 'recheck' && at === stored.length - 1)
      const news = [...late.filter((run) => !after.includes(run)), ...after]
      const calls = eachAlone ? news.map((run) => [run]) : [news]
      return calls.flatMap((runs) => (runs.length > 0 ? become(evaluate(state, runs, criteria)) : []))
    },
    minute(now, criteria) {
      if ((stateDueAt(state) ?? Infinity) > now) return []
      const passed = timePassed(state, criteria, now)
      const lost = Object.values(passed.awaitsRecheck).filter(({ startAt }) => startAt <= now)
      return become(lost.reduce((before, awaited) => startedAgain(before, awaited, now), passed))
    },
    silent(location, now) {
      if (state.silent[location] === undefined) {
        become(fallenSilent(state, { location, since: now, topics: [], now }))
      }
    },
    stands(locations, now, { locations: named = locations }) {
      become(whereItStands(state, named, locations, now))
    },
    removed: (now) => become(judgeRemoval(state, now)),
    state: () => state,
  }
}

function isOfRun(alert: OwedAlert): alert is RunAlert {
  return 'run' in alert
}

/** What the alert tells; the watchdog looks at whole minutes, at which no run ends. */
export function newsOf({ transition, topic, run, createdAt, incident }: RunAlert): News {
  const byClock = (transition === 'repeated' || transition === 'removed') && createdAt % MINUTE === 0
  return { transition, topic, ...(byClock ? { at: createdAt } : { run }), flapping: incident?.flapping }
}

/** As it comes back from a store that keeps no order of keys. */
function asStored(state: MonitorState): MonitorState {
  const { awaitsRecheck, paces, toldSlow, incident } = state
  return {
    ...state,
    awaitsRecheck: reversed(awaitsRecheck),
    paces: reversed(paces),
    toldSlow: reversed(toldSlow),
    ...(incident && { incident: { ...incident, told: reversed(incident.told) } }),
  }
}

function reversed<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).reverse())
}
