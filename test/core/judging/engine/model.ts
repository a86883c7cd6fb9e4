import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import { lastMaintenanceEnd, maintenanceAt } from '../../../../shared/core/maintenance/maintenance-at.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE, type Millis } from '../../../../shared/core/time/units.ts'
import type { News } from './history.ts'
import { type Fact, type ToldIncident, incidentsSeen } from './model-incidents.ts'
import { noticesSeen } from './model-notices.ts'
import { type Moment, conclusive, counts, eyesOn, inWindow, isListed, passed } from './model-sight.ts'
import { different, intervalOf, keyOf, timeoutOf } from './model-terms.ts'
import type { Teller } from './script.ts'

/*
 * docs/adr/0005 once more, as slowly and plainly as can be: nothing is counted up, everything is found by
 * going through all that ever was. Numbers in comments are those of the rules.
 */

export function model(): Teller {
  const moments: Moment[] = []
  const eyes = eyesOn(moments)
  const { look } = eyes
  const { latest, open, alertsOf, tellAgain, failed, hasPassed, ended } = incidentsSeen(moments, eyes)
  const { paced, undecided } = noticesSeen(moments, eyes)
  const judged: RunResult[] = []
  const allNews: { news: Fact; incident: ToldIncident | undefined }[] = []

  /** 11. One run's news, or one minute's, of one incident. */
  function once(all: readonly Fact[]): News[] {
    const incident = latest()
    return all.filter((news) => {
      const { transition, topic, run, about = run, at } = news
      const isKnown = allNews.some(
        (one) =>
          one.incident === incident &&
          one.news.transition === transition &&
          one.news.topic === topic &&
          (about ? (one.news.about ?? one.news.run) === about : one.news.at === at),
      )
      if (!isKnown) allNews.push({ news, incident })
      return !isKnown
    })
  }

  function judgeRun(run: RunResult, criteria: Criteria): Fact[] {
    // 5. A recheck that no failure waits for says nothing, nor does one that says nothing decide.
    if (
      run.trigger === 'recheck' &&
      (!awaitedBy(run) || inWindow(run) || !isListed(run.location, criteria))
    ) {
      return []
    }
    // Forgets whatever is known of locations that are gone.
    if (inWindow(run) || !isListed(run.location, criteria)) {
      moments.push({ run, criteria })
      return []
    }
    const awaited = awaitedBy(run)
    const decides = awaited && (conclusive(run) || run.trigger === 'recheck')
    const first = decides ? decide(awaited, !passed(run), criteria, run.finishedAt, run) : []
    moments.push({ run, criteria })
    if (!conclusive(run)) return [...undecided(run, criteria), ...first]
    if (!counts(run)) return first
    if (passed(run)) return [...first, ...paced(run, criteria), ...hasPassed(run, criteria)]
    const waits = look(true).waiting.includes(run)
    const seenBy = criteria.policies.filter(({ verify }) => !waits || !verify)
    return [...first, ...failed(run, seenBy, criteria, run.finishedAt)]
  }

  /** 5. A recheck begins as the failure ends that it is to confirm. */
  function awaitedBy({ trigger, scheduledAt, location }: RunResult): RunResult | undefined {
    return look(true).waiting.find((one) =>
      trigger === 'recheck' ? one.finishedAt === scheduledAt : one.location === location,
    )
  }

  /** 5. */
  function decide(
    awaited: RunResult,
    isFailure: boolean,
    criteria: Criteria,
    now: EpochMs,
    by?: RunResult,
  ): Fact[] {
    const first = moments.find((one) => 'run' in one && one.run === awaited)
    const then = first && 'run' in first ? first.criteria.policies : []
    moments.push({ decided: awaited, failed: isFailure, criteria, ...(by && { by }) })
    if (!isFailure) return by?.trigger === 'recheck' ? hasPassed(by, criteria) : []
    // Where a policy saw it at once, only those that waited are yet to see it.
    const seenBefore = then.some(({ verify }) => !verify)
    const seenBy = criteria.policies.filter(({ verify }) => verify || !seenBefore)
    return failed(awaited, seenBy, criteria, now)
  }

  function giveUpWaiting(now: EpochMs, criteria: Criteria): Fact[] {
    return look(true)
      .waiting.filter(({ location }) => isListed(location, criteria))
      .filter(({ finishedAt }) => finishedAt + patienceOf(criteria) <= now)
      .filter(({ finishedAt }) => !isHeldBack(finishedAt, now, criteria))
      .sort((a, b) => a.finishedAt - b.finishedAt)
      .flatMap((run) => decide(run, true, criteria, now))
  }

  /** 4. `joined`: alerts of this minute, which say to their topics what a repeat would say. */
  function repeats(now: EpochMs, criteria: Criteria, joined: readonly News[]): Fact[] {
    return different(criteria.policies).flatMap((policy) => {
      const last = alertsOf(policy).at(-1)
      if (!last || policy.repeatMinutes === undefined) return []
      const putOff = open()?.putOff.filter(({ key }) => key === keyOf(policy)) ?? []
      const from = Math.max(last.at, ...putOff.map(({ at }) => at))
      if (from + policy.repeatMinutes * MINUTE > now || isHeldBack(last.at, now, criteria)) return []
      if (
        alertsOf(policy).length < (policy.maxAlerts ?? Infinity) &&
        joined.some(({ topic }) => topic === policy.topic)
      ) {
        open()?.putOff.push({ key: keyOf(policy), at: now })
        return []
      }
      return tellAgain(policy, { at: now }, now)
    })
  }

  /** 7. In a window the clock says nothing, nor after one, while the first run after it may still come. */
  function isHeldBack(from: EpochMs, now: EpochMs, criteria: Criteria): boolean {
    const windows = criteria.maintenance ?? []
    const ended = lastMaintenanceEnd(windows, from, now)
    return (
      maintenanceAt(windows, now) !== undefined ||
      (ended !== undefined && now < ended + 2 * intervalOf(criteria) + timeoutOf(criteria))
    )
  }

  return {
    judge(stored, location, criteria) {
      const isNews = (run: RunResult, at: number) =>
        judged.every((one) => one.location !== location || one.runId < run.runId) ||
        // A recheck is news whenever it comes.
        (run.trigger === 'recheck' && at === stored.length - 1)
      const news = stored
        .filter((run, at) => run.location === location && run.trigger !== 'on-demand' && isNews(run, at))
        .sort((a, b) => (a.runId < b.runId ? -1 : 1))
      judged.push(...news.filter(({ trigger }) => trigger === 'schedule'))
      return news.flatMap((run) => once(judgeRun(run, criteria)))
    },
    minute(now, criteria) {
      const counted = once(giveUpWaiting(now, criteria))
      return [...counted, ...once(repeats(now, criteria, counted))]
    },
    silent(location) {
      if (!eyes.isSilent(location)) moments.push({ silent: location })
    },
    stands: (locations) => moments.push({ stands: locations }),
    removed(now) {
      const incident = open()
      return incident ? once(ended(incident, { transition: 'removed', at: now })) : []
    },
  }
}

/** 5. How long a failure waits for its recheck. */
function patienceOf(criteria: Criteria): Millis {
  return 2 * timeoutOf(criteria) + 5 * MINUTE
}
