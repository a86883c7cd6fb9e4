import { readSecretReference } from '../../core/definition/fields/secret-reference.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import { isLeased, toldBefore } from '../../core/grant/grant-schedule.ts'
import { warningDue } from '../../core/grant/grant-times.ts'
import { wordGrantAlert } from '../../core/wording/grant-alert.ts'
import type { AlertPublisher } from '../ports/alerting.ts'
import type { Clock } from '../ports/clock.ts'
import type { GrantStateStore, RenewalStarter } from '../ports/token-renewal.ts'
import { changeStored } from '../store/change-stored.ts'

export interface WatchGrantPorts {
  clock: Clock
  runs: GrantStateStore
  publisher: AlertPublisher
  /** Where the runbook lies that alerts point to; absent: `docs/operations.md`. */
  runbookUrl?: string
  /** What a command of ours needs to reach this store, as `--stack Mail`; absent: nothing. */
  commandOptions?: string
  /** Absent where nothing renews tokens ahead of their end. */
  renewals?: RenewalStarter
}

/**
 * What time alone brings about of a grant, as `ssm:NAME`: its token is renewed, and the end of its client secret or
 * certificate is told ahead, at least once each. Throws what could not be done; it is tried again a minute later.
 */
export async function watchGrant(grant: string, ports: WatchGrantPorts): Promise<void> {
  const state = await ports.runs.findGrant(grant)
  if (!state) return
  const failures: unknown[] = []
  for (const work of [renew, warn]) await work(state, ports).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function renew(state: GrantState, { clock, renewals }: WatchGrantPorts): Promise<void> {
  const now = clock.now()
  if ((state.renewAt ?? Infinity) > now || isLeased(state, now)) return
  const reference = readSecretReference(state.grant, 'file', 'grant')
  if (reference.ok) await renewals?.start(reference.value)
}

/** Of a grant that a monitor names. Marked once it is published: a crash between the two tells it twice, never not at all. */
async function warn(state: GrantState, ports: WatchGrantPorts): Promise<void> {
  const { clock, runs, publisher, runbookUrl, commandOptions } = ports
  const { grant, endsAt, renewAt } = state
  if (renewAt === undefined) return
  const told = toldBefore(state, clock.now())
  const days = endsAt === undefined ? undefined : warningDue(endsAt, clock.now(), told)
  if (endsAt === undefined || days === undefined) return
  const options = {
    now: clock.now(),
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(commandOptions !== undefined && { commandOptions }),
  }
  await publisher.publish(wordGrantAlert({ grant, endsAt, days }, options))
  await changeStored(`the state of grant ${grant}`, async () => {
    const before = await runs.findGrant(grant)
    // Another end, which was stored meanwhile, is told by itself.
    if (before?.endsAt !== endsAt) return false
    return (await runs.putGrant({ ...before, version: before.version + 1, toldDays: days })) || undefined
  })
}
