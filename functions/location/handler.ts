import type { DeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { sleep } from '../../shared/app/concurrency/timing.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { LocationStore } from '../../shared/app/ports/stores/locations.ts'
import { withCauses } from '../../shared/core/aws/missing-right.ts'
import { TOPIC_ARNS_OUTPUT } from '../../shared/core/aws/stack-outputs.ts'
import type { RegisteredLocation } from '../../shared/core/location/registered-location.ts'
import { type EpochMs, MINUTE, SECOND } from '../../shared/core/time/units.ts'
import {
  HOME_ATTRIBUTES,
  type HomeProperties,
  LOCATION_RESOURCES,
  type LocationProperties,
} from '../contract.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { parseEvent } from './parse-event.ts'

/** A policy that was made a moment ago does not hold everywhere yet (IAM, "Troubleshoot IAM", eventual consistency). */
const REFUSED_FOR = 2 * MINUTE
const BETWEEN = 5 * SECOND

export interface LocationHandlerOptions {
  clock: Clock
  log: JsonLog
  /** The stack of home, as it says that it stands. */
  findHome(): Promise<DeployedStack>
  /** What that is called, for messages. */
  home: { stackName: string; region: string }
  locationsIn(resultsTable: string): LocationStore
  /** Has home's function look at every schedule; it goes on after this returns. */
  reconcile(functionArn: string): Promise<void>
}

export interface LocationAnswer {
  PhysicalResourceId: string
  Data?: Readonly<Record<string, string>>
}

/**
 * The handler of a location's two custom resources: the first hands home's outputs to the stack, the second
 * registers the location at home and takes it off again. What it throws fails the deploy, and its message is what
 * the deploy shows.
 */
export function locationHandler(options: LocationHandlerOptions) {
  return async (event: unknown): Promise<LocationAnswer> => {
    const { RequestType, ...asked } = parseEvent(event)
    const isDeletion = RequestType === 'Delete'
    switch (asked.ResourceType) {
      case LOCATION_RESOURCES.home: {
        // Never another id: CloudFormation would delete "the old one" after each update.
        const PhysicalResourceId = 'home'
        if (isDeletion) return { PhysicalResourceId }
        return { PhysicalResourceId, Data: await readHome(asked.ResourceProperties, options) }
      }
      case LOCATION_RESOURCES.location: {
        const { Name } = asked.ResourceProperties
        if (isDeletion) await takeOff(asked.ResourceProperties, options)
        else await register(asked.ResourceProperties, options)
        return { PhysicalResourceId: Name }
      }
      default:
        return asked satisfies never
    }
  }
}

async function readHome(
  { Topics }: HomeProperties,
  { findHome, home: { stackName, region } }: LocationHandlerOptions,
): Promise<Record<string, string>> {
  const home = await findHome()
  const place = `stack ${stackName} in ${region}`
  if (home.kind === 'none')
    throw new Error(`there is no ${place}; deploy home first: npx cdk deploy ${stackName}`)
  const { outputs } = home
  const names = outputs.AlertTopics?.split(',') ?? []
  const arns = outputs[TOPIC_ARNS_OUTPUT]?.split(',') ?? []
  const topics = Topics.map(
    (name, place) => [`Topic${place}`, arns[names.indexOf(name)], `topic ${name}`] as const,
  )
  const read = [...HOME_ATTRIBUTES.map((name) => [name, outputs[name], `output ${name}`] as const), ...topics]
  const missing = read.filter(([, value]) => value === undefined).map(([, , what]) => what)
  if (missing.length > 0) {
    throw new Error(
      `${place} has no ${missing.join(', no ')}; deploy home with these settings first: npx cdk deploy ${stackName}`,
    )
  }
  return Object.fromEntries(read.map(([name, value = '']) => [name, value]))
}

async function register(
  properties: LocationProperties,
  { clock, log, locationsIn, reconcile }: LocationHandlerOptions,
): Promise<void> {
  const location = locationOf(properties, clock.now())
  await onceAllowed(clock, () => locationsIn(properties.ResultsTable).putLocation(location))
  await onceAllowed(clock, () => reconcile(properties.Reconciler))
  const { name, version, removed } = location
  log.write('INFO', removed ? 'location registered as removed' : 'location registered', {
    location: name,
    version,
  })
}

/** Where home is gone, or its tables were, nothing is left to be taken off. */
async function takeOff(
  { Name, ResultsTable, Reconciler }: LocationProperties,
  { clock, log, locationsIn, reconcile }: LocationHandlerOptions,
): Promise<void> {
  const dropped = await unlessGone(onceAllowed(clock, () => locationsIn(ResultsTable).dropLocation(Name)))
  const told = await unlessGone(onceAllowed(clock, () => reconcile(Reconciler)))
  log.write('INFO', 'location taken off', { location: Name, home: dropped && told ? 'told' : 'gone' })
}

function locationOf(properties: LocationProperties, registeredAt: EpochMs): RegisteredLocation {
  const { Address, DefaultLocations, Removed } = properties
  return {
    name: properties.Name,
    kind: properties.Kind,
    region: properties.Region,
    probeArn: properties.ProbeArn,
    groupName: properties.GroupName,
    roleArn: properties.RoleArn,
    deadLettersArn: properties.DeadLettersArn,
    unhandledArn: properties.UnhandledArn,
    ...(Address !== undefined && { address: Address }),
    version: properties.Version,
    registeredAt,
    ...(DefaultLocations && { defaultLocations: DefaultLocations }),
    ...(Removed !== undefined && { removed: true }),
  }
}

async function onceAllowed<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const until = clock.monotonicMs() + REFUSED_FOR
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isNamed(error, 'AccessDeniedException') || clock.monotonicMs() >= until) throw error
      await sleep(clock, BETWEEN, new AbortController().signal)
    }
  }
}

async function unlessGone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return false
    throw error
  }
}

/** The store's errors have DynamoDB's as their cause. */
function isNamed(error: unknown, name: string): boolean {
  return withCauses(error).some((one) => one.name === name)
}
