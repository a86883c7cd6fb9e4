import { useCallback, useRef } from 'preact/hooks'

import { go } from '../../address/address.ts'
import type { DoneRun } from '../../api/answers.ts'
import { useKey } from '../../parts/keys.ts'
import { When } from '../../parts/when.tsx'

interface Drawn {
  run: DoneRun
  hrefOf: (runId: string) => string
}

const NOWHERE = { earlier: () => undefined, later: () => undefined }

/** The scheduled runs before and after, at the same location. */
export function Neighbours({ run: { before, after }, hrefOf }: Drawn) {
  const to = useRef<{ earlier: () => void; later: () => void }>(NOWHERE)
  // When a key is pressed the address may say more than when this was drawn.
  to.current = {
    earlier: () => before && go(hrefOf(before.run.runId)),
    later: () => after && go(hrefOf(after.run.runId)),
  }
  useKey(
    '[',
    'previous run',
    useCallback(() => to.current.earlier(), []),
  )
  useKey(
    ']',
    'next run',
    useCallback(() => to.current.later(), []),
  )
  return (
    <nav class="neighbours" aria-label="Previous and next run">
      <Neighbour run={before} hrefOf={hrefOf} mark="‹" what="earlier" />
      <Neighbour run={after} hrefOf={hrefOf} mark="›" what="later" />
    </nav>
  )
}

interface One {
  run: DoneRun['before']
  hrefOf: (runId: string) => string
  mark: string
  what: string
}

function Neighbour({ run, hrefOf, mark, what }: One) {
  if (!run) {
    return <span class="faint">{what === 'later' ? 'the newest run' : 'no earlier run'}</span>
  }
  const isGood = run.run.status === 0
  return (
    <a class="button" href={hrefOf(run.run.runId)} title={run.words}>
      {what === 'earlier' && <span aria-hidden="true">{mark}</span>}
      <span class="unseen">{what}:</span>
      <When at={run.run.startedAt} /> {isGood ? 'passed' : 'failed'}
      {what === 'later' && <span aria-hidden="true">{mark}</span>}
    </a>
  )
}
