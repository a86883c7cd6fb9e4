import { knownSpan, span, spanWithin } from '../../../shared/core/wording/words/figures.ts'
import { inJunk } from '../../../shared/core/wording/words/late-words.ts'
import { partWords } from '../../../shared/core/wording/words/slow-words.ts'
import type { DoneRun } from '../../api/answers.ts'
import { TRIGGER_WORDS, knownWords } from '../../parts/known-words.ts'
import { When } from '../../parts/when.tsx'
import { Alerted } from './alerted.tsx'

/** Lines of advice that are seen at once. */
const MOST_ADVICE = 3

interface Drawn {
  run: DoneRun
  pane: boolean
  hrefOf: (runId: string) => string
}

/** What a run came to, who is to blame, and what to do. */
export function Verdict({ run: done, pane, hrefOf }: Drawn) {
  const { sentence, run, warnings, mailEvents } = done
  const Sentence = pane ? 'h2' : 'h1'
  return (
    <header class="verdict">
      <Sentence class="sentence">
        <bdi>{sentence}</bdi>
      </Sentence>
      <ul class="run-facts quiet">
        {run.reason && (
          <li>
            <code>{run.reason}</code>
          </li>
        )}
        <li>
          {knownWords(TRIGGER_WORDS, run.trigger)} <When at={run.startedAt} />, {run.location}
        </li>
        {run.roundTripMs !== undefined && <li>round trip {spanWithin(run.roundTripMs, run.resolutionMs)}</li>}
        <li>took {span(knownSpan(Date.parse(run.finishedAt) - Date.parse(run.startedAt)))}</li>
        {run.waitedOutMs !== undefined && (
          <li>waited through temporary refusals for {span(run.waitedOutMs)}</li>
        )}
        {run.slow && <li class="run-slow">slow: {run.slow.map(partWords).join(', ')}</li>}
        {run.maintenance && <li>in maintenance</li>}
        {run.lateArrival && (
          <li>
            arrived <When at={run.lateArrival.seenAt} />, {span(run.lateArrival.delayMs)} after it was sent
            {inJunk(run.lateArrival)}
          </li>
        )}
      </ul>
      {mailEvents && (
        <ul class="run-told-by-sender quiet">
          {mailEvents.map(({ kind, at, words }) => (
            <li key={kind}>
              <When at={at} />: <bdi>{words}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Advice lines={done.advice} isFolded={pane} />
      {warnings.length > 0 && (
        <ul class="run-warnings">
          {warnings.map((words) => (
            <li key={words}>
              <b>Warning:</b> {words}.
            </li>
          ))}
        </ul>
      )}
      <Alerted run={done} hrefOf={hrefOf} />
    </header>
  )
}

/** At most three lines are seen at once; where there is little room, none until they are asked for. */
function Advice({ lines, isFolded }: { lines: readonly string[]; isFolded: boolean }) {
  const seen = isFolded ? 0 : MOST_ADVICE
  const more = lines.slice(seen)
  if (lines.length === 0) return null
  return (
    <div class="advice">
      {lines.slice(0, seen).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {more.length > 0 && (
        <details>
          <summary>{isFolded ? 'What to do' : 'More'}</summary>
          {more.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      )}
    </div>
  )
}
