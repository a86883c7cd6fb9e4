import { locationStackName } from '../../core/location/location-names.ts'
import type { EventSource } from '../ports/account-facts.ts'
import { type Check, type Finding, type Seen, type StackPorts, remark, problem } from './check.ts'

/** What Lambda says of the last batch where its function did not take it. */
const TROUBLE = /^PROBLEM/i

/** What stops with each: the stack has one of the first two kinds at home, of the second at each location. */
const STOPPED: Readonly<Record<EventSource['kind'], readonly [what: string, why: string]>> = {
  stream: [
    'the stream of the Monitors table',
    'Rows that are changed get no schedules, or keep their old ones, until the nightly repair.',
  ],
  queue: ['the queue of dead letters', 'Runs that AWS gave up on are not recorded.'],
  other: ['something that is read for a function', 'What comes of it is not known.'],
}

/** Whether what reads stream and queues for functions of the stack is enabled, at home and at each location. */
export const eventSources: Check<StackPorts> = {
  name: 'event-sources',
  of: 'the event source mappings',
  async look({ account, stack, locations }) {
    const others = (await locations()).filter(({ removed }) => !removed)
    const stacks = [
      stack,
      ...others.map(({ name, region }) => ({ name: locationStackName(stack.name, name), region })),
    ]
    const seen = stacks.map(async ({ name, region }): Promise<Seen[]> => {
      try {
        return (await account.eventSources(name, region)).flatMap((one) => ofSource(one, region))
      } catch (error) {
        return [{ asked: `the event source mappings of stack ${name} in ${region}`, error }]
      }
    })
    return (await Promise.all(seen)).flat()
  },
}

function ofSource({ kind, state, reason, lastResult = '', id }: EventSource, region: string): Finding[] {
  const [what, why] = STOPPED[kind]
  const said = reason === undefined || reason === '' ? '' : ` (${reason})`
  switch (state) {
    case 'Enabled':
      if (!TROUBLE.test(lastResult)) return []
      return [
        remark(
          `Lambda reads ${what} in ${region}, but the last batch failed: ${lastResult}.`,
          why,
          'The log of the function says why. If that lasts, see "function-errors" in docs/operations.md.',
        ),
      ]
    case 'Creating':
    case 'Enabling':
    case 'Updating':
      return [
        remark(`Lambda does not read ${what} in ${region} yet: ${state}.`, why, 'Ask again in a minute.'),
      ]
    case 'missing':
      return [
        problem(
          `Nothing reads ${what} in ${region}: its event source mapping ${id} was removed.`,
          why,
          'A deploy does not make it again, for CloudFormation takes it to stand. Make it by aws lambda create-event-source-mapping, with the properties that the template of the stack shows.',
        ),
      ]
    default:
      return [
        problem(
          `Lambda does not read ${what} in ${region}: the event source mapping is ${state}${said}.`,
          why,
          `aws lambda update-event-source-mapping --uuid ${id} --enabled --region ${region}`,
        ),
      ]
  }
}
