import type { MonitorState, OwedAlert } from '../../core/judging/state.ts'
import { type ToldAlert, toldAlert } from '../../core/judging/told-alert.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { ToldStore } from '../ports/stores/told-alerts.ts'
import { updateState } from '../store/update-state.ts'

const TOLD_KEPT = 20

export interface OwingPorts {
  runs: StateStore
  clock: Clock
  ids: Ids
}

/** Longer than any lease lasts. */
const LONGEST_LEASE: Millis = 60 * SECOND

/** Nobody is publishing it: no lease stands, or one that only a clock which was wrong can have made. */
export function isFree({ claimedUntil = 0 }: OwedAlert, now: EpochMs): boolean {
  return claimedUntil <= now || claimedUntil > now + LONGEST_LEASE
}

/**
 * Leases those owed alerts to the caller that `pick` takes of the state as it stands, for so long; answers
 * them, none where there are none.
 */
export async function leaseOwed(
  monitorId: string,
  pick: (state: MonitorState, now: EpochMs) => readonly OwedAlert[],
  leaseMs: Millis,
  { runs, clock, ids }: OwingPorts,
): Promise<readonly OwedAlert[]> {
  const claimedBy = ids.token()
  let picked: readonly OwedAlert[] = []
  await updateState(monitorId, runs, (state) => {
    const now = clock.now()
    picked = pick(state, now)
    if (picked.length === 0) return undefined
    const leased = (one: OwedAlert) => ({ ...one, claimedBy, claimedUntil: now + leaseMs })
    return { ...state, owed: state.owed.map((one) => (picked.includes(one) ? leased(one) : one)) }
  })
  return picked
}

/**
 * Leaves an alert to the digest that is due then; false where somebody has leased, folded or sent it
 * meanwhile.
 */
export function foldOwed(
  monitorId: string,
  alertId: string,
  foldedUntil: EpochMs,
  { runs, clock }: OwingPorts,
): Promise<boolean> {
  return updateState(monitorId, runs, (state) => {
    const alert = state.owed.find((one) => one.alertId === alertId)
    if (!alert || alert.foldedUntil !== undefined || !isFree(alert, clock.now())) return undefined
    const { claimedBy: _by, claimedUntil: _until, ...free } = alert
    const folded = { ...free, foldedUntil }
    return { ...state, owed: state.owed.map((one) => (one === alert ? folded : one)) }
  })
}

/** How alerts were published. */
type Published = Pick<ToldAlert, 'digest' | 'messageId'>

/**
 * They were published: that is written down first, so that no alert is struck of which the trail knows nothing;
 * then they are owed no more.
 */
export async function strikeTold(
  monitorId: string,
  alerts: readonly OwedAlert[],
  published: Published,
  { runs, clock }: Pick<OwingPorts, 'clock'> & { runs: StateStore & ToldStore },
): Promise<void> {
  const toldAt = clock.now()
  for (const alert of alerts) await runs.putTold(toldAlert(alert, { toldAt, ...published }))
  await updateState(monitorId, runs, (state) => {
    const [told, owed] = [withIds(state, alerts, true), withIds(state, alerts, false)]
    if (told.length === 0) return undefined
    const toldIds = [...state.toldIds, ...told.map(({ alertId }) => alertId)]
    return { ...state, owed, toldIds: toldIds.slice(-TOLD_KEPT) }
  })
}

/**
 * They are owed no more, and nobody is told; one that somebody is publishing right now stays. Answers whether
 * one was taken back.
 */
export function withdrawOwed(
  monitorId: string,
  alerts: readonly OwedAlert[],
  { runs, clock }: Pick<OwingPorts, 'runs' | 'clock'>,
): Promise<boolean> {
  return updateState(monitorId, runs, (state) => {
    const free = withIds(state, alerts, true).filter((one) => isFree(one, clock.now()))
    return free.length > 0 ? { ...state, owed: state.owed.filter((one) => !free.includes(one)) } : undefined
  })
}

function withIds({ owed }: MonitorState, alerts: readonly OwedAlert[], among: boolean): OwedAlert[] {
  return owed.filter(({ alertId }) => alerts.some((one) => one.alertId === alertId) === among)
}
