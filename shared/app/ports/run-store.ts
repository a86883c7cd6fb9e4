import type { GrantStateStore } from './token-renewal.ts'
import type { AcceptedDefinitionStore } from './stores/accepted-definitions.ts'
import type { AskedTestStore } from './stores/asked-tests.ts'
import type { DayStore } from './stores/days.ts'
import type { DeletedMessageStore } from './stores/deleted-messages.ts'
import type { DueIndex } from './stores/due-items.ts'
import type { IncidentStore } from './stores/incidents.ts'
import type { InstallationStore } from './stores/installation.ts'
import type { LiveNewsStore } from './stores/live-news.ts'
import type { LocationStore } from './stores/locations.ts'
import type { MailEventStore } from './stores/mail-events.ts'
import type { StateStore } from './stores/monitor-states.ts'
import type { OpenRunStore } from './stores/open-runs.ts'
import type { RefusedLoginStore } from './stores/refused-logins.ts'
import type { RunLogStore } from './stores/run-logs.ts'
import type { ResultStore } from './stores/run-results.ts'
import type { SummaryStore } from './stores/summaries.ts'
import type { TagWindowStore } from './stores/tag-windows.ts'
import type { TlsSeenStore } from './stores/tls-seen.ts'
import type { ToldStore } from './stores/told-alerts.ts'
import type { TrafficStore } from './stores/topic-traffic.ts'
import type { TrialStore } from './stores/trials.ts'
import type { UpgradeStepStore } from './stores/upgrade-steps.ts'

/**
 * The whole Results table: for composition roots and adapters. A use case names the small ports it needs.
 * Conditional writes answer `true` when the write stands and is ours, also when its first answer was lost,
 * and `false` when somebody else's stands. What has expired counts as absent.
 */
export interface RunStore
  extends
    InstallationStore,
    OpenRunStore,
    ResultStore,
    RunLogStore,
    MailEventStore,
    DayStore,
    SummaryStore,
    StateStore,
    TrafficStore,
    ToldStore,
    RefusedLoginStore,
    IncidentStore,
    AcceptedDefinitionStore,
    TagWindowStore,
    TlsSeenStore,
    DeletedMessageStore,
    UpgradeStepStore,
    AskedTestStore,
    LiveNewsStore,
    TrialStore,
    GrantStateStore,
    LocationStore,
    DueIndex {}
