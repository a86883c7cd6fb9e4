import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { ResultsTable } from '../shared/adapters/dynamodb/access/results-table.ts'
import { tableAccess } from '../shared/adapters/dynamodb/access/table-access.ts'
import { dynamoMonitorStore } from '../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../shared/adapters/dynamodb/run-store.ts'
import { mailServers } from '../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../shared/adapters/random-ids.ts'
import type { Clock } from '../shared/app/ports/clock.ts'
import type { RunPorts } from '../shared/app/ports/run-ports.ts'
import type { SecretReader } from '../shared/app/ports/secrets.ts'
import type { RenewalStarter } from '../shared/app/ports/token-renewal.ts'
import type { RunStore } from '../shared/app/ports/run-store.ts'
import { grantIsUsed } from '../shared/app/tokens/used-grants.ts'
import { referenceText } from '../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../shared/core/definition/monitor.ts'
import { alertTopics } from '../shared/core/definition/topic-names.ts'
import { localOptions } from '../shared/core/wording/log-command.ts'
import type { LocalOptions } from './arguments.ts'
import type { DemoMailServer } from './demo-mail/demo-mail-server.ts'
import { DEMO_PASSWORD, demoSender } from './demo-monitor.ts'
import { senderHere } from './local-sender.ts'
import { type LocalSettings, authoritiesIn, locationsHere } from './local-settings.ts'
import { localLogins } from './secrets/local-logins.ts'
import { localSecrets } from './secrets/local-secrets.ts'
import { namesInOneStore, statesInOneStore } from './secrets/one-store.ts'

export interface PortParts extends Pick<LocalOptions, 'dataDir'> {
  clock: Clock
  env: Readonly<Record<string, string | undefined>>
  settings: LocalSettings
  client: DynamoDBClient
  tableNames: { monitors: string; results: string }
  server: DemoMailServer
  /** Of the demo mailbox. */
  password: string
}

/** All that a run needs on one machine, but who is told of alerts. */
export type LocalPorts = Omit<RunPorts, 'publisher'> & {
  runs: RunStore
  results: ResultsTable
  /** Passwords and grants alike, as `secrets list` and who sets them see them. */
  stored: SecretReader
  renewals: RenewalStarter
}

export function localPorts(parts: PortParts): LocalPorts {
  const { clock, env, dataDir, settings, client, tableNames, server, password } = parts
  const { alertCap, wording, runbookUrl, pageUrl, retention, senderAddress, topics, localSender } = settings
  const known = alertTopics(topics)
  const ca = authoritiesIn(settings)
  const over = { client, tableName: tableNames.results, clock, ids: randomIds }
  const runs = statesInOneStore(dynamoRunStore({ ...over, retention }))
  const stored = localSecrets(dataDir, env, { [DEMO_PASSWORD]: password })
  const monitors = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  const isNamed = grantIsUsed({ monitors, definitionSource: 'local-table' })
  const { secrets, tokens, renewals } = localLogins({
    clock,
    folder: dataDir,
    stored,
    states: runs,
    async isUsed(grant) {
      const names = namesInOneStore(grant)
      if (names.some((one) => isOfSettings(one, settings))) return true
      return (await Promise.all(names.map(isNamed))).includes(true)
    },
    ca,
  })
  return {
    clock,
    ids: randomIds,
    secrets,
    stored,
    tokens,
    renewals,
    mail: mailServers({ clock, ...(ca.length > 0 && { ca }) }, demoSender(server)),
    runs,
    results: { table: tableAccess(client, tableNames.results), clock, ids: randomIds },
    monitors,
    commandOptions: localOptions(dataDir),
    definitionSource: 'local-table',
    ...(known && { topics: known }),
    knownLocations: locationsHere(settings),
    ...(localSender && { builtInSender: localSender }),
    senderOf: senderHere(settings),
    alertCap,
    wording,
    runbookUrl,
    ...(pageUrl !== undefined && { pageUrl }),
    retention,
    ...(senderAddress !== undefined && { senderAddress }),
  }
}

function isOfSettings(grant: SecretReference, { localAlerts, localSender }: LocalSettings): boolean {
  return [localAlerts?.smtp, localSender].some((smtp) => {
    const secret = smtp?.login?.secret
    return secret?.kind === 'grant' && referenceText(secret) === referenceText(grant)
  })
}
