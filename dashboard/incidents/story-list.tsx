import { links } from '../address/links.ts'
import type { IncidentStory } from '../api/answers.ts'
import { fullTime, secondOf, dayOf } from '../parts/times.ts'
import { zone } from '../shell/taste.ts'
import { runOf } from './words.ts'

type Event = IncidentStory['story'][number]

/** One mark a kind of event; the words say what it was. */
const MARKS: Readonly<Record<string, string>> = {
  failed: '✕',
  'recheck-failed': '✕',
  opened: '■',
  told: '→',
  acknowledged: '✓',
  'late-arrival': '◔',
  resolved: '●',
  removed: '–',
}

/** What happened, oldest first, each day under its date. */
export function StoryList({ story }: { story: readonly Event[] }) {
  const days = [...Map.groupBy(story, ({ at }) => dayOf(Date.parse(at), zone.value))]
  return (
    <>
      {days.map(([day, events]) => (
        <section key={day} class="story" aria-label={day}>
          <h3>{day}</h3>
          <ol>
            {events.map((event, index) => (
              <EventLine key={`${event.at} ${index}`} event={event} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function EventLine({ event: { at, kind, words, run } }: { event: Event }) {
  const ms = Date.parse(at)
  const meant = run === undefined ? undefined : runOf(run)
  return (
    <li class={`event event-${kind}`}>
      <time dateTime={at} title={fullTime(ms, zone.value)}>
        {secondOf(ms, zone.value)}
      </time>
      <span class="mark" aria-hidden="true">
        {MARKS[kind] ?? '·'}
      </span>
      <span>
        <bdi>{words}</bdi> {meant && <a href={links.run(meant.monitorId, meant.runId)}>the run</a>}
      </span>
    </li>
  )
}
