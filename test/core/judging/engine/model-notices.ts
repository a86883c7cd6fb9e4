import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import type { Fact } from './model-incidents.ts'
import {
  type Counted,
  type Eyes,
  type Moment,
  conclusive,
  counts,
  inWindow,
  isKept,
  isListed,
  locationsOf,
  passed,
  trailing,
} from './model-sight.ts'
import { keyOf } from './model-terms.ts'

/** 8. Slow and normal; 9. inconclusive. */
export function noticesSeen(moments: readonly Moment[], { isKnown }: Eyes) {
  const slowness: { key: string; topic: string; runs: number; over: boolean }[] = []
  const inconclusiveTold: RunResult[] = []

  function paceOf(location: string, slow: boolean): number {
    const delivered = moments.flatMap((then, moment): Counted[] =>
      'run' in then && counts(then.run) && passed(then.run) && isListed(then.run.location, then.criteria)
        ? [{ run: then.run, failed: false, moment }]
        : [],
    )
    const own = delivered.filter((one) => one.run.location === location && isKnown(one, moments.length - 1))
    return trailing(own, ({ run }) => (run.slow !== undefined) === slow).length
  }

  function paced(run: RunResult, criteria: Criteria): Fact[] {
    if (run.slow) {
      return criteria.policies.flatMap((policy): Fact[] => {
        const { onSlow, topic } = policy
        const told = slowness.some((one) => one.key === keyOf(policy) && !one.over)
        if (onSlow === undefined || told || paceOf(run.location, true) < onSlow) return []
        slowness.push({ key: keyOf(policy), topic, runs: onSlow, over: false })
        return [{ transition: 'slow', topic, run }]
      })
    }
    const everywhere = locationsOf(
      moments.flatMap((then, moment) => ('run' in then ? [{ run: then.run, failed: false, moment }] : [])),
    ).filter((location) => paceOf(location, true) + paceOf(location, false) > 0)
    return slowness
      .filter(({ over, runs }) => !over && everywhere.every((location) => paceOf(location, false) >= runs))
      .map((one): Fact => {
        one.over = true
        return { transition: 'no-longer-slow', topic: one.topic, run }
      })
  }

  /**
   * The runs that came to nothing for this reason, up to the last after which no location was without a
   * conclusive one.
   */
  function undecided(run: RunResult, criteria: Criteria): Fact[] {
    const { reason = '' } = run
    let row: RunResult[] = []
    let open = new Set<string>()
    moments.forEach((then) => {
      open = new Set([...open].filter((location) => isKept(location, then)))
      if (open.size === 0) row = []
      if (!('run' in then) || inWindow(then.run) || !isListed(then.run.location, then.criteria)) return
      if (conclusive(then.run)) open.delete(then.run.location)
      else if (then.run.reason === reason) {
        if (open.size === 0) row = []
        open.add(then.run.location)
        row.push(then.run)
      }
    })
    const atOnce = [
      'secret-not-found',
      'secret-forbidden',
      'secret-not-for-host',
      'monitor-invalid',
    ].includes(reason)
    if (row.length < (atOnce ? 1 : 3) || row.some((one) => inconclusiveTold.includes(one))) return []
    inconclusiveTold.push(run)
    const telling = criteria.policies.filter(({ onError }) => onError)
    return telling
      .filter((one) => telling.every((other) => one.afterFailures <= other.afterFailures))
      .map(({ topic }) => ({ transition: 'inconclusive', topic, run }))
  }

  return { paced, undecided }
}
