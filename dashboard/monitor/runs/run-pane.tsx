import { useEffect, useRef, useState } from 'preact/hooks'

import { address, withQuery } from '../../address/address.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useHeldAnswer } from '../../api/use-held-answer.ts'
import { RunView } from '../../run/run-view.tsx'

const WIDE = matchMedia('(min-width: 1280px)')

/** The chosen run beside the charts, where there is room; before one is chosen, the one that was the newest. */
export function RunPane({ monitorId }: { monitorId: string }) {
  const isWide = useIsWide()
  const chosen = address.value.query.get('run') ?? undefined
  const isFree = isWide && chosen === undefined
  const answer = useHeldAnswer(isFree ? reads.runs(monitorId, { limit: 1 }) : undefined)
  const newest = answer.data?.items[0]?.run.runId
  // Somebody may be reading it: a newer one than was found at first is only offered.
  const [openedAt] = useState(() => Date.now())
  const [held, setHeld] = useState<string>()
  const isFresh = (answer.readAt ?? 0) >= openedAt
  useEffect(() => {
    if (isFresh) setHeld((before) => before ?? newest)
  }, [isFresh, newest])
  const runId = useWhenRead(monitorId, isWide ? (chosen ?? held ?? newest) : undefined)
  if (!isWide || runId === undefined) return null
  return (
    <aside class="run-pane panel" aria-label="Chosen run" tabIndex={0}>
      {isFree && held !== undefined && newest !== held && (
        <button type="button" class="newer-run" onClick={() => setHeld(newest)}>
          Newer run
        </button>
      )}
      <RunView monitorId={monitorId} run={runId} pane hrefOf={(run) => withQuery({ run })} />
    </aside>
  )
}

/** The run before stays until the next one is there, so that nothing flickers while many pass by. */
function useWhenRead(monitorId: string, runId: string | undefined): string | undefined {
  const { data, refused } = useAnswer(runId === undefined ? undefined : reads.run(monitorId, runId))
  const ready = useRef(runId)
  if (data ?? refused) ready.current = runId
  return ready.current ?? runId
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
