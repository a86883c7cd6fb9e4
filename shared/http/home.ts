import type { ViewPorts } from '../app/history/views/view-ports.ts'
import type { Clock, Ids } from '../app/ports/clock.ts'
import type { LocationQueues } from '../app/ports/location-queues.ts'
import type { MonitorStore } from '../app/ports/monitor-store.ts'
import type { RulesPorts } from '../app/ports/run-ports.ts'
import type { RunStarter, TrialStarter } from '../app/ports/run-starter.ts'
import type { RunStore } from '../app/ports/run-store.ts'
import type { SecretKeeper } from '../app/ports/secret-keeper.ts'
import type { Topic } from '../app/ports/topics.ts'
import type { SessionSender } from './answers/session-sender.ts'
import type { PageFiles } from './page-files.ts'
import type { Problem } from './problem.ts'
import type { Needs } from './needs.ts'
import type { ViewerTests } from './viewer-tests.ts'

/** Where the app is at home: what it looks at, and what may be done through it. Made by a composition root. */
export interface HttpHome {
  kind: 'local' | 'stack'
  /** As `local mode in .data` or `stack Roundtrip in eu-west-1`. */
  place: string
  /** Of Roundtrip, as `0.1.0`. */
  version: string
  /** Of the code that the stack was deployed from; absent: there is none, or it does not say. */
  stackVersion?: string
  ports: HomePorts
  /** The IANA time zone whose months reports are of. */
  reportZone: string
  /** The highest need that is met here: `view` is read-only. */
  may: Needs
  /** What one who may only look has asked for; absent: who only looks may not ask for tests. */
  viewerTests?: ViewerTests
  keys: HomeKeys
  /** Hosts that a request may name, as `127.0.0.1:7025`. */
  hosts: readonly string[]
  /** The page, built when it is first asked for; absent or `undefined`: there is none here. */
  page?(): Promise<PageFiles | undefined>
  /** Who makes runs when asked, and where, the usual location first; absent: nobody does. */
  probes?: {
    starter: RunStarter & TrialStarter
    locations: readonly string[]
    /** Those that registered beside these since. */
    registered?(): Promise<readonly string[]>
  }
  /** The queues of locations beside home; absent: they cannot be asked. */
  queues?: LocationQueues
  /** Where passwords are stored; absent: none can be. */
  secrets?: SecretKeeper
  /** Who sends for monitors without `smtp`; absent: each must name a server. */
  builtInSender?: SessionSender
  /** The mail server of the demo; absent: there is none here. */
  demo?: { loseNext(): void }
  /** The topics of alerts; absent: they are not known here. */
  topics?(): Promise<readonly Topic[]>
  /**
   * What an error of the store or of AWS means for who asked for something that needs this; `undefined`: it is a
   * fault of ours.
   */
  explain(error: unknown, needs: Needs): Problem | undefined
  /** Hears of faults of ours. */
  report(error: unknown): void
}

export interface HomeKeys {
  /** Opens everything that `may` allows. */
  page: string
  /** Opens `/metrics` and nothing more. */
  metrics: string
}

export interface HomePorts extends ViewPorts, Pick<RulesPorts, 'topics'> {
  clock: Clock
  ids: Ids
  monitors: MonitorStore
  runs: RunStore
}
