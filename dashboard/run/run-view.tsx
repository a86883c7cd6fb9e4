import { useEffect, useRef } from 'preact/hooks'

import { address } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { DoneRun } from '../api/answers.ts'
import type { Refused } from '../api/ask.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Shown } from '../parts/states.tsx'
import { TestButton } from '../parts/test-button.tsx'
import { pageTitle } from '../shell/title.ts'
import { Dialogues } from './dialogue/dialogues.tsx'
import { LiveRun } from './live/live-run.tsx'
import { SendMenu } from './send/send-menu.tsx'
import { Neighbours } from './verdict/neighbours.tsx'
import { useSwipe } from './verdict/use-swipe.ts'
import { Verdict } from './verdict/verdict.tsx'

interface Run {
  monitorId: string
  /** Its id, or the 12 digits that it ends in. */
  run: string
  /** Beside something else: its sentence is no heading of the page. */
  pane?: boolean
  /** The address at which another run of the monitor is shown; default: its own page. */
  hrefOf?: (runId: string) => string
}

/** One run: what it came to and why, and both dialogues; while it is made, as it is made. */
export function RunView(shown: Run) {
  return <OneRun key={`${shown.monitorId}/${shown.run}`} {...shown} />
}

function OneRun({ monitorId, run, pane = false, hrefOf = ownPage(monitorId) }: Run) {
  const answer = useAnswer(reads.run(monitorId, run))
  // Once there was no result, one is waited for, also while nothing answers.
  const missing = useRef<Refused | undefined>(undefined)
  if (answer.refused?.status === 404) missing.current = answer.refused
  if (!answer.data && missing.current) {
    return <LiveRun monitorId={monitorId} run={run} pane={pane} without={missing.current} />
  }
  return <Shown answer={answer}>{(done) => <Done done={done} pane={pane} hrefOf={hrefOf} />}</Shown>
}

interface DoneProps {
  done: DoneRun
  pane: boolean
  hrefOf: (runId: string) => string
}

function Done({ done, pane, hrefOf }: DoneProps) {
  const { run, name, before, after } = done
  useEffect(() => {
    if (!pane) pageTitle.value = `Run of ${name}`
  }, [name, pane])
  const swipe = useSwipe({
    earlier: before && hrefOf(before.run.runId),
    later: after && hrefOf(after.run.runId),
  })
  const actions = (
    <div class="run-actions">
      <SendMenu run={done} />
      <TestButton monitorId={run.monitorId} name={name}>
        Test again
      </TestButton>
    </div>
  )
  return (
    <article class={pane ? 'run run-in-pane' : 'run'} aria-label={`Run of ${name}`} {...swipe}>
      <div class="run-head">
        {!pane && <a href={links.monitor(run.monitorId)}>{name}</a>}
        <Neighbours run={done} hrefOf={hrefOf} />
      </div>
      <Verdict run={done} pane={pane} hrefOf={hrefOf} />
      {!pane && actions}
      <Dialogues run={done} />
      {pane && actions}
    </article>
  )
}

/** What is looked for or chosen in one run is so in the next. */
function ownPage(monitorId: string) {
  return (runId: string) => {
    const query = address.value.query.toString()
    return `${links.run(monitorId, runId)}${query === '' ? '' : `?${query}`}`
  }
}
