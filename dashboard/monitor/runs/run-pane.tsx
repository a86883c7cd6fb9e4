import { useEffect, useState } from 'preact/hooks'

import { address } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import { reads } from '../../api/reads.ts'
import { useHeldAnswer } from '../../api/use-held-answer.ts'
import { Shown } from '../../parts/states.tsx'

const WIDE = matchMedia('(min-width: 1280px)')

/** The chosen run beside the charts, where there is room; before one is chosen, the newest. */
export function RunPane({ monitorId }: { monitorId: string }) {
  const isWide = useIsWide()
  const chosen = address.value.query.get('run') ?? undefined
  const newest = useHeldAnswer(
    isWide && chosen === undefined ? reads.runs(monitorId, { limit: 1 }) : undefined,
  )
  const runId = chosen ?? newest.data?.items[0]?.run.runId
  if (!isWide) return null
  return (
    <aside class="run-pane panel" aria-label="Chosen run">
      {runId === undefined ? (
        <p class="quiet panel-inside">Choose a run in the chart or in the list.</p>
      ) : (
        <StandIn monitorId={monitorId} runId={runId} />
      )}
    </aside>
  )
}

function StandIn({ monitorId, runId }: { monitorId: string; runId: string }) {
  const answer = useHeldAnswer(reads.run(monitorId, runId))
  return (
    <Shown answer={answer}>
      {({ sentence, advice }) => (
        <div class="panel-inside">
          <h2>
            <bdi>{sentence}</bdi>
          </h2>
          {advice.map((line) => (
            <p key={line}>
              <bdi>{line}</bdi>
            </p>
          ))}
          <a href={links.run(monitorId, runId)}>Open the run</a>
        </div>
      )}
    </Shown>
  )
}

function useIsWide(): boolean {
  const [isWide, setIsWide] = useState(WIDE.matches)
  useEffect(() => {
    const changed = () => setIsWide(WIDE.matches)
    WIDE.addEventListener('change', changed)
    return () => WIDE.removeEventListener('change', changed)
  }, [])
  return isWide
}
