import type { IsoDay } from '../../../core/time/iso-day.ts'
import { compactInstant } from '../../../core/time/compact-instant.ts'
import { isoInstant } from '../../../core/time/units.ts'
import type { Side } from '../../../core/time/phases.ts'
import type { RunKey } from '../../../core/run/run.ts'
import { trialKey } from '../../../core/run/trial.ts'
import type { Incident } from '../../../core/judging/state.ts'
import type { Delivery } from '../../../core/judging/delivery.ts'
import type { ToldAlert } from '../../../core/judging/told-alert.ts'
import { DUE_SHARDS } from '../../../core/aws/tables.ts'
import type { Expression } from '../access/table-access.ts'

/** The key of an item of the Results table. */
export type ResultsKey = Readonly<{ monitorId: string; sortKey: string }>

export const OPEN_PREFIX = 'open#'
export const RESULT_PREFIX = 'run#'
export const DAY_PREFIX = 'day#'
export const INCIDENT_PREFIX = 'incident#'
export const TOLD_PREFIX = 'told#'
export const STATE_SORT_KEY = 'state'
export const SUMMARY_SORT_KEY = 'summary'

/** Not a monitor's: ids of monitors hold no `#`. */
export const INSTALLATION_KEY: ResultsKey = { monitorId: '#installation', sortKey: 'installation' }

/** Not a monitor's either. */
export const TAG_WINDOWS_KEY: ResultsKey = { monitorId: '#maintenance', sortKey: 'maintenance' }

/** What is known of the alerts that went to a topic; no monitor's either. */
export function trafficKey(topic: string): ResultsKey {
  return { monitorId: `#topic#${topic}`, sortKey: 'topic' }
}

/** A login that its server refused; no monitor's either. */
export function refusedLoginKey(loginId: string): ResultsKey {
  return { monitorId: `#login#${loginId}`, sortKey: 'login' }
}

const GRANT_PREFIX = '#grant#'

/** What is known of a grant, as `ssm:NAME`; no monitor's either. */
export function grantKey(grant: string): ResultsKey {
  return { monitorId: `${GRANT_PREFIX}${grant}`, sortKey: 'grant' }
}

/** The grant of such an item; undefined where it is another's. */
export function grantOfKey(monitorId: string): string | undefined {
  return monitorId.startsWith(GRANT_PREFIX) ? monitorId.slice(GRANT_PREFIX.length) : undefined
}

/** Whose the deliveries of this machine are; no monitor's either. */
export const DELIVERIES = '#deliveries'

export function deliveryKey({ alertId, destinationId }: Delivery): ResultsKey {
  return { monitorId: DELIVERIES, sortKey: `${alertId}#${destinationId}` }
}

/** Whose the locations beside home are; no monitor's either. */
export const LOCATIONS = '#locations'

export function locationKey(name: string): ResultsKey {
  return { monitorId: LOCATIONS, sortKey: name }
}

/** A step of an upgrade that was made; no monitor's either. */
export function upgradeStepKey(name: string): ResultsKey {
  return { monitorId: '#upgrade', sortKey: name }
}

/** Sorts behind every id and every instant that may stand after a prefix. */
export const AFTER_ALL = '~'

export function openKey({ monitorId, runId }: RunKey): ResultsKey {
  return { monitorId, sortKey: `${OPEN_PREFIX}${runId}` }
}

export function resultKey({ monitorId, runId }: RunKey): ResultsKey {
  return { monitorId, sortKey: `${RESULT_PREFIX}${runId}` }
}

export function logKey({ monitorId, runId }: RunKey): ResultsKey {
  return { monitorId, sortKey: `log#${runId}` }
}

export function mailEventsKey({ monitorId, runId }: RunKey): ResultsKey {
  return { monitorId, sortKey: `mail#${runId}` }
}

export function dayKey(monitorId: string, day: IsoDay): ResultsKey {
  return { monitorId, sortKey: `${DAY_PREFIX}${day}` }
}

export function stateKey(monitorId: string): ResultsKey {
  return { monitorId, sortKey: STATE_SORT_KEY }
}

export function summaryKey(monitorId: string): ResultsKey {
  return { monitorId, sortKey: SUMMARY_SORT_KEY }
}

export function acceptedKey(monitorId: string): ResultsKey {
  return { monitorId, sortKey: 'accepted' }
}

export function tlsSeenKey(monitorId: string, side: Side): ResultsKey {
  return { monitorId, sortKey: `tls#${side}` }
}

export function deletedKey(monitorId: string): ResultsKey {
  return { monitorId, sortKey: 'deleted' }
}

/** A definition that is not saved; no monitor's either. */
export function trialItemKey(trialId: string): ResultsKey {
  return { monitorId: trialKey(trialId).monitorId, sortKey: 'trial' }
}

export function testsKey(monitorId: string): ResultsKey {
  return { monitorId, sortKey: 'tests' }
}

export function liveKey({ monitorId, runId }: RunKey, number: number): ResultsKey {
  return { monitorId, sortKey: `live#${runId}#${String(number).padStart(6, '0')}` }
}

export function incidentKey({ monitorId, openedAt }: Incident): ResultsKey {
  return { monitorId, sortKey: `${INCIDENT_PREFIX}${isoInstant(openedAt)}` }
}

export function toldKey({ monitorId, toldAt, alertId }: ToldAlert): ResultsKey {
  return { monitorId, sortKey: `${TOLD_PREFIX}${compactInstant(toldAt)}#${alertId}` }
}

/** The items of a monitor from the one sort key to the other, both included. */
export function between(monitorId: string, from: string, to: string): Expression {
  const expression = '#monitorId = :monitorId AND #sortKey BETWEEN :from AND :to'
  return { expression, values: { monitorId, from, to } }
}

export function dueShards(): string[] {
  return Array.from({ length: DUE_SHARDS }, (_, shard) => String(shard))
}

/** The same for all items of a monitor, and spread evenly over those of a fleet that are called alike. */
export function dueShardOf(monitorId: string): string {
  const hash = Buffer.from(monitorId).reduce((before, octet) => (before * 31 + octet) >>> 0, 0)
  return String(hash % DUE_SHARDS)
}
