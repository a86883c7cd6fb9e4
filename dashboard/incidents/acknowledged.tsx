import { withdraw } from '../api/acknowledgement.ts'
import type { IncidentView } from '../api/answers.ts'
import { Action } from '../parts/action.tsx'
import { When } from '../parts/when.tsx'

export interface Acknowledging {
  /** Why nothing can be acknowledged; absent: it can. */
  refusal: string | undefined
  /** Opens what asks for a note. */
  onAcknowledge: (incidents: readonly IncidentView[]) => void
}

/** Whether somebody looks after the incident; while it is open, the buttons that change it. */
export function Acknowledged({
  incident,
  refusal,
  onAcknowledge,
}: Acknowledging & { incident: IncidentView }) {
  const { acknowledged, open, name } = incident
  if (!acknowledged) {
    if (!open) return null
    return (
      <button
        type="button"
        disabled={refusal !== undefined}
        title={refusal}
        onClick={() => onAcknowledge([incident])}
      >
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
        <Action
          needs="operate"
          act={() => withdraw(incident)}
          label={`Withdraw the acknowledgement of ${name}`}
          brief
        >
          Withdraw
        </Action>
      )}
    </span>
  )
}
