import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { FastMail } from '../support/servers/fast-mail.ts'
import { snsEndpoint, ssmEndpoint } from '../support/aws/recording-endpoint.ts'

export interface Cloud {
  /** All that the probe function needs in its environment. */
  env: Record<string, string>
  /** Ids of the monitors, one for each run: a monitor has one scheduled run a minute. */
  monitorIds: readonly string[]
  close(): Promise<void>
}

/** What the function calls in AWS, on this machine: the embedded DynamoDB and stand-ins for SSM and SNS. */
export async function cloud({ smtpServer, mailboxServer }: FastMail, runs: number): Promise<Cloud> {
  const database = await embeddedDynamoDb()
  const sns = await snsEndpoint()
  const ssm = await ssmEndpoint(new Map([['/roundtrip/Roundtrip/mailbox', 'correct horse']]))
  const client = new DynamoDBClient(database.client)
  const { tableNames, endpoint, secret } = database
  const monitors = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  const definition = {
    emailAddress: 'probe@example.test',
    mailbox: { server: mailboxServer, userid: 'probe', password: 'ssm:mailbox' },
    smtp: { server: smtpServer },
  }
  const monitorIds = Array.from({ length: runs }, (_, index) => `inbox-${String(index)}`)
  for (const monitorId of monitorIds) {
    await monitors.put({ monitorId, managedBy: 'stack', revision: 1, definition }, undefined)
  }
  client.destroy()
  return {
    monitorIds,
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: secret,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_SNS: sns.url,
      AWS_ENDPOINT_URL_SSM: ssm.url,
      ROUNDTRIP_MONITORS_TABLE: tableNames.monitors,
      ROUNDTRIP_RESULTS_TABLE: tableNames.results,
      ROUNDTRIP_TOPIC_ARNS: '{"alerts":"arn:aws:sns:eu-west-1:111122223333:alerts"}',
      ROUNDTRIP_STACK_NAME: 'Roundtrip',
      ROUNDTRIP_HOME_REGION: 'eu-west-1',
      ROUNDTRIP_LOCATIONS: '{"home":"eu-west-1","defaults":["home"]}',
      ROUNDTRIP_LOCATION: 'eu-west-1',
      ROUNDTRIP_BUILT_IN_SENDER: '',
      ROUNDTRIP_ALERT_CAP: '10',
      ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
      ROUNDTRIP_PAGE_URL: '',
      ROUNDTRIP_WORDING: '{}',
      ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
      ROUNDTRIP_SENDER_ADDRESS: '',
      ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
    } satisfies EnvironmentOf<'probe'> & Record<`AWS_${string}`, string>,
    async close() {
      await Promise.all([sns.close(), ssm.close(), database.close()])
    },
  }
}
