import { OPERATIONS_TOPIC } from '../../core/definition/built-in-topics.ts'
import { type Check, type StackPorts, problem } from './check.ts'

/** SNS's own key, whose policy cannot be changed. */
const SNS_KEY = /(?:^|[:/])alias\/aws\/sns$/

/** CloudWatch may not use SNS's own key (SNS, "Enable compatibility between event sources from AWS services"). */
export const alarms: Check<StackPorts> = {
  name: 'alarms',
  of: 'the topic of the alarms',
  async look({ account }) {
    const topic = (await account.topics()).find(({ name }) => name === OPERATIONS_TOPIC)
    if (!SNS_KEY.test(topic?.kmsKey ?? '')) return []
    return [
      problem(
        `Topic ${OPERATIONS_TOPIC} is encrypted with the key alias/aws/sns, which somebody set beside the stack.`,
        'CloudWatch cannot publish to it, so no alarm reaches anybody.',
        "Write topicsKey: 'own' in cdk/settings.ts and deploy, or remove the encryption of the topic in the SNS console.",
      ),
    ]
  },
}
