import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import { lastMaintenanceEnd, maintenanceAt } from '../../../../shared/core/maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import { policyKey } from '../../../../shared/core/definition/policies.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import type { RunTransition } from '../../../../shared/core/judging/state.ts'
import { type EpochMs, MINUTE, type Millis, SECOND } from '../../../../shared/core/time/units.ts'
import type { News } from './history.ts'
import type { Teller } from './script.ts'

/*
 * docs/adr/0005 once more, as slowly and plainly as can be: nothing is counted up, everything is found by going through all that ever
 * was. Numbers in comments are those of the rules.
 */

/** A run that was judged; or the decision on a failure that waited for its recheck: `by` a run, or by the clock. */
type Moment = { criteria: Criteria } & (
  { run: RunResult } | { decided: RunResult; failed: boolean; by?: RunResult }
)

/** A run as a policy sees it. `moment`: at which it began to count. */
interface Counted {
  run: RunResult
  failed: boolean
  moment: number
}

/** `about`: the run that it is about, where it was told by the clock. */
type Fact = News & { about?: RunResult }

interface Sight {
  counted: readonly Counted[]
  waiting: readonly RunResult[]
  /** How many there were. */
  moments: number
}

interface ToldIncident {
  openedAt: EpochMs
  flapping: boolean
  over: boolean
  told: { key: string; topic: string; onRecovery: boolean; at: EpochMs }[]
  /** Repeats that said nothing new. */
  putOff: { key: string; at: EpochMs }[]
}

const passed = (run: RunResult) => run.status === 0
const conclusive = (run: RunResult) => run.status !== 90
const inWindow = (run: RunResult) => run.maintenance === true
/** 1. */
const counts = (run: RunResult) => run.trigger === 'schedule' && conclusive(run) && !inWindow(run)

