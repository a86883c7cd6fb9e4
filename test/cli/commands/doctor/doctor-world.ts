import { onTestFinished } from 'vitest'

import type { Surroundings } from '../../../../cli/surroundings.ts'
import { cloudFormationEndpoint } from '../../../support/aws/cloudformation-endpoint.ts'
import {
  type Answer,
  type RecordedRequest,
  recordingEndpoint,
} from '../../../support/aws/recording-endpoint.ts'
import { snsAnswer, snsEntries, subscriptionsPage } from '../../../support/aws/sns-page.ts'
import { TABLES, account } from '../../account.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'

const arn = (rest: string) => `arn:aws:sns:eu-west-1:111122223333:${rest}`

/** A stack that says of itself what doctor asks for. */
const OUTPUTS = {
  ...TABLES,
  AlertTopics: 'alerts',
  AlertTopicArns: arn('alerts'),
  OperationsTopic: arn('operations'),
}

const RESOURCES = [
  ['AWS::SNS::Subscription', 'AlertsTopicemail', arn('alerts:1')],
  ['AWS::SNS::Subscription', 'AlertsOperationsemail', arn('operations:1')],
  ['AWS::Lambda::EventSourceMapping', 'ReconcilerStream', 'u-1'],
  // Of the app that the stack is embedded in.
  ['AWS::Lambda::EventSourceMapping', 'OrdersStreamOfShop', 'theirs'],
] as const

export interface Account {
  /** ARNs of the subscriptions to `alerts`, and who they are. */
  alerts?: Parameters<typeof subscriptionsPage>[0]
  concurrent?: number
  mapping?: object
  /** Names of parameters that are stored. */
  stored?: readonly string[]
  /** What Amazon SES says by path, of a stack with a built-in sender. */
  ses?: Readonly<Record<string, object>>
  /** What Lambda answers in place of anything else. */
  lambda?: Answer
}

const HEARD = [['email', 'ops@example.com', arn('operations:1')]] as const

/** An account with one stack, and what doctor says of it with this line. */
export async function doctorAt(
  { alerts = [['email', 'a@example.com', arn('alerts:1')]], ...rest }: Account = {},
  clock?: Surroundings['clock'],
) {
  const { concurrent = 1000, mapping = { State: 'Enabled' }, stored = [], lambda, ses } = rest
  const outputs = { ...OUTPUTS, ...(ses && { BuiltInSender: 'probe@example.com' }) }
  const { env, monitors, runs } = await account({ [STACK]: outputs })
  const cloudFormation = await serve(
    await cloudFormationEndpoint({ [STACK]: outputs }, undefined, [
      ...RESOURCES,
      ...(ses ? ([['AWS::SNS::Subscription', 'SenderNote', arn('Roundtrip-SenderEvents:1')]] as const) : []),
    ]),
  )
  const sns = await serve(
    await recordingEndpoint(({ body }) => {
      const asked = new URLSearchParams(body)
      switch (asked.get('Action') ?? '') {
        case 'ListSubscriptionsByTopic':
          return subscriptionsPage(asked.get('TopicArn') === arn('alerts') ? alerts : HEARD)
        case 'GetSMSSandboxAccountStatus':
          return snsAnswer('GetSMSSandboxAccountStatus', '<IsInSandbox>true</IsInSandbox>')
        case 'GetSMSAttributes':
          return snsAnswer(
            'GetSMSAttributes',
            `<attributes>${snsEntries({ MonthlySpendLimit: '1' })}</attributes>`,
          )
        default:
          return snsAnswer('GetTopicAttributes', '<Attributes/>')
      }
    }),
  )
  const functions = await serve(
    await recordingEndpoint(({ path }) => {
      if (lambda) return lambda
      if (path.includes('event-source-mappings/theirs'))
        return { body: JSON.stringify({ UUID: 'theirs', State: 'Disabled' }) }
      if (path.includes('event-source-mappings')) return { body: JSON.stringify({ UUID: 'u-1', ...mapping }) }
      const AccountLimit = { ConcurrentExecutions: concurrent, UnreservedConcurrentExecutions: concurrent }
      return { body: JSON.stringify({ AccountLimit }) }
    }),
  )
  const mail = await serve(
    await recordingEndpoint(({ path }) => {
      const said = ses?.[decodeURIComponent(path)]
      if (said) return { body: JSON.stringify(said) }
      return { status: 404, body: '{}', headers: { 'x-amzn-errortype': 'NotFoundException' } }
    }),
  )
  const ssm = await serve(await recordingEndpoint((request) => tagsOf(request, stored)))
  const all = {
    ...env,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation,
    AWS_ENDPOINT_URL_SNS: sns,
    AWS_ENDPOINT_URL_LAMBDA: functions,
    AWS_ENDPOINT_URL_SSM: ssm,
    AWS_ENDPOINT_URL_SESV2: mail,
  }
  const change = { env: all, settings: () => Promise.resolve({}), ...(clock && { clock }) }
  const doctor = (line: readonly string[] = [], columns?: number) =>
    says(['doctor', ...line], change, columns)
  return { doctor, monitors, runs }
}

function tagsOf({ body }: RecordedRequest, stored: readonly string[]): Answer {
  const { ResourceId = '' } = JSON.parse(body) as { ResourceId?: string }
  if (stored.includes(ResourceId)) return { body: '{"TagList":[]}' }
  return { status: 400, body: JSON.stringify({ __type: 'InvalidResourceId', message: 'not valid' }) }
}

function serve({ url, close }: { url: string; close: () => Promise<void> }): Promise<string> {
  onTestFinished(close)
  return Promise.resolve(url)
}
