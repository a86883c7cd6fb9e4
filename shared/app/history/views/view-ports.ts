import type { Clock } from '../../ports/clock.ts'
import type { MonitorStore } from '../../ports/monitor-store.ts'
import type { DayStore } from '../../ports/stores/days.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { MailEventStore } from '../../ports/stores/mail-events.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { OpenRunStore } from '../../ports/stores/open-runs.ts'
import type { RunLogStore } from '../../ports/stores/run-logs.ts'
import type { ResultStore } from '../../ports/stores/run-results.ts'
import type { SummaryStore } from '../../ports/stores/summaries.ts'
import type { TagWindowStore } from '../../ports/stores/tag-windows.ts'
import type { ToldStore } from '../../ports/stores/told-alerts.ts'
import type { RowSources } from '../../monitors/source-of-row.ts'

/** All that the views read, for whoever asks several; each names the little that it needs itself. */
export interface ViewPorts extends RowSources {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find' | 'list'>
  runs: StateStore &
    SummaryStore &
    DayStore &
    ResultStore &
    RunLogStore &
    OpenRunStore &
    IncidentStore &
    ToldStore &
    MailEventStore &
    TagWindowStore
}

/** Results, newest first. */
export type ResultHistory = Pick<ResultStore, 'resultsBackwards'>

/** How times are said in sentences. */
export interface Wording {
  /** An IANA time zone; default UTC. */
  zone?: string
}
