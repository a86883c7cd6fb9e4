import { alarms } from './alarms.ts'
import type { Check, StackPorts, StorePorts } from './check.ts'
import { concurrency } from './concurrency.ts'
import { deploy } from './deploy.ts'
import { eventSources } from './event-sources.ts'
import { grants } from './grants.ts'
import { monitors } from './monitors.ts'
import { port25 } from './port-25.ts'
import { secrets } from './secrets.ts'
import { sender } from './sender.ts'
import { sms } from './sms.ts'
import { subscriptions } from './subscriptions.ts'
import { unregistered } from './unregistered.ts'
import { versions } from './versions.ts'
import { watchdog } from './watchdog.ts'

/** In the order in which they are told. A new one is named here, and nowhere else. */
export const STACK_CHECKS: readonly Check<StackPorts>[] = [
  deploy,
  versions,
  unregistered,
  subscriptions,
  alarms,
  sms,
  concurrency,
  eventSources,
  watchdog,
  secrets,
  grants,
  port25,
  sender,
  monitors,
]

/** Those that ask no account. */
export const STORE_CHECKS: readonly Check<StorePorts>[] = [watchdog, grants, monitors]
