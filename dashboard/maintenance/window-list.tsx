import { useSignal } from '@preact/signals'

import type { EpochMs } from '../../shared/core/time/units.ts'
import { links } from '../address/links.ts'
import type { ListedWindow } from '../api/answers.ts'
import { Refused, ask } from '../api/ask.ts'
import { refresh } from '../api/kept-answer.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { Problem } from '../parts/states.tsx'
import { ownerOf, stateWords, windowWords } from './words.ts'

interface WindowListProps {
  windows: readonly ListedWindow[]
  now: EpochMs
  zone: string
  denied: string | undefined
}

/** Every window as it stands; those that hold come first. */
export function WindowList({ windows, now, zone, denied }: WindowListProps) {
  const removing = useSignal<ListedWindow | undefined>(undefined)
  const refused = useSignal<Refused | undefined>(undefined)
  async function remove({ id }: ListedWindow) {
    removing.value = undefined
    refused.value = undefined
    try {
      await ask(`/maintenance/${id}`, { method: 'DELETE' })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused.value = error
    }
    refresh('/maintenance', '/overview', '/monitors')
  }
  if (windows.length === 0) return <p class="quiet">There are no maintenance windows.</p>
  return (
    <section aria-labelledby="windows-title">
      <h2 id="windows-title">All windows</h2>
      {refused.value && <Problem refused={refused.value} />}
      <ul class="windows panel">
        {inOrder(windows).map((window) => (
          <li key={window.id} class={window.state}>
            <div>
              <Owner window={window} />
              <span class="state">{stateWords(window, now, zone)}</span>
            </div>
            <div class="quiet">
              {window.window && windowWords(window)}
              {window.window && (window.window.mode === 'pause' ? ' · no runs' : ' · runs without alerts')}
              {window.window?.note !== undefined && (
                <>
                  {' · '}
                  <bdi>{window.window.note}</bdi>
                </>
              )}
              {window.mistakes?.map(({ path, message }) => (
                <p key={path} class="mistake">
                  {path}: <bdi>{message}</bdi>
                </p>
              ))}
            </div>
            <button
              type="button"
              disabled={denied !== undefined}
              title={denied}
              aria-label={`Remove window ${window.number} of ${ownerOf(window)}`}
              onClick={() => (removing.value = window)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {removing.value && (
        <AskFirst
          question={`Remove window ${removing.value.number} of ${ownerOf(removing.value)}?`}
          yes="Remove the window"
          onNo={() => (removing.value = undefined)}
          onYes={() => removing.value && void remove(removing.value)}
        >
          <p>
            {removing.value.state === 'now'
              ? `It is active: ${removing.value.window?.mode === 'pause' ? 'runs resume as scheduled' : 'alerts resume with the next run'}.`
              : windowWords(removing.value)}
          </p>
        </AskFirst>
      )}
    </section>
  )
}

function Owner({ window }: { window: ListedWindow }) {
  const { monitorId } = window
  if (monitorId === undefined) return <bdi>{ownerOf(window)}</bdi>
  return (
    <a href={links.monitor(monitorId)}>
      <bdi>{monitorId}</bdi>
    </a>
  )
}

const PLACES = { now: 0, misconfigured: 1, coming: 2, over: 3 }

function inOrder(windows: readonly ListedWindow[]): ListedWindow[] {
  return windows.toSorted(
    (one, other) =>
      PLACES[one.state] - PLACES[other.state] || (one.from ?? '').localeCompare(other.from ?? ''),
  )
}
