import { useEffect } from 'preact/hooks'

import type { TestNow } from '../../api/answers.ts'
import type { Refused } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { Loading, Problem } from '../../parts/states.tsx'
import { LiveDialogue } from './live-dialogue.tsx'
import { useProgress } from './use-progress.ts'

/** A run that has no result yet; `without` says why there is none, should nobody have asked for it either. */
export function LiveRun({ monitorId, run, without }: { monitorId: string; run: string; without: Refused }) {
  const path = `/monitors/${monitorId}/runs/${run}`
  const { progress, refused } = useProgress<TestNow>(`${path}/progress`)
  const isDone = progress?.state === 'done'
  useEffect(() => {
    if (isDone) refresh(path, `/monitors/${monitorId}/runs?`, '/overview')
  }, [isDone])
  if (progress) return <LiveDialogue progress={progress} />
  if (refused?.status === 404) return <Problem refused={without} />
  return refused ? <Problem refused={refused} /> : <Loading />
}
