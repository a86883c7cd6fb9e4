import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import type { RunTransition } from '../../../../shared/core/judging/state.ts'
import { lastMaintenanceEnd } from '../../../../shared/core/maintenance/maintenance-at.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../../shared/core/time/units.ts'
import type { News } from './history.ts'
import { type Eyes, type Moment, isListed, locationsOf, trailing } from './model-sight.ts'
import { different, intervalOf, keyOf, spanOf } from './model-terms.ts'

/** `about`: the run that it is about, where it was told by the clock. */
export type Fact = News & { about?: RunResult }

export interface ToldIncident {
  openedAt: EpochMs
  flapping: boolean
  over: boolean
  told: { key: string; topic: string; onRecovery: boolean; at: EpochMs }[]
  /** Repeats that said nothing new. */
  putOff: { key: string; at: EpochMs }[]
}

/** 2, 3. Up and down. */
export function incidentsSeen(
  moments: readonly Moment[],
  { look, isKnown, lastOf, isSilent, quorumOf }: Eyes,
) {
  const incidents: ToldIncident[] = []

  function isMet(
    { verify, afterFailures, minLocations }: AlertPolicy,
    criteria: Criteria,
    at: EpochMs,
  ): boolean {
    const { counted } = look(Boolean(verify))
    const quorum = quorumOf(minLocations, criteria)
    const known = counted.filter(
      (one) =>
        isKnown(one, moments.length - 1) &&
        isListed(one.run.location, criteria) &&
        !isSilent(one.run.location),
    )
    if (criteria.perRun === undefined) {
      const failing = locationsOf(known).filter((location) => {
        const own = known.filter(({ run }) => run.location === location)
        return trailing(own, ({ failed }) => failed).length >= afterFailures
      })
      return failing.length >= quorum
    }
    const all = criteria.locations ?? locationsOf(known)
    const turn = Math.ceil(all.length / criteria.perRun) * intervalOf(criteria)
    const failing = locationsOf(known).filter((location) => {
      const last = lastOf(location, known)
      return last?.failed && last.run.scheduledAt > at - turn
    })
    return trailing(counted, ({ failed }) => failed).length >= afterFailures && failing.length >= quorum
  }

  function isStillDown({ verify, minLocations }: AlertPolicy, criteria: Criteria): boolean {
    const { counted } = look(Boolean(verify))
    const failing = locationsOf(counted).filter(
      (location) => lastOf(location, counted)?.failed && !isSilent(location),
    )
    return failing.length >= quorumOf(minLocations, criteria)
  }

  /** 6. Every location has passed for half the span, as the policies see it. */
  function isCalm(criteria: Criteria, now: EpochMs): boolean {
    return criteria.policies.every(({ verify }) => {
      const { counted } = look(Boolean(verify))
      const known = counted.filter((one) => isKnown(one, moments.length - 1) && !isSilent(one.run.location))
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
    if (!incident || criteria.policies.some((policy) => isStillDown(policy, criteria))) return []
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

  return { latest: () => incidents.at(-1), open, alertsOf, tellAgain, failed, hasPassed, ended }
}
