import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { AskedTestStore } from '../../../shared/app/ports/stores/asked-tests.ts'
import type { LiveNewsStore } from '../../../shared/app/ports/stores/live-news.ts'
import type { TrialStore } from '../../../shared/app/ports/stores/trials.ts'
import type { Trial } from '../../../shared/core/run/trial.ts'
import type { RunKey } from '../../../shared/core/run/run.ts'
import { HOUR } from '../../../shared/core/time/units.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

/** What a store in memory keeps of tests on demand. */
export function onDemandIn(
  { tests, live, trials }: MemoryTable,
  clock: Clock,
): SyncOf<AskedTestStore & LiveNewsStore & TrialStore> {
  const idOf = ({ monitorId, runId }: RunKey) => `${monitorId} ${runId}`
  const trialOf = (trialId: string) => {
    const kept = trials.get(trialId)
    return kept && kept.expiresAt > clock.now() ? copied(kept.value) : undefined
  }
  function keep(trial: Trial): true {
    trials.set(trial.trialId, { value: copied(trial), expiresAt: clock.now() + HOUR })
    return true
  }
  return {
    findTrial: trialOf,
    putTrial: (trial) => !trialOf(trial.trialId) && keep(trial),
    replaceTrial: (next, stage) => trialOf(next.trialId)?.stage === stage && keep(next),
    dropTrial: (trialId) => void trials.delete(trialId),
    findTests(monitorId) {
      const found = copied(tests.get(monitorId))
      return found && { ...found, asked: found.asked.filter(({ askedAt }) => clock.now() - askedAt < HOUR) }
    },
    putTests(next) {
      if ((tests.get(next.monitorId)?.version ?? 0) !== next.version - 1) return false
      tests.set(next.monitorId, copied(next))
      return true
    },
    putLive(run, news) {
      const others = (live.get(idOf(run)) ?? []).filter(({ value }) => value.number !== news.number)
      const kept = { value: copied(news), expiresAt: clock.now() + HOUR }
      live.set(
        idOf(run),
        [...others, kept].sort((a, b) => a.value.number - b.value.number),
      )
    },
    findLive: (run, after) =>
      (live.get(idOf(run)) ?? [])
        .filter(({ value, expiresAt }) => value.number > after && expiresAt > clock.now())
        .map(({ value }) => copied(value)),
  }
}
