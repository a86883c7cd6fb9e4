import type { AccountFacts } from '../ports/account-facts.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorRow } from '../ports/monitor-store.ts'
import type { RunStore } from '../ports/run-store.ts'
import type { RegisteredLocation } from '../../core/location/registered-location.ts'
import type { KnownLocations } from '../../core/location/known-locations.ts'
import type { DefinitionSource } from '../../core/definition/monitor.ts'
import type { RowSources } from '../monitors/source-of-row.ts'

/** What a check found, in whole sentences for people; names of rows in them are not tamed. */
export interface Finding {
  /** `problem`: somebody should act. `note`: worth knowing; it may be meant so. */
  severity: 'problem' | 'note'
  /** What is so. */
  seen: string
  /** What comes of it. */
  why: string
  /** The command, the setting or the page of the console that mends it. */
  mend: string
}

/** A part of a check that could not be made. */
export interface Unanswered {
  /** What was asked for, as `the concurrency of Lambda in eu-west-1`. */
  asked: string
  /** What the port threw. */
  error: unknown
}

export type Seen = Finding | Unanswered

/** One look at something, read-only. What it throws stops no other check. */
export interface Check<Ports> {
  /** As the answer calls it: lower case, with hyphens. */
  name: string
  /** What is looked at, for the sentence that all is well. */
  of: string
  look(ports: Ports): Promise<readonly Seen[]>
}

/** What is asked of every home, a stack or one machine. */
export interface StorePorts extends RowSources {
  clock: Pick<Clock, 'now'>
  definitionSource: DefinitionSource
  rows(): Promise<readonly MonitorRow[]>
  runs: Pick<RunStore, 'findStates' | 'findTagWindows' | 'findGrant' | 'due' | 'newestResult'>
  /** A command as it is to be typed for this home: `oauth list` becomes `npx roundtrip oauth list --stack Mail`. */
  command(words: string): string
}

/** What is asked of a stack. */
export interface StackPorts extends StorePorts {
  stack: StackFacts
  account: AccountFacts
  /** Those beside home. */
  locations(): Promise<readonly RegisteredLocation[]>
  known: KnownLocations
}

export interface StackFacts {
  name: string
  region: string
  /** As CloudFormation says it, as `UPDATE_COMPLETE`. */
  status: string
  /** Of the code that home was deployed from; absent: a version that does not say. */
  version?: string
  /** The address that monitors without `smtp` send as; absent: there is no built-in sender. */
  builtInSender?: string
  /** ARN of the topic that Amazon SES tells what became of messages; absent with `builtInSender`. */
  senderTopic?: string
  /** Of who asks. */
  ownVersion: string
}

export function problem(seen: string, why: string, mend: string): Finding {
  return { severity: 'problem', seen, why, mend }
}

export function remark(seen: string, why: string, mend: string): Finding {
  return { severity: 'note', seen, why, mend }
}
