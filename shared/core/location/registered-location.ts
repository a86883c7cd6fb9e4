import type { EpochMs } from '../time/units.ts'
import type { LocationKind } from './location-kind.ts'

/**
 * A location beside home, as the deploy of its own stack wrote it down at home: what home must know to start
 * runs there, to put schedules there, and to look after it.
 */
export interface RegisteredLocation {
  name: string
  kind: Extract<LocationKind, 'region' | 'fixed-address'>
  /** Where its probe, schedules and queues are. */
  region: string
  probeArn: string
  /** The schedule group that holds its schedules and nothing else. */
  groupName: string
  /** The role that Scheduler takes on for them. */
  roleArn: string
  /** What AWS gave up on. */
  deadLettersArn: string
  /** What nobody could make a result of: anything in here is for a person to look at. */
  unhandledArn: string
  /** The one address that its probe is seen with, where it has a fixed one. */
  address?: string
  /** Of the code that the location was deployed from, as `0.1.0+3f9c2a81`; earlier deploys say `0.1.0` alone. */
  version: string
  registeredAt: EpochMs
  /**
   * What the location takes for the locations of monitors that name none, until it is deployed again; absent: a
   * version that does not say.
   */
  defaultLocations?: readonly string[]
  /** The settings say `removed: true`: nothing runs there any more, and nothing is expected of it. */
  removed?: true
}
