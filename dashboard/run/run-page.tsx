import type { Params } from '../shell/page.ts'
import { RunView } from './run-view.tsx'

export function RunPage({ params: { monitorId = '', run = '' } }: { params: Params }) {
  return <RunView monitorId={monitorId} run={run} />
}
