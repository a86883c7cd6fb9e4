import { useCallback } from 'preact/hooks'

import { go } from '../../address/address.ts'
import type { DoneRun } from '../../api/answers.ts'
import { useKey } from '../../parts/keys.ts'
import { When } from '../../parts/when.tsx'

interface Drawn {
  run: DoneRun
  hrefOf: (runId: string) => string
}

/** The scheduled runs before and after, at the same location. */
export function Neighbours({ run: { before, after }, hrefOf }: Drawn) {
  const earlier = before && hrefOf(before.run.runId)
  const later = after && hrefOf(after.run.runId)
  useKey(
    '[',
    'the run before',
    useCallback(() => earlier !== undefined && go(earlier), [earlier]),
  )
  useKey(
    ']',
    'the run after',
    useCallback(() => later !== undefined && go(later), [later]),
  )
  return (
    <nav class="neighbours" aria-label="Runs next to it">
      <Neighbour run={before} href={earlier} mark="‹" what="earlier" />
      <Neighbour run={after} href={later} mark="›" what="later" />
    </nav>
  )
}

interface One {
  run: DoneRun['before']
  href: string | undefined
  mark: string
  what: string
}

function Neighbour({ run, href, mark, what }: One) {
  if (!run || href === undefined) {
    return <span class="faint">{what === 'later' ? 'the newest run' : 'no run before'}</span>
  }
  const isGood = run.run.status === 0
  return (
    <a class="button" href={href} title={run.words}>
      {what === 'earlier' && <span aria-hidden="true">{mark}</span>}
      <span class="unseen">{what}:</span>
      <When at={run.run.startedAt} /> {isGood ? 'passed' : 'failed'}
      {what === 'later' && <span aria-hidden="true">{mark}</span>}
    </a>
  )
}
