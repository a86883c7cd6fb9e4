import { randomBytes } from 'node:crypto'

import type { LiveNews } from '../../../shared/app/ports/stores/live-news.ts'
import type { AcceptedDefinition } from '../../../shared/app/ports/stores/accepted-definitions.ts'
import type { UpgradeStepDone } from '../../../shared/app/ports/stores/upgrade-steps.ts'
import type { GrantState } from '../../../shared/core/grant/grant-state.ts'
import type { DayItem } from '../../../shared/core/history/day.ts'
import type { MonitorSummary } from '../../../shared/core/history/summary.ts'
import type { TopicTraffic } from '../../../shared/core/judging/alert-cap.ts'
import type { DeletedMessages } from '../../../shared/core/identity/deleted-messages.ts'
import type { Incident, MonitorState } from '../../../shared/core/judging/state.ts'
import type { ToldAlert } from '../../../shared/core/judging/told-alert.ts'
import { NO_TAG_WINDOWS, type TagWindows } from '../../../shared/core/maintenance/tag-windows.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import type { AskedTests } from '../../../shared/core/run/asked-test.ts'
import type { RefusedLogin } from '../../../shared/core/run/refused-login.ts'
import type { Trial } from '../../../shared/core/run/trial.ts'
import type { MailEvent } from '../../../shared/core/run/sender/mail-events.ts'
import type { LogLine, OpenRun, RunResult } from '../../../shared/core/run/run.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'

export interface Kept<T> {
  value: T
  expiresAt?: EpochMs
  dueAt?: EpochMs | undefined
}

/** What stores of one table share. */
export interface MemoryTable {
  readonly installation: string
  readonly open: Map<string, Kept<OpenRun>>
  readonly results: Map<string, Kept<RunResult>>
  /** By monitor, in order. */
  readonly runIds: Map<string, string[]>
  readonly logs: Map<string, Kept<readonly LogLine[]>>
  /** By run: one of each kind. */
  readonly mailEvents: Map<string, Kept<readonly MailEvent[]>>
  readonly days: Map<string, Kept<DayItem>>
  readonly states: Map<string, Kept<MonitorState>>
  readonly told: Map<string, Kept<ToldAlert>>
  readonly summaries: Map<string, Kept<MonitorSummary>>
  readonly traffic: Map<string, Kept<TopicTraffic>>
  readonly refusedLogins: Map<string, Kept<RefusedLogin>>
  readonly grants: Map<string, Kept<GrantState>>
  readonly incidents: Map<string, Kept<Incident>>
  readonly tlsSeen: Set<string>
  readonly deleted: Map<string, DeletedMessages>
  readonly trials: Map<string, { value: Trial; expiresAt: EpochMs }>
  readonly tests: Map<string, AskedTests>
  /** By run, in the order of their numbers. */
  readonly live: Map<string, { value: LiveNews; expiresAt: EpochMs }[]>
  readonly upgradeSteps: Map<string, UpgradeStepDone>
  readonly accepted: Map<string, Kept<AcceptedDefinition>>
  readonly locations: Map<string, RegisteredLocation>
  tagWindows: TagWindows
}

export function memoryTable(): MemoryTable {
  return {
    installation: randomBytes(16).toString('hex'),
    open: new Map(),
    results: new Map(),
    runIds: new Map(),
    logs: new Map(),
    mailEvents: new Map(),
    days: new Map(),
    states: new Map(),
    told: new Map(),
    summaries: new Map(),
    traffic: new Map(),
    refusedLogins: new Map(),
    grants: new Map(),
    incidents: new Map(),
    accepted: new Map(),
    tlsSeen: new Set(),
    deleted: new Map(),
    trials: new Map(),
    tests: new Map(),
    live: new Map(),
    upgradeSteps: new Map(),
    locations: new Map(),
    tagWindows: NO_TAG_WINDOWS,
  }
}
