import type { MonitorDefinition } from '../../../shared/core/definition/monitor-definition.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { LocationSetting, Settings } from '../../../cdk/settings/settings-shape.ts'
import { locationStackName } from '../../../shared/core/location/location-names.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { type DeployedApp, cdkBootstrap, cdkDeploy } from './cdk.ts'
import { type Fired, type Schedule, lab } from './lab.ts'
import { mail } from './shared-stack.ts'
import { type DeployedStack, deployedStack } from './stack.ts'

export const HOME = process.env.AWS_REGION ?? ''
export const NEAR = 'eu-west-1'
export const FAR = 'ap-southeast-2'

const stackName = 'Afar'
/** Whom SES sends as, for monitors without `smtp`. */
export const SENDER = 'roundtrip@afar.example'
/** Of the stacks of the locations, by those of `NEAR` and `FAR`. */
export const stackAt = (location: string) => locationStackName(stackName, location)

export type Locations = Readonly<Record<string, LocationSetting>>

/** An installation of its own, with these locations, whose one monitor of the stack runs at these. */
export function appWith(locations: Locations, runningAt: readonly string[]): DeployedApp {
  const settings = {
    stackName,
    homeRegion: HOME,
    locations,
    topics: { alerts: { email: ['postmaster@example.com'] } },
    removalPolicy: 'destroy',
    senderAddress: SENDER,
    builtInSender: 'domain',
  } satisfies Settings
  return { settings, monitors: [mail.monitor('everywhere', { locations: runningAt })] as MonitorDefinition[] }
}

export async function bootstrapAll(): Promise<void> {
  const { code, output } = await cdkBootstrap(HOME, NEAR, FAR)
  if (code !== 0) throw new Error(`cdk bootstrap ended with ${String(code)}:\n${output}`)
}

/** The real `cdk deploy --all`: home as it stands then. */
export async function deployed(app: DeployedApp): Promise<DeployedStack> {
  const { outputs, code, output } = await cdkDeploy(app)
  if (code !== 0) throw new Error(`cdk deploy ended with ${String(code)}:\n${output}`)
  return deployedStack(stackName, outputs[stackName] ?? {})
}

/** A run of one monitor at one location, in the minute of `time`. */
export interface RunAt {
  monitorId: string
  location: string
  time: EpochMs
}

export type RanAt = Fired & { result: RunResult | undefined }

/** Fires a stack monitor's rule at a location, and reads what home has of the run. */
export async function fireAt({ ports }: DeployedStack, run: RunAt): Promise<RanAt> {
  const { monitorId, location, time } = run
  const prefix = location === HOME ? stackName : stackAt(location)
  const fired = await lab.fire({ rule: `${prefix}.${monitorId}`, time, region: location })
  return { ...fired, result: await resultAt({ ports }, run) }
}

/** The same of a monitor of the table, which has a schedule there. */
export async function fireRowAt({ ports }: DeployedStack, run: RunAt): Promise<RanAt> {
  const { monitorId: schedule, location, time } = run
  const fired = await lab.fire({ schedule, group: stackAt(location), time, region: location })
  return { ...fired, result: await resultAt({ ports }, run) }
}

export function resultAt(
  { ports }: Pick<DeployedStack, 'ports'>,
  { monitorId, location, time }: RunAt,
): Promise<RunResult | undefined> {
  const scheduledAt = Math.floor(time / MINUTE) * MINUTE
  return ports.runs.findResult(runKeyOf({ monitorId, location, scheduledAt, trigger: 'schedule' }))
}

/** The schedule of a table's monitor at a location. */
export async function scheduleAt(monitorId: string, location: string): Promise<Schedule | undefined> {
  const all = await lab.schedules()
  return all.find(
    ({ kind, name, region, group }) =>
      kind === 'schedule' && name === monitorId && region === location && group === stackAt(location),
  )
}

/** The physical id of a location's resource of this type whose logical id begins so. */
export async function resourceAt(location: string, type: string, logicalId: string): Promise<string> {
  const all = await lab.resources(type)
  const found = all.find((one) => one.stack === stackAt(location) && one.logicalId.startsWith(logicalId))
  if (!found) throw new Error(`${stackAt(location)} has no ${type} ${logicalId}`)
  return found.id
}
