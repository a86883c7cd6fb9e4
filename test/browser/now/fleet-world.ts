import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { settleRun } from '../../../shared/app/run/settle-run.ts'
import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { httpApp } from '../../../shared/http/app.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { NOW } from '../../cli/commands/views-world.ts'
import { definition } from '../../cli/commands/monitors/monitors-world.ts'
import { KEYS } from '../../http/api-world.ts'
import { past } from '../../support/worlds/past.ts'
import { deliveredAt, failedAt, runsUpTo } from '../worlds/night-runs.ts'

const EVERY = 10 * MINUTE
const SERVER = { mailbox: { server: 'pop3s://mail.example.com', userid: 'probe', password: 'ssm:mail' } }

export interface FleetWish {
  /** Monitors in all; default 12. */
  count?: number
  /** Of them, those that are down together; default 4. */
  down?: number
  home?: Partial<HttpHome>
}

/** Monitors `m0001` and so on, every fifth with the tag `web`; the first ones are down together since 10 minutes. */
export async function fleetWorld({ count = 12, down = 4, home: differing = {} }: FleetWish = {}) {
  const ids = Array.from({ length: count }, (_, index) => `m${String(index + 1).padStart(4, '0')}`)
  const definitions = ids.map((id, index) => ({
    ...definition(id, { ...SERVER, ...(index % 5 === 0 && { tags: ['web'] }) }),
    intervalMinutes: 10,
    timeoutSeconds: 60,
  }))
  const results = ids.flatMap((id, index) =>
    runsUpTo(id, { days: 0.03, every: EVERY, now: NOW }, (run) =>
      index < down && run.scheduledAt > NOW - 25 * MINUTE
        ? failedAt(run, 'mailbox-connection-refused')
        : deliveredAt(run),
    ),
  )
  const world = await past({ now: NOW, definitions, results })
  const { ports, clock, monitors, runs } = world
  const home: HttpHome = {
    kind: 'stack',
    place: 'stack Roundtrip in eu-west-1',
    version: '0.1.0',
    reportZone: 'UTC',
    ports: { ...ports, clock, ids: randomIds, monitors, runs },
    may: 'administer',
    keys: KEYS,
    hosts: [],
    probes: {
      locations: ['eu-west-1'],
      starter: { start: () => Promise.resolve(), startTrial: () => Promise.resolve() },
    },
    explain: () => undefined,
    report: (error) => {
      throw error
    },
    ...differing,
  }
  /** One more run ends, and is judged. */
  async function ran(result: RunResult): Promise<void> {
    const row = await monitors.find(result.monitorId)
    if (!row) throw new Error(`there is no monitor ${result.monitorId}`)
    clock.setWall(result.finishedAt)
    await runs.putResult(result)
    const publisher = { publish: () => Promise.resolve({ messageId: 'm-1' }) }
    const judging = { ...home.ports, publisher }
    await settleRun(result, true, (await rulesInForce(row, judging)).criteria, judging)
  }
  return {
    ...world,
    home,
    app: httpApp(home),
    /** It goes down, some minutes after now. */
    fails: (monitorId: string, minutes = 1) =>
      ran(
        failedAt(
          {
            monitorId,
            location: 'eu-west-1',
            scheduledAt: NOW + minutes * MINUTE,
            trigger: 'schedule',
          },
          'mailbox-connection-refused',
        ),
      ),
  }
}
