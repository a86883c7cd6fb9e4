import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { DEFAULT_RETENTION } from '../../shared/core/history/retention.ts'
import { type Bundle, bundleIn, cdkSynth } from '../support/aws/cdk-synth.ts'
import { secretsManagerEndpoint, snsEndpoint, ssmEndpoint } from '../support/aws/recording-endpoint.ts'
import { startSesServer } from '../support/servers/ses/ses-server.ts'
import { type LambdaRuntime, lambdaRuntime } from '../support/lambda-runtime/server.ts'

export const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts'
export const MAILBOX_PASSWORD = 'correct horse battery'
export const SMTP_PASSWORD = 'staple-and-tree'

/**
 * What `cdk synth` bundles, and all that bundles call: the two tables, with one monitor in them, topics, both
 * stores of secrets and a mail server. `app`: instead of the one in cdk.json.
 */
export async function bundleWorld(app?: string) {
  const closing: (() => Promise<void>)[] = []
  const synth = await cdkSynth(app)
  closing.push(synth.remove)
  if (synth.code !== 0) throw new Error(`cdk synth ended with ${String(synth.code)}: ${synth.stderr}`)

  const database = await embeddedDynamoDb()
  const sns = await snsEndpoint()
  const ssm = await ssmEndpoint(new Map([['/roundtrip/Roundtrip/mailbox', MAILBOX_PASSWORD]]))
  const secretsManager = await secretsManagerEndpoint(new Map([['roundtrip/Roundtrip/smtp', SMTP_PASSWORD]]))
  const mail = await demoMailServer({
    accounts: [{ address: 'inbox@roundtrip.test', userid: 'inbox', password: MAILBOX_PASSWORD }],
    smtpLogins: [{ userid: 'sender', password: SMTP_PASSWORD }],
  })
  const ses = await startSesServer((raw) => mail.mailboxes.deliver('inbox@roundtrip.test', Buffer.from(raw)))
  closing.push(database.close, sns.close, ssm.close, secretsManager.close, mail.close, ses.close)

  const client = new DynamoDBClient(database.client)
  const { tableNames } = database
  const monitors = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  const runs = dynamoRunStore({ client, tableName: tableNames.results, clock: systemClock, ids: randomIds })
  const definition = definitionAt(mail)
  await monitors.put({ monitorId: 'inbox', managedBy: 'stack', revision: 1, definition }, undefined)

  const tables: EnvironmentOf<'stack-monitors'> = {
    ROUNDTRIP_MONITORS_TABLE: tableNames.monitors,
    ROUNDTRIP_RESULTS_TABLE: tableNames.results,
  }
  const recording: EnvironmentOf<'dead-letters'> = {
    ...tables,
    ROUNDTRIP_TOPIC_ARNS: JSON.stringify({ alerts: TOPIC }),
    ROUNDTRIP_STACK_NAME: 'Roundtrip',
    ROUNDTRIP_HOME_REGION: 'eu-west-1',
    ROUNDTRIP_LOCATIONS: '{"home":"eu-west-1","defaults":["home"]}',
    ROUNDTRIP_LOCATION: 'eu-west-1',
    ROUNDTRIP_RETENTION: JSON.stringify(DEFAULT_RETENTION),
    ROUNDTRIP_ALERT_CAP: '10',
    ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
    ROUNDTRIP_PAGE_URL: 'https://mail-monitor.example.com',
    ROUNDTRIP_WORDING: '{}',
    ROUNDTRIP_BUILT_IN_SENDER: '',
  }
  const aws = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: database.secret,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
  }

  return {
    mail,
    sns,
    ssm,
    secretsManager,
    ses,
    monitors,
    runs,
    environments: { tables, recording },
    bundle: (logicalId: string) => bundleIn(synth.folder, logicalId),
    /** The function of this bundle, in a process of its own, with these variables. */
    async start({ taskRoot }: Bundle, environment: object): Promise<LambdaRuntime> {
      const runtime = await lambdaRuntime(taskRoot, { ...environment, ...aws })
      closing.push(runtime.close)
      return runtime
    },
    async close() {
      for (const close of closing.reverse()) await close()
    },
  }
}

function definitionAt({ pop3Port, smtpPort }: DemoMailServer): Readonly<Record<string, unknown>> {
  return {
    monitorId: 'inbox',
    emailAddress: 'inbox@roundtrip.test',
    mailbox: {
      server: `pop3://127.0.0.1:${String(pop3Port)}`,
      userid: 'inbox',
      password: 'ssm:mailbox',
      tls: 'none',
    },
    smtp: {
      server: `smtp://127.0.0.1:${String(smtpPort)}`,
      userid: 'sender',
      password: 'secretsmanager:smtp',
      tls: 'none',
    },
    timeoutSeconds: 10,
    intervalMinutes: 10,
    tags: ['web'],
  }
}
