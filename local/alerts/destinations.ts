import { webhookDestination } from '../../shared/adapters/webhook-destination.ts'
import { type EmailPorts, emailDestination } from '../../shared/app/deliveries/email-destination.ts'
import type { Destinations } from '../../shared/app/deliveries/queued-publisher.ts'
import { OPERATIONS_TOPIC } from '../../shared/core/definition/built-in-topics.ts'
import { firstOf } from '../../shared/core/wording/words/first-of.ts'
import type { LocalSettings } from '../local-settings.ts'
import { topicsHere } from './topics-here.ts'

type Topics = Pick<LocalSettings, 'topics' | 'localAlerts'>

/** Whom this machine tells, by topic. Each address and URL is one of its own, so that one holds up no other. */
export function destinationsOf({ topics, localAlerts }: Topics, ports: EmailPorts): Destinations {
  const smtp = localAlerts?.smtp
  return new Map(
    alertTopics(topics).map(([topic, { email, https }]) => [
      topic,
      [
        ...(smtp ? email.map((address) => emailDestination(address, smtp, ports)) : []),
        ...https.map((url) => webhookDestination(url)),
      ],
    ]),
  )
}

/** Of what happens to alerts, what the console says at the start: who is told, and who is not, by name. */
export function alertFacts(
  settings: Topics,
  destinations: Destinations,
  isDemo: boolean,
): [string, string][] {
  const told = [...destinations].filter(([, list]) => list.length > 0)
  const sent = told.map(([topic, list]) => `${topic} to ${firstOf(list.map(({ name }) => name))}`)
  const demo = isDemo ? '; those of the demo monitor are shown here only' : ''
  return [
    [
      'alerts',
      sent.length === 0
        ? 'shown here only, not sent by email or webhook (docs/one-machine.md#alerts)'
        : `shown here, and sent: ${sent.join('; ')}${demo}`,
    ],
    ...notTold(settings).map((words): [string, string] => ['attention', words]),
  ]
}

function notTold(settings: Topics): string[] {
  const unsent = topicsHere(settings).flatMap(({ name, subscriptions = [] }) =>
    subscriptions.flatMap(({ endpoint, notSent: why }) =>
      why === undefined ? [] : [`${name} to ${endpoint} (${why})`],
    ),
  )
  const operations = Object.values(settings.topics[OPERATIONS_TOPIC] ?? {}).flat()
  return [
    ...(unsent.length > 0 ? [`not sent from here: ${unsent.join('; ')}`] : []),
    ...(operations.length > 0
      ? [`topic ${OPERATIONS_TOPIC} gets nothing from here: problems are shown here`]
      : []),
  ]
}

/** `operations` carries no alerts. */
function alertTopics(topics: Topics['topics']) {
  return Object.entries(topics).filter(([topic]) => topic !== OPERATIONS_TOPIC)
}
