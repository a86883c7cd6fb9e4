import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { LambdaClient } from '@aws-sdk/client-lambda'

import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { clientsByRegion } from '../../shared/adapters/aws/clients-by-region.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { LocationQueues } from '../../shared/app/ports/location-queues.ts'
import type { LocationStore } from '../../shared/app/ports/stores/locations.ts'
import type { Topic } from '../../shared/app/ports/topics.ts'
import { findDeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { OPERATIONS_TOPIC } from '../../shared/core/definition/built-in-topics.ts'
import { SECRET_FORM_OUTPUT } from '../../shared/core/aws/secret-names.ts'
import { HOME } from '../../shared/core/location/known-locations.ts'
import { probesWith } from '../../shared/core/location/places.ts'
import {
  BUILT_IN_SENDER_OUTPUT,
  DEFAULT_LOCATIONS_OUTPUT,
  OPERATIONS_TOPIC_OUTPUT,
  PROBES_OUTPUT,
  REPORT_ZONE_OUTPUT,
  SENDER_EVENTS_OUTPUT,
  VERSION_OUTPUT,
  VIEWERS_MAY_TEST_OUTPUT,
  TOKENS_FUNCTION_OUTPUT,
  TOPIC_ARNS_OUTPUT,
  readProbes,
} from '../../shared/core/aws/stack-outputs.ts'
import { accountFacts } from './doctor/account-facts.ts'
import { NoStack } from './cannot-do.ts'
import type { Opened, Probes } from './opened.ts'
import { storesOver } from './stores.ts'
import { MINUTE } from '../../shared/core/time/units.ts'

/** A stack of the environment's account and Region; throws `NoStack` where it or its tables are missing. */
export async function openDeployed(stackName: string, clock?: Clock): Promise<Opened> {
  const {
    place,
    stackId,
    monitors,
    results,
    topics,
    topicArns,
    secretForm,
    probeArns,
    tokensArn,
    reportZone,
    viewersMayTest,
    senderAddress,
    defaults,
    operationsArn,
    stack,
  } = await findTables(stackName)
  const client = clientInTime(DynamoDBClient, COMMAND_PATIENCE)
  const topicsByArn = arnsOfTopics(topics?.split(',') ?? [], topicArns?.split(',') ?? [], operationsArn)
  const { account, close } = accountFacts({ stackName, region: stack.region, topicArns: topicsByArn })
  const stores = storesOver(client, { monitors, results }, clock)
  return {
    ...stores,
    source: 'table',
    queues: deployedQueues(),
    place,
    stackId,
    stackName,
    // Stacks that were deployed before there was this output do not say.
    ...(topics !== undefined && { topics: topics.split(',') }),
    ...(topicArns !== undefined && {
      listTopics: () => topicsAt(topics?.split(',') ?? [], topicArns.split(',')),
    }),
    ...(secretForm !== undefined && { secretForm: Number(secretForm) }),
    ...(reportZone !== undefined && { reportZone }),
    knownLocations: { home: stack.region, defaults },
    builtInSender: senderAddress !== undefined,
    ...(senderAddress !== undefined && { senderAddress }),
    viewersMayTest,
    ...(probeArns && { probes: probesAt(probeArns, stores.runs) }),
    ...(tokensArn !== undefined && { renewer: renewerAt(tokensArn) }),
    deployed: { stack, account },
    close() {
      client.destroy()
      close()
      return Promise.resolve()
    },
  }
}

/** The ARN by the name of the topic, the one of alarms among them. */
function arnsOfTopics(
  names: readonly string[],
  arns: readonly string[],
  operationsArn: string | undefined,
): Record<string, string> {
  const found = names.flatMap((name, place) => {
    const arn = arns[place]
    return arn === undefined ? [] : [[name, arn] as const]
  })
  return Object.fromEntries([
    ...found,
    ...(operationsArn === undefined ? [] : [[OPERATIONS_TOPIC, operationsArn] as const]),
  ])
}

async function findTables(stackName: string) {
  const client = clientInTime(CloudFormationClient, COMMAND_PATIENCE)
  try {
    const stack = await findDeployedStack(client, stackName)
    const place = `stack ${stackName} in ${stack.region}`
    if (stack.kind === 'none') {
      throw new NoStack(
        place,
        `there is no ${place}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const { outputs, status, region, account } = stack
    const stackId = [stackName, region, account].join('.')
    const { MonitorsTable: monitors, ResultsTable: results, AlertTopics: topics } = outputs
    const topicArns = outputs[TOPIC_ARNS_OUTPUT]
    const secretForm = outputs[SECRET_FORM_OUTPUT]
    const version = outputs[VERSION_OUTPUT]
    const senderAddress = outputs[BUILT_IN_SENDER_OUTPUT]
    const senderTopic = outputs[SENDER_EVENTS_OUTPUT]
    if (monitors !== undefined && results !== undefined)
      return {
        place,
        stackId,
        monitors,
        results,
        topics,
        topicArns,
        secretForm,
        reportZone: outputs[REPORT_ZONE_OUTPUT],
        // One that was deployed before there were locations has home alone.
        defaults: (outputs[DEFAULT_LOCATIONS_OUTPUT] ?? HOME).split(','),
        viewersMayTest: outputs[VIEWERS_MAY_TEST_OUTPUT] !== 'false',
        senderAddress,
        probeArns: readProbes(outputs[PROBES_OUTPUT]),
        tokensArn: outputs[TOKENS_FUNCTION_OUTPUT],
        operationsArn: outputs[OPERATIONS_TOPIC_OUTPUT],
        stack: {
          name: stackName,
          region,
          status,
          ...(version !== undefined && { version }),
          ...(senderAddress !== undefined && { builtInSender: senderAddress }),
          ...(senderTopic !== undefined && { senderTopic }),
        },
      }
    throw new NoStack(
      place,
      `${place} (${status}) has no output ${monitors === undefined ? 'MonitorsTable' : 'ResultsTable'}: ` +
        'if it is a Roundtrip stack, npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}

/** Their client is loaded when a run is asked for; locations that registered are read then too. */
function probesAt(atHome: Readonly<Record<string, string>>, runs: LocationStore): Probes {
  const standing = async () => (await runs.registeredLocations()).filter(({ removed }) => !removed)

  async function ask(start: (starter: Probes['starter']) => Promise<void>): Promise<void> {
    const { LambdaClient: Client } = await import('@aws-sdk/client-lambda')
    const { lambdaRunStarter } = await import('../../shared/adapters/aws/lambda-run-starter.ts')
    const probeArns = probesWith(atHome, await standing())
    const made: LambdaClient[] = []
    const clientOf = clientsByRegion((config) => {
      const client = clientInTime(Client, COMMAND_PATIENCE, config)
      made.push(client)
      return client
    })
    try {
      await start(lambdaRunStarter(clientOf, probeArns))
    } finally {
      for (const client of made) client.destroy()
    }
  }

  return {
    locations: Object.keys(atHome),
    registered: async () => (await standing()).map(({ name }) => name),
    starter: {
      start: (request) => ask((starter) => starter.start(request)),
      startTrial: (request) => ask((starter) => starter.startTrial(request)),
    },
  }
}

/** As of probes: its client is loaded when a token is asked for, and tries once for as long as the command waits. */
function renewerAt(functionArn: string): TokenRenewer {
  return {
    async renew(...asked) {
      const { LambdaClient } = await import('@aws-sdk/client-lambda')
      const { lambdaTokenRenewer } = await import('../../shared/adapters/aws/lambda-token-renewer.ts')
      const patience = { ...COMMAND_PATIENCE, answerMs: MINUTE }
      const client = clientInTime(LambdaClient, patience, { maxAttempts: 1 })
      try {
        return await lambdaTokenRenewer({ client, functionArn, clock: systemClock }).renew(...asked)
      } finally {
        client.destroy()
      }
    },
  }
}

/** Asks SNS, whose client is loaded then. */
async function topicsAt(names: readonly string[], arns: readonly string[]): Promise<Topic[]> {
  const { SNSClient } = await import('@aws-sdk/client-sns')
  const { subscriptionsOf } = await import('../../shared/adapters/aws/sns-topic.ts')
  const client = clientInTime(SNSClient, COMMAND_PATIENCE)
  try {
    return await Promise.all(
      names.map(async (name, place) => {
        const arn = arns[place]
        return { name, ...(arn !== undefined && { subscriptions: await subscriptionsOf(client, arn) }) }
      }),
    )
  } finally {
    client.destroy()
  }
}

/** Asks the SQS of each location, whose client is loaded then. */
function deployedQueues(): LocationQueues {
  return {
    async letters(location) {
      const { SQSClient } = await import('@aws-sdk/client-sqs')
      const { sqsLocationQueues } = await import('../../shared/adapters/aws/sqs-location-queues.ts')
      const { region } = location
      const client = clientInTime(SQSClient, COMMAND_PATIENCE, { region, useQueueUrlAsEndpoint: false })
      try {
        return await sqsLocationQueues(() => client).letters(location)
      } finally {
        client.destroy()
      }
    },
  }
}
