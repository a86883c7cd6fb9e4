import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { environmentRows, environmentWords } from '../../shared/core/definition/environment-rows.ts'
import { serverUrl } from '../../shared/core/definition/fields/server-address.ts'
import type { Monitor, SmtpSettings } from '../../shared/core/definition/monitor.ts'
import { firstOf } from '../../shared/core/wording/words/first-of.ts'
import type { LocalOptions } from '../arguments.ts'
import type { DemoMailServer } from '../demo-mail/demo-mail-server.ts'
import { DEMO_ADDRESS } from '../demo-monitor.ts'

export interface HeaderOptions extends LocalOptions {
  /** What keeps the data, as `embedded DynamoDB`. */
  store: string
  /** Who is told of alerts, and who is not. */
  alerts: readonly (readonly [string, string])[]
  /** What sends for monitors without `smtp`; absent: the demo server. */
  sender?: SmtpSettings | undefined
}

/** What the console says first: each fact with its name. */
export function headerFacts(
  { break: breaking, dataDir, monitorsFile, store, alerts, sender }: HeaderOptions,
  own: readonly Monitor[],
  server: Pick<DemoMailServer, 'smtpPort' | 'pop3Port'>,
  address: string,
  rows: readonly MonitorRow[] = [],
): (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [['page', address]]
  if (own.length === 0) {
    facts.push(['monitor', `demo: to ${DEMO_ADDRESS} and back, every minute, timeout 10 s`])
    facts.push([
      'yours',
      'add monitors on the page, in cdk/monitors.ts, or in a file: npm start -- --monitors FILE',
    ])
  } else {
    const ids = own.map((monitor) => monitor.monitorId)
    facts.push(['monitors', `${ids.length} from ${monitorsFile ?? 'cdk/monitors.ts'}: ${firstOf(ids)}`])
  }
  if (rows.length > 0) {
    const ids = rows.map(({ monitorId }) => monitorId)
    facts.push(['table', `${ids.length} more: ${firstOf(ids)} (npx roundtrip monitors --help)`])
  }
  facts.push(
    [
      'mail',
      `demo server: smtp://127.0.0.1:${server.smtpPort} and pop3://127.0.0.1:${server.pop3Port}, this machine only`,
    ],
    ...(sender
      ? [['sender', `${serverUrl(sender.server)} (localSender) sends for monitors without smtp`] as const]
      : []),
    ['data', `${dataDir} (${store})`],
    [
      'status',
      `npx roundtrip status --local${dataDir === '.data' ? '' : `=${dataDir}`}, in another terminal`,
    ],
    ...alerts,
  )
  const old = environmentRows(rows)
  if (old.length > 0) facts.push(['attention', environmentWords(firstOf(old))])
  if (breaking)
    facts.push(['break', "the second run's message will be lost: wait for the alert, then for the recovery"])
  const undeliverable = own
    .filter((monitor) => monitor.smtp === undefined && monitor.emailAddress !== DEMO_ADDRESS)
    .map((monitor) => monitor.monitorId)
  if (!sender && undeliverable.length > 0) {
    facts.push([
      'attention',
      `${firstOf(undeliverable)}: no smtp.server given, so the demo server sends, which delivers only to ${DEMO_ADDRESS}: expect "recipient-rejected"; localSender in cdk/settings.ts names another`,
    ])
  }
  return facts
}
