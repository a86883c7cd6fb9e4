import type { EventDestinationFacts, SenderFacts } from '../ports/account-facts.ts'
import { type Finding, type problem } from './check.ts'

/** The configuration set that each message names, and where it sends what becomes of the message. */
export interface SetSeen {
  /** Its name. */
  set: string
  region: string
  /** ARN of the topic of the stack that is to be told; absent: a version that does not say. */
  topicArn: string | undefined
  facts: SenderFacts['configurationSet']
  /** How serious it is that nothing can be sent. */
  told: typeof problem
}

/** Every kind of event that runs are judged by, in SES's words. */
const JUDGED_BY = ['DELIVERY', 'DELIVERY_DELAY', 'BOUNCE', 'REJECT']
/** What the stack has it send. */
const ALL = [...JUDGED_BY, 'COMPLAINT']
/** The name that the stack gives its own. */
const OWN_NAME = 'roundtrip'

export function ofSet(seen: SetSeen): Finding[] {
  const { set, region, facts, told } = seen
  if (facts === undefined) {
    return [
      told(
        `The configuration set ${set} of Amazon SES is gone in ${region}.`,
        'Monitors without smtp test nothing.',
        'Create it again as docs/built-in-sender.md#a-deleted-configuration-set says: a deploy does not.',
      ),
    ]
  }
  if (facts.sending) return ofDestinations(seen, facts.destinations)
  return [
    told(
      `Sending is off in the configuration set ${set} of Amazon SES in ${region}.`,
      'Monitors without smtp test nothing.',
      `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${set} --sending-enabled --region ${region}`,
    ),
  ]
}

function ofDestinations(seen: SetSeen, destinations: readonly EventDestinationFacts[]): Finding[] {
  const { topicArn } = seen
  if (topicArn === undefined) return []
  const ours = destinations.filter((one) => one.topicArn === topicArn)
  const told = ours.filter(({ enabled }) => enabled).flatMap(({ events }) => events)
  const missing = JUDGED_BY.filter((event) => !told.includes(event))
  if (missing.length === 0) return []
  const [first] = ours
  const named = first ?? destinations.find(({ name }) => name === OWN_NAME)
  return [finding(seen, named, whatIsWrong(seen, { first, named, missing }))]
}

function whatIsWrong(
  { set, region, topicArn = '' }: SetSeen,
  {
    first,
    named,
    missing,
  }: {
    first: EventDestinationFacts | undefined
    named: EventDestinationFacts | undefined
    missing: readonly string[]
  },
): string {
  const where = `of the configuration set ${set} of Amazon SES in ${region}`
  if (!named) return `No event destination ${where} is the topic ${topicArn}.`
  if (!first) return `The event destination ${named.name} ${where} is not the topic ${topicArn}.`
  if (!first.enabled) return `The event destination ${first.name} ${where} is disabled.`
  return `The event destination ${first.name} ${where} is not told of ${missing.join(', ')}.`
}

/** Runs go on without it, and a bounce looks like a message that is under way. */
function finding(
  { set, region, topicArn = '', told }: SetSeen,
  named: EventDestinationFacts | undefined,
  seen: string,
): Finding {
  const verb = named ? 'update' : 'create'
  return told(
    seen,
    'Roundtrip does not learn what became of messages: one that bounced is reported as delivery-pending.',
    `aws sesv2 ${verb}-configuration-set-event-destination --configuration-set-name ${set} --event-destination-name ${named?.name ?? OWN_NAME} ` +
      `--event-destination 'Enabled=true,MatchingEventTypes=${ALL.join()},SnsDestination={TopicArn=${topicArn}}' --region ${region}`,
  )
}
