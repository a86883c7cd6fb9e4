import type { StackFacts } from '../../shared/app/doctor/check.ts'
import type { AccountFacts } from '../../shared/app/ports/account-facts.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { LocationQueues } from '../../shared/app/ports/location-queues.ts'
import type { DeliveryStore } from '../../shared/app/ports/stores/deliveries.ts'
import { type RowSources, sourceOfRow } from '../../shared/app/monitors/source-of-row.ts'
import type { RunStarter, TrialStarter } from '../../shared/app/ports/run-starter.ts'
import type { Topic } from '../../shared/app/ports/topics.ts'
import type { TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import type { DefinitionSource } from '../../shared/core/definition/monitor.ts'
import type { KnownLocations } from '../../shared/core/location/known-locations.ts'
import type { BuiltInSender } from '../../shared/core/definition/sender-problems.ts'

/** The tables of a deployed stack, or of the local mode of a folder, until they are closed. */
export interface Opened {
  monitors: MonitorStore
  runs: RunStore
  /** What definitions that are written there may hold. */
  source: DefinitionSource
  /** Whether a row there is one of the user's own file, and may hold what a file may; absent: none is. */
  isOwn?: RowSources['isOwn']
  /** The topics that carry alerts; absent: it does not say, or takes every name. */
  topics?: readonly string[]
  /** Those topics, and who hears of what is sent to them; absent: it does not say. */
  listTopics?(): Promise<readonly Topic[]>
  /** Who makes runs there when asked; absent: nobody does. */
  probes?: Probes
  /** Where monitors run that name no locations, and what home is called; absent: wherever results come from. */
  knownLocations?: KnownLocations
  /** What sends for monitors without `smtp`; absent: not known, or the demo server. */
  builtInSender?: BuiltInSender
  /** The address that the built-in sender sends from; absent: there is none. */
  senderAddress?: string
  /** The queues of its locations beside home; absent: it is no stack. */
  queues?: LocationQueues
  /** Who fetches access tokens there; absent: it was deployed before there were any. */
  renewer?: TokenRenewer
  /** The newest form of stored secrets that its probes read; absent: they take each for a bare password. */
  secretForm?: number
  /** The time zone of its reports, an IANA name; absent: it does not say. */
  reportZone?: string
  /** Whether who only looks may ask for tests; absent: its settings say. */
  viewersMayTest?: boolean
  /** Of a stack, what no other has, as `Roundtrip.eu-west-1.111122223333`; absent: it is none. */
  stackId?: string
  /** Absent: it is no stack. */
  stackName?: string
  /** What AWS says of it and its account; absent: it is no stack. */
  deployed?: { stack: Omit<StackFacts, 'ownVersion'>; account: AccountFacts }
  /** Of one machine, which brings its alerts to their destinations itself. */
  deliveries?: DeliveryStore
  /** As a message names it: `stack Roundtrip in eu-west-1`. */
  place: string
  close(): Promise<void>
}

/** What is opened with. */
export interface Opening {
  /** By which the stores tell what has expired; default: this machine's. */
  clock?: Clock
  /** As in `Surroundings`; default: none beside the usual ones. */
  authorities?: () => Promise<readonly string[]>
  /** The server of the settings that sends on one machine; default: none. */
  localSender?: () => Promise<BuiltInSender | undefined>
}

/** Asked for a run, they make it, whatever becomes of who asked. */
export interface Probes {
  starter: RunStarter & TrialStarter
  /** Where they are, the usual one first. */
  locations: readonly string[]
  /** Those that have registered beside these. */
  registered?(): Promise<readonly string[]>
}

/** All places where they make runs, the usual one first. */
export async function placesOf({ locations, registered }: Omit<Probes, 'starter'>): Promise<string[]> {
  return [...new Set([...locations, ...((await registered?.()) ?? [])])]
}

/**
 * What a command needs of a folder: a local mode runs over it, or has run; `made`: else it is made; `served`: as
 * `there`, and while it is open other commands reach it through this process.
 */
export type FolderNeed = 'running' | 'there' | 'made' | 'served'

/** What a row there may hold; it is only shown here, and run by none but npm start, which asks its file. */
export function sourceIn(
  { source, isOwn }: Pick<Opened, 'source' | 'isOwn'>,
  row: MonitorRow,
): DefinitionSource {
  return sourceOfRow(row, { definitionSource: source, ...(isOwn && { isOwn }) })
}
