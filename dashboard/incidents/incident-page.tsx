import { useCallback, useState } from 'preact/hooks'

import { age, span } from '../../shared/core/wording/words/figures.ts'
import { links } from '../address/links.ts'
import { useRefusal } from '../api/allowed.ts'
import type { IncidentStory } from '../api/answers.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { useKey } from '../parts/keys.ts'
import { now } from '../parts/now-ticks.ts'
import { Shown } from '../parts/states.tsx'
import { When } from '../parts/when.tsx'
import type { Params } from '../shell/page.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { Acknowledged } from './acknowledged.tsx'
import { StoryList } from './story-list.tsx'

/** One incident: what happened, in order, and who looks after it. */
export function IncidentPage({ params: { monitorId = '', openedAt = '' } }: { params: Params }) {
  const answer = useAnswer(reads.incident(monitorId, openedAt))
  return <Shown answer={answer}>{(incident) => <Incident incident={incident} />}</Shown>
}

function Incident({ incident }: { incident: IncidentStory }) {
  const { sentence, name, monitorId, story, open, acknowledged } = incident
  const refusal = useRefusal('operate')
  const [isAsked, setAsked] = useState(false)
  const mayAsk = open && refusal === undefined
  useKey(
    'a',
    'acknowledge the incident',
    useCallback(() => mayAsk && setAsked(true), [mayAsk]),
  )
  return (
    <article class="incident">
      <header>
        <p>
          <a href={links.incidents}>Incidents</a> <span class="faint">/</span>{' '}
          <a href={links.monitor(monitorId)}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <h1 class="sentence">{sentence}</h1>
      </header>
      <Facts incident={incident} />
      {(open || acknowledged) && (
        <section class="acknowledgement" aria-labelledby="acknowledgement">
          <h2 id="acknowledgement">{acknowledged ? 'Acknowledged' : 'Not acknowledged'}</h2>
          <div class="buttons">
            <Acknowledged incident={incident} refusal={refusal} onAcknowledge={() => setAsked(true)} />
            {acknowledged && open && (
              <button
                type="button"
                disabled={refusal !== undefined}
                title={refusal}
                onClick={() => setAsked(true)}
              >
                Change the note
              </button>
            )}
          </div>
          {open && (
            <p class="quiet">
              {acknowledged ? 'Repeated alerts have stopped' : 'Acknowledging stops repeated alerts'}; the
              recovery alert is still sent.
            </p>
          )}
          {open && refusal !== undefined && <p class="quiet">{refusal}</p>}
        </section>
      )}
      <section aria-labelledby="story">
        <h2 id="story">What happened</h2>
        <StoryList story={story} />
      </section>
      {isAsked && <AcknowledgeDialog incidents={[incident]} onClose={() => setAsked(false)} />}
    </article>
  )
}

function Facts({ incident }: { incident: IncidentStory }) {
  const { failingSince, resolvedAt, lengthMs, open, failedRuns, locations, told } = incident
  return (
    <dl class="incident-facts">
      <div>
        <dt>Failing since</dt>
        <dd>
          <When at={failingSince} />
        </dd>
      </div>
      <div>
        <dt>{open ? 'Open' : 'Until'}</dt>
        <dd>
          {resolvedAt !== undefined && <When at={resolvedAt} />}{' '}
          {open ? `for ${age(now.value - Date.parse(failingSince))}` : `(${span(lengthMs)})`}
        </dd>
      </div>
      <div>
        <dt>Failed runs</dt>
        <dd>
          {failedRuns.toLocaleString('en')}
          {locations.length > 0 && ` at ${locations.join(', ')}`}
        </dd>
      </div>
      <div>
        <dt>Alerted</dt>
        <dd>
          {told.length === 0 && 'no alert sent'}
          {told.map(({ topic, alerts, lastAt, repeatAt }) => (
            <div key={topic}>
              topic <bdi>{topic}</bdi>: {alerts === 1 ? '1 alert' : `${alerts} alerts`}, the last at{' '}
              <When at={lastAt} />
              {open && repeatAt !== undefined && (
                <>
                  , the next at <When at={repeatAt} />
                </>
              )}
            </div>
          ))}
        </dd>
      </div>
    </dl>
  )
}
