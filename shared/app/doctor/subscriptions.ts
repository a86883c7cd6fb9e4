import { ALERT_TOPIC, OPERATIONS_TOPIC } from '../../core/definition/built-in-topics.ts'
import type { AccountTopic } from '../ports/account-facts.ts'
import { type Check, type Finding, type StackPorts, remark, problem } from './check.ts'

const IN_SETTINGS = 'Add a subscriber to topics in cdk/settings.ts, then npx cdk deploy --all.'

/** Whether each alert and each alarm reaches somebody. */
export const subscriptions: Check<StackPorts> = {
  name: 'subscriptions',
  of: 'the subscriptions of the topics',
  async look({ account, stack }) {
    const [topics, made] = await Promise.all([account.topics(), account.madeSubscriptions()])
    return [...topics.flatMap((topic) => ofTopic(topic, stack)), ...gone(topics, made)]
  },
}

function ofTopic({ name, subscriptions }: AccountTopic, { region }: { region: string }): Finding[] {
  const waiting = subscriptions.filter(({ confirmed }) => !confirmed)
  const found = waiting.map(({ protocol, endpoint }) =>
    problem(
      `${endpoint} (${protocol}) has not confirmed its subscription to ${name}.`,
      'SNS sends it nothing until it does, and forgets the request after a few days.',
      `Follow the link in the message that AWS sent there. If it is lost: "Request confirmation" in the SNS console, https://${region}.console.aws.amazon.com/sns/v3/home?region=${region}#/subscriptions`,
    ),
  )
  if (subscriptions.some(({ confirmed }) => confirmed)) return found
  return waiting.length > 0 ? found : [...found, ...unheard(name)]
}

function unheard(name: string): Finding[] {
  const seen = `Topic ${name} has no subscriber.`
  switch (name) {
    case ALERT_TOPIC:
      return [problem(seen, 'Nobody is told when mail fails.', IN_SETTINGS)]
    case OPERATIONS_TOPIC:
      return [problem(seen, 'Nobody is told when Roundtrip itself has a problem.', IN_SETTINGS)]
    default:
      return [remark(seen, 'Alerts of the policies that name it reach nobody.', IN_SETTINGS)]
  }
}

/** Those that wait for a confirmation have no ARN in the list, so as many are not missed. */
function gone(topics: readonly AccountTopic[], made: readonly string[]): Finding[] {
  const all = topics.flatMap(({ subscriptions }) => subscriptions)
  const listed = new Set(all.map(({ arn }) => arn))
  const waiting = all.filter(({ confirmed }) => !confirmed).length
  const count = made.filter((arn) => !listed.has(arn)).length - waiting
  if (count <= 0) return []
  return [
    problem(
      `${count === 1 ? 'One subscription' : `${count} subscriptions`} of cdk/settings.ts ${count === 1 ? 'is' : 'are'} gone: ended by a link in a message, by hand, or never confirmed.`,
      'Those subscribers get no alerts, and a deploy does not bring them back while the settings are the same.',
      'npx roundtrip alerts test shows who is reached. Take the missing subscriber out of cdk/settings.ts and deploy, then put it back and deploy again.',
    ),
  ]
}
