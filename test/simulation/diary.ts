import { isoInstant } from '../../shared/core/units.ts'
import type { Story } from './story.ts'
import type { Heard } from './world.ts'

/** What was heard of each story, a page that can be read: one paragraph a monitor, one line an alert, in order of time. */
export function diary(stories: readonly Story[], heard: readonly Heard[]): string {
  const byMonitor = Map.groupBy(heard, ({ message }) => String(message.attributes.monitorId))
  const paragraphs = stories.map(({ monitorId, about }) =>
    [`${monitorId}: ${about}`, ...(byMonitor.get(monitorId) ?? []).map(lineOf)].join('\n'),
  )
  return `${paragraphs.join('\n\n')}\n`
}

function lineOf({ at, message: { topic, subject } }: Heard): string {
  return `  ${isoInstant(at).slice(5, 16).replace('T', ' ')}  ${topic.padEnd(6)}  ${subject}`
}
