import type { IncidentView } from '../api/answers.ts'
import { When } from '../parts/when.tsx'
import { withdraw } from './acknowledgement.ts'
import { useAction } from './use-action.ts'

export interface Acknowledging {
  mayOperate: boolean
  /** Opens what asks for a note. */
  onAcknowledge: (incidents: readonly IncidentView[]) => void
}

/** Whether somebody looks after the incident; while it is open, the buttons that change it. */
export function Acknowledged({
  incident,
  mayOperate,
  onAcknowledge,
}: Acknowledging & { incident: IncidentView }) {
  const { run, isBusy, refused } = useAction(() => withdraw(incident))
  const { acknowledged, open, name } = incident
  if (!acknowledged) {
    if (!open) return null
    return (
      <button type="button" disabled={!mayOperate} onClick={() => onAcknowledge([incident])}>
        Acknowledge <span class="unseen">{name}</span>
      </button>
    )
  }
  return (
    <span class="acknowledged">
      <span>
        at <When at={acknowledged.at} />
        {acknowledged.note !== undefined && (
          <>
            : <bdi>{acknowledged.note}</bdi>
          </>
        )}
      </span>
      {open && (
        <button type="button" disabled={!mayOperate || isBusy} onClick={run}>
          Withdraw <span class="unseen">the acknowledgement of {name}</span>
        </button>
      )}
      {refused && <span role="alert">{refused.message}</span>}
    </span>
  )
}
