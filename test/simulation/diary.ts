import { isoInstant } from '../../shared/core/time/units.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import type { Story } from './story.ts'
import type { Heard } from './world.ts'

/**
 * What was heard, as a page that can be read: one paragraph for each story, one line for each alert, in order
 * of time; then the digests, each with the alerts that were folded into it.
 */
export function diary(stories: readonly Story[], heard: readonly Heard[]): string {
  const byMonitor = Map.groupBy(heard, ({ message }) => String(message.attributes.monitorId))
  const paragraphs = stories.map(({ monitorId, about }) =>
    [`${monitorId}: ${about}`, ...(byMonitor.get(monitorId) ?? []).map(lineOf)].join('\n'),
  )
  const known = new Set(stories.map(({ monitorId }) => monitorId))
  const digests = heard.filter(({ message }) => !known.has(String(message.attributes.monitorId)))
  const folded = digests.flatMap((one) => [lineOf(one), ...foldedIn(one)])
  return `${[...paragraphs, ['Digests', ...folded].join('\n')].join('\n\n')}\n`
}

function lineOf({ at, message }: Heard): string {
  const { topic, subject } = message
  return `  ${isoInstant(at).slice(5, 16).replace('T', ' ')}  ${topic.padEnd(6)}  ${subject}${lateIn(message)}`
}

/** What the alert says of messages that were not lost after all. */
function lateIn({ json }: AlertMessage): string {
  const { incident } = JSON.parse(json) as { incident?: { lateArrivals?: readonly unknown[] } }
  const late = incident?.lateArrivals?.length ?? 0
  return late > 0 ? `; messages that were late, not lost: ${late}` : ''
}

/** The lines of a digest that name a monitor, without their alert's id. */
function foldedIn({ message: { text } }: Heard): string[] {
  return text
    .split('\n')
    .filter((line) => / alert [0-9a-f]{20}$/.test(line))
    .map((line) => `      ${line.replace(/, alert [0-9a-f]+$/, '')}`)
}
