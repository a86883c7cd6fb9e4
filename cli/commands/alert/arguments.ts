import { OPERATIONS_TOPIC } from '../../../shared/core/definition/built-in-topics.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { TOPIC_NAME } from '../../../shared/core/definition/topic-names.ts'
import { readOptions } from '../../arguments/read-options.ts'
import {
  type Target,
  type TargetValues,
  isFolderName,
  targetIn,
  targetMistakes,
} from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'

export type AlertCommand =
  { kind: 'help' } | { kind: 'test'; target: Target; monitorId?: string; topic?: string }

const HELP = 'roundtrip alert --help'

/** What the arguments of `roundtrip alert` ask for; throws `UsageError` with a sentence a mistake. */
export function readAlertArguments(args: readonly string[], defaultStack: string): AlertCommand {
  const { values, positionals, switches, mistakes } = readOptions<'stack' | 'local' | 'topic', never, 'help'>(
    args,
    {
      values: ['stack', 'local', 'topic'],
      switches: ['help'],
      optional: { local: isFolderName },
      passwordAdvice: () => 'an alert needs none',
    },
  )
  if (switches.help) return { kind: 'help' }
  const [verb, monitorId, ...more] = positionals
  if (verb !== 'test') {
    const what = verb === undefined ? 'no command given' : `there is no command ${shown(verb)}`
    throw new UsageError(`alert: ${what}; alert test sends a test alert`, HELP)
  }
  const all = [
    ...mistakes,
    ...(more.length > 0 ? ['expected the id of one monitor, or nothing'] : []),
    ...optionMistakes(values),
  ]
  if (all.length > 0) throw new UsageError(`alert test: ${all.join('; ')}`, HELP)
  return {
    kind: 'test',
    target: targetIn(values, defaultStack),
    ...(monitorId !== undefined && { monitorId }),
    ...(values.topic !== undefined && { topic: values.topic }),
  }
}

function optionMistakes(values: TargetValues & { topic?: string }): string[] {
  return [...targetMistakes(values), ...topicMistakes(values.topic)]
}

function topicMistakes(topic: string | undefined): string[] {
  if (topic === undefined) return []
  if (topic === OPERATIONS_TOPIC) return [`--topic: "${OPERATIONS_TOPIC}" carries alarms, and no alerts`]
  return TOPIC_NAME.test(topic)
    ? []
    : [`--topic: expected a topic's name from the settings, got ${shown(topic)}`]
}
