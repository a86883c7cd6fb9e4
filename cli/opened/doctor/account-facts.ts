import { COMMAND_PATIENCE, clientInTime } from '../../../shared/adapters/aws/client-in-time.ts'
import { listedResources } from '../../../shared/adapters/aws/listed-resources.ts'
import type { AccountFacts } from '../../../shared/app/ports/account-facts.ts'
import { readBy } from '../../../shared/core/aws/event-sources.ts'
import {
  grantParameterName,
  managedGrantName,
  managedSecretName,
  secretParameterName,
} from '../../../shared/core/aws/secret-names.ts'

interface OfStack {
  stackName: string
  region: string
  /** By name, the one of alarms among them. */
  topicArns: Readonly<Record<string, string>>
}

interface Destroyable {
  destroy(): void
}

/** Asks AWS with the credentials of the environment. Each client is loaded and made when it is first asked. */
export function accountFacts({ stackName, region: home, topicArns }: OfStack): {
  account: AccountFacts
  close: () => void
} {
  const made = new Map<string, Destroyable>()
  function kept<Client extends Destroyable>(key: string, make: () => Client): Client {
    const client = (made.get(key) as Client | undefined) ?? make()
    made.set(key, client)
    return client
  }

  async function lambda(region: string) {
    const { LambdaClient } = await import('@aws-sdk/client-lambda')
    return kept(`lambda ${region}`, () => clientInTime(LambdaClient, COMMAND_PATIENCE, { region }))
  }
  async function sns() {
    const { SNSClient } = await import('@aws-sdk/client-sns')
    return kept('sns', () => clientInTime(SNSClient, COMMAND_PATIENCE))
  }
  async function resources(name: string, region: string) {
    const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation')
    const client = kept(`cloudformation ${region}`, () =>
      clientInTime(CloudFormationClient, COMMAND_PATIENCE, { region }),
    )
    return listedResources(client, name)
  }

  /** Several checks ask for the same; each is asked for once. */
  const once = onlyOnce({
    ofHome: () => resources(stackName, home),
    async topics() {
      const client = await sns()
      const { subscriptionsWithArns } = await import('../../../shared/adapters/aws/sns-topic.ts')
      const { topicKey } = await import('../../../shared/adapters/aws/topic-key.ts')
      return Promise.all(
        Object.entries(topicArns).map(async ([name, arn]) => {
          const [subscriptions, kmsKey] = await Promise.all([
            subscriptionsWithArns(client, arn),
            topicKey(client, arn),
          ])
          return { name, subscriptions, ...(kmsKey !== undefined && { kmsKey }) }
        }),
      )
    },
  })

  const account: AccountFacts = {
    topics: once.topics,
    async madeSubscriptions() {
      const made = (await once.ofHome()).filter(({ type }) => type === 'AWS::SNS::Subscription')
      return made.flatMap(({ id }) => (isElsewhere(id, topicArns) ? [] : [id]))
    },
    async sms() {
      const { smsLimits } = await import('../../../shared/adapters/aws/sns-sms-limits.ts')
      return smsLimits(await sns())
    },
    async concurrency(region) {
      const { lambdaConcurrency } = await import('../../../shared/adapters/aws/lambda-concurrency.ts')
      return lambdaConcurrency(await lambda(region))
    },
    async eventSources(name, region) {
      const isHome = name === stackName && region === home
      const listed = await (isHome ? once.ofHome() : resources(name, region))
      const { lambdaEventSource } = await import('../../../shared/adapters/aws/lambda-event-source.ts')
      const client = await lambda(region)
      const mappings = listed.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      const own = mappings.flatMap(({ id, logicalId }) => {
        const kind = readBy(logicalId)
        return kind === undefined ? [] : [{ id, kind }]
      })
      return Promise.all(own.map((one) => lambdaEventSource(client, one)))
    },
    async sender(address) {
      const { SESv2Client } = await import('@aws-sdk/client-sesv2')
      const client = kept('ses', () => clientInTime(SESv2Client, COMMAND_PATIENCE, { region: home }))
      const { sesAccount } = await import('../../../shared/adapters/aws/ses-account.ts')
      return sesAccount(client, { address, configurationSet: stackName })
    },
    async isStored({ kind, store, name }) {
      const { isParameterStored, isSecretStored } =
        await import('../../../shared/adapters/secrets/stored-names.ts')
      if (store === 'secretsmanager') {
        const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
        const client = kept('secretsmanager', () => clientInTime(SecretsManagerClient, COMMAND_PATIENCE))
        return isSecretStored(
          client,
          (kind === 'grant' ? managedGrantName : managedSecretName)(stackName, name),
        )
      }
      const { SSMClient } = await import('@aws-sdk/client-ssm')
      const client = kept('ssm', () => clientInTime(SSMClient, COMMAND_PATIENCE))
      return isParameterStored(
        client,
        (kind === 'grant' ? grantParameterName : secretParameterName)(stackName, name),
      )
    },
  }
  return { account, close: () => [...made.values()].forEach((client) => client.destroy()) }
}

/** Whether a subscription is to another topic than these, as to the one that SES tells of mail; its ARN begins with the topic's. */
function isElsewhere(id: string, topicArns: OfStack['topicArns']): boolean {
  return id.startsWith('arn:') && !Object.values(topicArns).some((arn) => id.startsWith(`${arn}:`))
}

/** The same functions, each of which is called once; who asks again gets the same answer. */
function onlyOnce<Asking extends Record<string, () => Promise<unknown>>>(asking: Asking): Asking {
  const answers = new Map<string, Promise<unknown>>()
  return Object.fromEntries(
    Object.entries(asking).map(([name, ask]) => [
      name,
      () => {
        const answer = answers.get(name) ?? ask()
        answers.set(name, answer)
        return answer
      },
    ]),
  ) as Asking
}
