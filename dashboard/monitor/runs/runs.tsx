import { useEffect, useRef, useState } from 'preact/hooks'

import { MINUTE } from '../../../shared/core/time/units.ts'
import { address, setQuery } from '../../address/address.ts'
import type { ListedRun } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useHeldAnswer } from '../../api/use-held-answer.ts'
import { ColumnHeads } from '../../parts/column-heads.tsx'
import { csvFile } from '../../parts/csv.ts'
import { saveFile } from '../../parts/download.tsx'
import { Shown } from '../../parts/states.tsx'
import { RUN_COLUMNS, runCells } from './run-csv.ts'
import { RunRow } from './run-row.tsx'

interface Listing {
  monitorId: string
  /** As fields of the question. */
  asked: { from: string; to?: string }
  chosenRun: string | undefined
}

const PAGE = 100

/** The runs of the span, newest first, in step with the chart. */
export function Runs({ monitorId, asked, chosenRun }: Listing) {
  const isFailedOnly = address.value.query.get('outcome') === 'failed'
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  useEffect(() => setCursors([]), [asked.from, asked.to, isFailedOnly])
  const failed = isFailedOnly ? { failed: true } : {}
  const answer = useHeldAnswer({
    ...reads.runs(monitorId, { ...asked, ...failed, limit: PAGE, cursor }),
    everyMs: 5 * MINUTE,
  })
  const isPartial = cursors.length > 0 || answer.data?.next !== undefined
  return (
    <section class="runs">
      <div class="runs-head">
        <h2>Runs</h2>
        <label>
          <input
            type="checkbox"
            checked={isFailedOnly}
            onChange={({ currentTarget: { checked } }) =>
              setQuery({ outcome: checked ? 'failed' : undefined })
            }
          />{' '}
          Failed only
        </label>
        <button
          type="button"
          disabled={!answer.data?.items.length}
          onClick={() =>
            saveFile(`${monitorId}-runs.csv`, csvFile(RUN_COLUMNS, (answer.data?.items ?? []).map(runCells)))
          }
        >
          {isPartial ? 'Save this page as CSV' : 'Save as CSV'}
        </button>
      </div>
      <Shown answer={answer} rows={6}>
        {({ items, next }) => (
          <>
            <List items={items} chosenRun={chosenRun} isFailedOnly={isFailedOnly} />
            {isPartial && (
              <p class="table-buttons">
                <button
                  type="button"
                  disabled={cursors.length === 0}
                  onClick={() => setCursors(cursors.slice(0, -1))}
                >
                  Newer
                </button>
                <button
                  type="button"
                  disabled={next === undefined}
                  onClick={() => next !== undefined && setCursors([...cursors, next])}
                >
                  Older
                </button>
              </p>
            )}
          </>
        )}
      </Shown>
    </section>
  )
}

interface Listed {
  items: readonly ListedRun[]
  chosenRun: string | undefined
  isFailedOnly: boolean
}

function List({ items, chosenRun, isFailedOnly }: Listed) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => showIn(frame.current, '[aria-current]'), [chosenRun, items])
  if (items.length === 0) return <Nothing isFailedOnly={isFailedOnly} />
  const stopAt = items.some(({ run }) => run.runId === chosenRun) ? chosenRun : items[0]?.run.runId
  return (
    <div class="runs-list" ref={frame}>
      <table
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')]
          const next = links[links.findIndex((link) => link === document.activeElement) + (by ?? NaN)]
          if (!next) return
          event.preventDefault()
          next.focus()
        }}
      >
        <caption class="unseen">Runs, the newest first; arrow keys go through them, Enter opens</caption>
        <thead>
          <ColumnHeads names={['Time', 'What happened', 'Round trip', 'Location', 'Trigger']} />
        </thead>
        <tbody>
          {items.map((one) => (
            <RunRow
              key={one.ref}
              listed={one}
              isChosen={one.run.runId === chosenRun}
              isStop={one.run.runId === stopAt}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Nothing({ isFailedOnly }: { isFailedOnly: boolean }) {
  if (!isFailedOnly) return <p class="quiet">No runs in this time range.</p>
  return (
    <p class="quiet">
      No failed runs in this time range.{' '}
      <button type="button" onClick={() => setQuery({ outcome: undefined })}>
        Show all runs
      </button>
    </p>
  )
}

/** Scrolls the list alone: the page stays where it is while the runs pass by in the chart. */
function showIn(frame: HTMLElement | null, selector: string): void {
  const row = frame?.querySelector(selector)?.closest('tr')
  if (!frame || !row || frame.contains(document.activeElement)) return
  const { top, bottom } = row.getBoundingClientRect()
  const seen = frame.getBoundingClientRect()
  if (top < seen.top + 32) frame.scrollTop += top - seen.top - 32
  else if (bottom > seen.bottom) frame.scrollTop += bottom - seen.bottom
}
