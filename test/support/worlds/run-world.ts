import { type HandledRun, handleRun } from '../../../shared/app/run/handle-run.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import type { HandleOptions, RunPorts } from '../../../shared/app/ports/run-ports.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunRequest, RunResult } from '../../../shared/core/run/run.ts'
import { type FakeClock, fakeClock } from '../fake-clock.ts'
import { type MemoryMail, memoryMail } from '../memory/memory-mail.ts'
import { memorySecrets } from '../memory/memory-secrets.ts'
import { memoryMonitors } from '../memory/memory-monitors.ts'
import { memoryStore } from '../memory/memory-store.ts'

/** Everything outside one run, in memory, on one fake clock. */
export interface RunWorld {
  clock: FakeClock
  mail: MemoryMail
  runs: RunStore
  monitors: MonitorStore
  published: AlertMessage[]
  secrets: Map<string, string>
  ports: RunPorts & { runs: RunStore }
  /** The request whose time is now. */
  request: RunRequest
}

export const MAILBOX_PASSWORD = 'correct horse battery'
export const SMTP_PASSWORD = 'staple & tree'

export const DEFINITION = {
  monitorId: 'inbox',
  name: 'Inbox',
  emailAddress: 'probe@example.test',
  mailbox: { server: 'pop3://mail.example.test', userid: 'probe', password: 'ssm:mailbox' },
  smtp: { server: 'smtp://mail.example.test', userid: 'sender', password: 'ssm:smtp' },
  timeoutSeconds: 60,
  intervalMinutes: 10,
}

export async function runWorld(
  change: Record<string, unknown> = {},
  clock: FakeClock = fakeClock(),
  runs: RunStore = memoryStore(clock),
): Promise<RunWorld> {
  const mail = memoryMail(clock)
  const monitors = memoryMonitors()
  const published: AlertMessage[] = []
  const secrets = new Map([
    ['mailbox', MAILBOX_PASSWORD],
    ['smtp', SMTP_PASSWORD],
  ])
  const definition = { ...DEFINITION, ...change }
  await monitors.put({ monitorId: 'inbox', managedBy: 'stack', revision: 1, definition }, undefined)
  let tokens = 0
  return {
    clock,
    mail,
    runs,
    monitors,
    published,
    secrets,
    request: { monitorId: 'inbox', location: 'local', scheduledAt: clock.now(), trigger: 'schedule' },
    ports: {
      clock,
      ids: { token: () => (tokens += 1).toString(16).padStart(32, '0') },
      secrets: memorySecrets(({ name }) => secrets.get(name)),
      mail,
      runs,
      monitors,
      publisher: {
        publish(message) {
          return Promise.resolve({ messageId: String(published.push(message)) })
        },
      },
      definitionSource: 'file',
    },
  }
}

/** Handles the world's request to its end. */
export function handle(world: RunWorld, options?: HandleOptions): Promise<HandledRun> {
  return world.clock.runUntil(handleRun(world.request, world.ports, options))
}

/** Handles the world's request; throws unless it ends in a result. */
export async function resultOf(world: RunWorld, options?: HandleOptions): Promise<RunResult> {
  const handled = await handle(world, options)
  if (handled.kind !== 'recorded') throw new Error(`not recorded but ${handled.kind}`)
  return handled.result
}

export async function logOf(world: RunWorld) {
  return (await world.runs.findLog(runKeyOf(world.request))) ?? []
}