export function model(): Teller {
  const moments: Moment[] = []
  const incidents: ToldIncident[] = []
  const slowness: { key: string; topic: string; runs: number; over: boolean }[] = []
  const inconclusiveTold: RunResult[] = []
  const judged: RunResult[] = []
  /** Only to be quicker: what was seen last. */
  const sights = new Map<boolean, Sight>()
  const allNews: { news: Fact; incident: ToldIncident | undefined }[] = []

  /** 11. One run's news, or one minute's, of one incident. */
  function once(all: readonly Fact[]): News[] {
    const incident = incidents.at(-1)
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

  // What is seen of the runs

  /** 5. What counts, in the order in which it began to, and what still waits for its recheck. */
  function look(verify: boolean): Sight {
    const before = sights.get(verify)
    if (before?.moments === moments.length) return before
    const sight = lookAnew(verify)
    sights.set(verify, sight)
    return sight
  }

  function lookAnew(verify: boolean): Sight {
    const counted: Counted[] = []
    let waiting: RunResult[] = []
    moments.forEach((then, moment) => {
      waiting = waiting.filter((run) => isListed(run.location, then.criteria))
      if ('decided' in then) {
        const { decided, failed, by = decided } = then
        if (!waiting.includes(decided)) return
        waiting = waiting.filter((run) => run !== decided)
        counted.push({ run: failed ? decided : by, failed, moment })
        return
      }
      const { run, criteria } = then
      if (!counts(run) || !isListed(run.location, criteria)) return
      const last = lastOf(run.location, counted, moment)
      const waits = verify && !passed(run) && !last?.failed && criteria.policies.some((one) => one.verify)
      if (waits) waiting.push(run)
      else counted.push({ run, failed: !passed(run), moment })
    })
    return { counted, waiting, moments: moments.length }
  }

  function isListed(location: string, { locations }: Criteria): boolean {
    return locations === undefined || locations.includes(location)
  }

  /** What is known of a location that is, or was, left out is forgotten. */
  function isKnown({ run, moment }: Counted, upTo: number): boolean {
    return moments.slice(moment, upTo + 1).every(({ criteria }) => isListed(run.location, criteria))
  }

  function lastOf(
    location: string,
    counted: readonly Counted[],
    upTo = moments.length - 1,
  ): Counted | undefined {
    return counted.filter((one) => one.run.location === location && isKnown(one, upTo)).at(-1)
  }

  function locationsOf(counted: readonly Counted[]): string[] {
    return [...new Set(counted.map(({ run }) => run.location))]
  }

  function trailing(counted: readonly Counted[], holds: (one: Counted) => boolean): Counted[] {
    const from = counted.findLastIndex((one) => !holds(one))
    return counted.slice(from + 1)
  }

  // 2, 3. Up and down

  function isMet(
    { verify, afterFailures, minLocations }: AlertPolicy,
    criteria: Criteria,
    at: EpochMs,
  ): boolean {
    const { counted } = look(verify)
    const known = counted.filter(
      (one) => isKnown(one, moments.length - 1) && isListed(one.run.location, criteria),
    )
    if (!criteria.rotates) {
      const failing = locationsOf(known).filter((location) => {
        const own = known.filter(({ run }) => run.location === location)
        return trailing(own, ({ failed }) => failed).length >= afterFailures
      })
      return failing.length >= minLocations
    }
    const all = criteria.locations ?? locationsOf(known)
    const turn = all.length * intervalOf(criteria)
    const failing = locationsOf(known).filter((location) => {
      const last = lastOf(location, known)
      return last?.failed && last.run.scheduledAt > at - turn
    })
    return trailing(counted, ({ failed }) => failed).length >= afterFailures && failing.length >= minLocations
  }

  function isStillDown({ verify, minLocations }: AlertPolicy): boolean {
    const { counted } = look(verify)
    return locationsOf(counted).filter((location) => lastOf(location, counted)?.failed).length >= minLocations
  }

  /** 6. Every location has passed for half the span, as the policies see it. */
  function isCalm(criteria: Criteria, now: EpochMs): boolean {
    return criteria.policies.every(({ verify }) => {
      const { counted } = look(verify)
      const known = counted.filter((one) => isKnown(one, moments.length - 1))
      return locationsOf(known).every((location) => {
        const own = known.filter(({ run }) => run.location === location)
        const first = trailing(own, ({ failed }) => !failed)[0]
        return first !== undefined && now - first.run.finishedAt >= spanOf(criteria) / 2
      })
    })
  }

  function open(): ToldIncident | undefined {
    return incidents.find(({ over }) => !over)
  }

  /** What a failing run brings about once it counts for these policies. */
  function failed(
    run: RunResult,
    policies: readonly AlertPolicy[],
    criteria: Criteria,
    now: EpochMs,
  ): Fact[] {
    const met = policies.filter((policy) => isMet(policy, criteria, run.scheduledAt))
    if (!open() && met.length === 0) return []
    const outlived = open() ? afterWindow(run, policies, criteria, now) : []
    if (!open()) {
      const recent = incidents.filter(({ openedAt }) => openedAt > now - spanOf(criteria))
      incidents.push({ openedAt: now, flapping: recent.length >= 2, over: false, told: [], putOff: [] })
    }
    return [...outlived, ...met.flatMap((policy) => tellOpened(policy, run, now))]
  }

  /** 4. */
  function tellOpened(policy: AlertPolicy, run: RunResult, now: EpochMs): Fact[] {
    const incident = open()
    if (!incident || !policy.onError || alertsOf(policy).length > 0) return []
    incident.told.push({ key: keyOf(policy), topic: policy.topic, onRecovery: policy.onRecovery, at: now })
    return [{ transition: 'opened', topic: policy.topic, run, ...(incident.flapping && { flapping: true }) }]
  }

  function alertsOf(policy: AlertPolicy) {
    return open()?.told.filter(({ key }) => key === keyOf(policy)) ?? []
  }

  function tellAgain(policy: AlertPolicy, what: Pick<Fact, 'run' | 'at' | 'about'>, now: EpochMs): Fact[] {
    const incident = open()
    if (!incident || alertsOf(policy).length >= (policy.maxAlerts ?? Infinity)) return []
    incident.told.push({ key: keyOf(policy), topic: policy.topic, onRecovery: policy.onRecovery, at: now })
    return [
      { transition: 'repeated', topic: policy.topic, ...what, ...(incident.flapping && { flapping: true }) },
    ]
  }

  /** 7. The first run after a window. */
  function afterWindow(
    run: RunResult,
    policies: readonly AlertPolicy[],
    criteria: Criteria,
    now: EpochMs,
  ): Fact[] {
    const byClock = now % MINUTE === 0
    return different(policies).flatMap((policy) => {
      const last = alertsOf(policy).at(-1)
      const outlived = last && lastMaintenanceEnd(criteria.maintenance ?? [], last.at, run.startedAt)
      return outlived === undefined ? [] : tellAgain(policy, byClock ? { at: now, about: run } : { run }, now)
    })
  }

  function hasPassed(run: RunResult, criteria: Criteria): Fact[] {
    const incident = open()
    if (!incident || criteria.policies.some((policy) => isStillDown(policy))) return []
    if (incident.flapping && !isCalm(criteria, run.finishedAt)) return []
    return ended(incident, { transition: 'resolved', run })
  }

  function ended(
    incident: ToldIncident,
    what: Pick<News, 'run' | 'at'> & { transition: RunTransition },
  ): Fact[] {
    incident.over = true
    return incident.told
      .filter(({ onRecovery }) => onRecovery)
      .map(({ topic }) => ({ ...what, topic, ...(incident.flapping && { flapping: true }) }))
  }

  // 8. Slow and normal

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

  // 9. Inconclusive

  /** The runs that came to nothing for this reason, up to the last after which no location was without a conclusive one. */
  function undecided(run: RunResult, criteria: Criteria): Fact[] {
    const { reason = '' } = run
    let row: RunResult[] = []
    let open = new Set<string>()
    moments.forEach((then) => {
      open = new Set([...open].filter((location) => isListed(location, then.criteria)))
      if (open.size === 0) row = []
      if (!('run' in then) || inWindow(then.run) || !isListed(then.run.location, then.criteria)) return
      if (conclusive(then.run)) open.delete(then.run.location)
      else if (then.run.reason === reason) {
        if (open.size === 0) row = []
        open.add(then.run.location)
        row.push(then.run)
      }
    })
    const atOnce = ['secret-not-found', 'secret-forbidden', 'monitor-invalid'].includes(reason)
    if (row.length < (atOnce ? 1 : 3) || row.some((one) => inconclusiveTold.includes(one))) return []
    inconclusiveTold.push(run)
    const telling = criteria.policies.filter(({ onError }) => onError)
    return telling
      .filter((one) => telling.every((other) => one.afterFailures <= other.afterFailures))
      .map(({ topic }) => ({ transition: 'inconclusive', topic, run }))
  }

  // What happens

  function judgeRun(run: RunResult, criteria: Criteria): Fact[] {
    // Forgets whatever is known of locations that are gone.
    if (inWindow(run) || !isListed(run.location, criteria)) {
      moments.push({ run, criteria })
      return []
    }
    const awaited = look(true).waiting.find((one) => one.location === run.location)
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

  /** 5. */
  function decide(
    awaited: RunResult,
    isFailure: boolean,
    criteria: Criteria,
    now: EpochMs,
    by?: RunResult,
  ): Fact[] {
    const then = moments.find((one) => 'run' in one && one.run === awaited)?.criteria.policies ?? []
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
      const isNews = (run: RunResult) =>
        judged.every((one) => one.location !== location || one.runId < run.runId) && !judged.includes(run)
      const news = stored
        .filter((run) => run.location === location && run.trigger !== 'on-demand')
        .filter(isNews)
        .sort((a, b) => (a.runId < b.runId ? -1 : 1))
      judged.push(...news)
      return news.flatMap((run) => once(judgeRun(run, criteria)))
    },
    minute(now, criteria) {
      const counted = once(giveUpWaiting(now, criteria))
      return [...counted, ...once(repeats(now, criteria, counted))]
    },
    removed(now) {
      const incident = open()
      return incident ? once(ended(incident, { transition: 'removed', at: now })) : []
    },
  }
}

function intervalOf({ rhythm }: Criteria): Millis {
  return (rhythm?.intervalMinutes ?? 0) * MINUTE
}

function timeoutOf({ rhythm }: Criteria): Millis {
  return (rhythm?.timeoutSeconds ?? 0) * SECOND
}

const keys = new WeakMap<AlertPolicy, string>()

function keyOf(policy: AlertPolicy): string {
  const key = keys.get(policy) ?? policyKey(policy)
  keys.set(policy, key)
  return key
}

/** 5. How long a failure waits for its recheck. */
function patienceOf(criteria: Criteria): Millis {
  return 2 * timeoutOf(criteria) + 5 * MINUTE
}

/** 6. */
function spanOf(criteria: Criteria): Millis {
  return Math.max(60 * MINUTE, 12 * intervalOf(criteria))
}

/** Policies that say the same are one. */
function different(policies: readonly AlertPolicy[]): AlertPolicy[] {
  return [...new Map(policies.map((policy) => [keyOf(policy), policy])).values()]
}
