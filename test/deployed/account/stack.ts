import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SNSClient } from '@aws-sdk/client-sns'
import { DeleteParametersCommand, SSMClient } from '@aws-sdk/client-ssm'

import { type TableAccess, tableAccess } from '../../../shared/adapters/dynamodb/access/table-access.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { snsPublisher } from '../../../shared/adapters/aws/sns-publisher.ts'
import { ssmSecretWriter } from '../../../shared/adapters/secrets/ssm-secret-writer.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { NotifyPorts } from '../../../shared/app/alerts/notify.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import type { ResultStore } from '../../../shared/app/ports/stores/run-results.ts'
import { ALERT_TOPIC } from '../../../shared/core/definition/built-in-topics.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunKey, RunResult } from '../../../shared/core/run/run.ts'
import { formerRunId } from '../../../shared/core/run/run-id.ts'
import { SECRET_FORM_OUTPUT, secretParameterName } from '../../../shared/core/aws/secret-names.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { type EpochMs, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { type Fired, type Published, type Resource, type Schedule, lab } from './lab.ts'

/** The stack as it stands in the account, seen through the real adapters. */
export interface DeployedStack {
  name: string
  /** The home location: the Region. */
  location: string
  /** Value of an output of the stack; throws when there is none. */
  output(key: string): string
  outputs: Readonly<Record<string, string>>
  /** Stores, clock and publisher over the stack's own tables and topic, with all rights. */
  ports: NotifyPorts & { runs: RunStore }
  results: TableAccess
  /** As `secrets set` stores it for monitors of the demo mail server: alone where the stack knows no hosts. */
  setSecret(name: string, value: string): Promise<void>
  /** As if it had never been set. */
  removeSecret(name: string): Promise<void>
  /** The rule of a stack monitor, if it has one. */
  ruleOf(monitorId: string): Promise<Schedule | undefined>
  /**
   * Fires the monitor's rule for a minute, waits for Lambda to be done with it, and reads the result that
   * stands then.
   */
  fire(monitorId: string, time: EpochMs): Promise<Fired & { result: RunResult | undefined }>
  /** Alerts on this monitor, oldest first. */
  alertsOn(monitorId: string): Promise<Published[]>
  /** The one resource of this type whose logical id begins so. */
  resource(type: string, logicalId: string): Promise<Resource>
}

export function deployedStack(name: string, outputs: Readonly<Record<string, string>>): DeployedStack {
  const location = process.env.AWS_REGION ?? ''
  const client = new DynamoDBClient({})
  const clock = systemClock
  const ids = randomIds
  const tableName = output('ResultsTable')
  const runs = dynamoRunStore({ client, tableName, clock, ids })
  const monitors = dynamoMonitorStore({ client, tableName: output('MonitorsTable'), ids })
  const publisher = snsPublisher({
    client: new SNSClient({ maxAttempts: 1 }),
    topicArns: { [ALERT_TOPIC]: output('AlertTopic') },
    signalMs: 10 * SECOND,
  })
  const ssm = new SSMClient({})
  const secrets = ssmSecretWriter(ssm)

  function output(key: string): string {
    const value = outputs[key]
    if (value === undefined) throw new Error(`stack ${name} has no output ${key}`)
    return value
  }

  async function ruleOf(monitorId: string): Promise<Schedule | undefined> {
    const pattern = new RegExp(`^${name}\\.${monitorId}-[0-9a-f]{8}$`)
    return (await lab.schedules()).find((one) => one.kind === 'rule' && pattern.test(one.name))
  }

  /** Kept for as long as nothing is deployed: the account is slow at listing its rules. */
  const rules = new Map<string, Schedule>()
  async function knownRule(monitorId: string): Promise<Schedule> {
    const rule = rules.get(monitorId) ?? (await ruleOf(monitorId))
    if (!rule) throw new Error(`stack ${name} has no rule for ${monitorId}`)
    rules.set(monitorId, rule)
    return rule
  }

  return {
    name,
    location,
    output,
    outputs,
    ports: { clock, ids, runs, monitors, publisher, definitionSource: 'table' },
    results: tableAccess(client, tableName),
    async setSecret(secret, value) {
      const text =
        outputs[SECRET_FORM_OUTPUT] === undefined ? value : storedSecretText({ hosts: ['127.0.0.1'], value })
      await secrets.write(secretParameterName(name, secret), text)
    },
    async removeSecret(secret) {
      await ssm.send(new DeleteParametersCommand({ Names: [secretParameterName(name, secret)] }))
    },
    ruleOf,
    async fire(monitorId, time) {
      const { name: rule } = await knownRule(monitorId)
      const fired = await lab.fire({ rule, time })
      const scheduledAt = Math.floor(time / MINUTE) * MINUTE
      const key = runKeyOf({ monitorId, location, scheduledAt, trigger: 'schedule' })
      return { ...fired, result: await resultOf(key, runs) }
    },
    async alertsOn(monitorId) {
      return (await lab.published()).filter(({ attributes }) => attributes.monitorId === monitorId)
    },
    async resource(type, logicalId) {
      const all = await lab.resources(type)
      const found = all.filter((one) => one.stack === name && one.logicalId.startsWith(logicalId))
      const [resource, ...more] = found
      if (!resource || more.length > 0) {
        throw new Error(
          `${found.length} of type ${type} begin with ${logicalId}, of: ${all.map((one) => one.logicalId).join(', ')}`,
        )
      }
      return resource
    },
  }
}

/**
 * The beginning of a minute that lies `minutes` back: runs of one monitor need a minute each, in their order.
 */
export function minutesAgo(minutes: number): EpochMs {
  return (Math.floor(Date.now() / MINUTE) - minutes) * MINUTE
}

/** The result of this run, whichever version of the stack made it: older ones spelled its id otherwise. */
export async function resultOf(
  { monitorId, runId }: RunKey,
  runs: Pick<ResultStore, 'findResult'>,
): Promise<RunResult | undefined> {
  const found = await runs.findResult({ monitorId, runId })
  return found ?? runs.findResult({ monitorId, runId: formerRunId(runId) })
}
