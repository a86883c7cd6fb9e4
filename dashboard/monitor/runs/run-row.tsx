import { spanWithin } from '../../../shared/core/wording/words/figures.ts'
import { setQuery } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import type { ListedRun } from '../../api/answers.ts'
import { TRIGGER_WORDS, knownWords } from '../../parts/known-words.ts'
import { When } from '../../parts/when.tsx'

interface Row {
  listed: ListedRun
  isChosen: boolean
  /** The Tab key stops at one row of all. */
  isStop: boolean
}

/** A run in the list: focus chooses it, Enter and a click on its time open it. */
export function RunRow({ listed: { run, words }, isChosen, isStop }: Row) {
  const isBad = run.outcome !== 'delivered'
  const choose = () => setQuery({ run: run.runId })
  return (
    <tr class={`${isChosen ? 'is-chosen' : ''}${isBad ? ' is-bad' : ''}`} onClick={choose}>
      <td>
        <a
          href={links.run(run.monitorId, run.runId)}
          tabIndex={isStop ? 0 : -1}
          aria-current={isChosen ? 'true' : undefined}
          onFocus={choose}
        >
          <When at={run.scheduledAt} />
        </a>
      </td>
      <td>
        {isBad && (
          <span class="run-mark" aria-hidden="true">
            ✕
          </span>
        )}
        <bdi>{isBad ? words : 'OK'}</bdi>
        {run.maintenance && <span class="tag">maintenance</span>}
        {(run.slow?.length ?? 0) > 0 && <span class="tag">slow</span>}
      </td>
      <td class="number">
        {run.roundTripMs === undefined ? '–' : spanWithin(run.roundTripMs, run.resolutionMs)}
      </td>
      <td>
        <bdi>{run.location}</bdi>
      </td>
      <td>{knownWords(TRIGGER_WORDS, run.trigger)}</td>
    </tr>
  )
}
