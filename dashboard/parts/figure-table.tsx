import { useState } from 'preact/hooks'

import { ColumnHeads } from './column-heads.tsx'
import { type Cell, csvFile } from './csv.ts'
import { saveFile } from './download.tsx'

interface Tabled {
  /** What the rows are, as `Round trips`. */
  caption: string
  head: readonly string[]
  /** Asked for when the table is opened. */
  rows: () => readonly (readonly Cell[])[]
  /** Of the file with all rows. */
  file: string
}

const ROWS = 200

/** The points of a picture as a table, for whoever does not see it or wants to copy them. */
export function FigureTable(props: Tabled) {
  const [open, setOpen] = useState(false)
  return (
    <details class="figure-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Show as table</summary>
      {open && <Rows {...props} />}
    </details>
  )
}

function Rows({ caption, head, rows, file }: Tabled) {
  const [page, setPage] = useState(0)
  const all = rows()
  const pages = Math.max(1, Math.ceil(all.length / ROWS))
  const first = Math.min(page, pages - 1) * ROWS
  return (
    <>
      <p class="table-buttons">
        <button type="button" onClick={() => saveFile(file, csvFile(head, all))}>
          Save as CSV
        </button>
        {pages > 1 && (
          <>
            <button type="button" disabled={first === 0} onClick={() => setPage(first / ROWS - 1)}>
              Previous
            </button>
            <button
              type="button"
              disabled={first + ROWS >= all.length}
              onClick={() => setPage(first / ROWS + 1)}
            >
              Next
            </button>
          </>
        )}
        <span class="quiet">
          {all.length === 0
            ? 'Nothing in this time range'
            : `${first + 1} to ${Math.min(all.length, first + ROWS)} of ${all.length}`}
        </span>
      </p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <ColumnHeads names={head} />
          </thead>
          <tbody>
            {all.slice(first, first + ROWS).map((row, index) => (
              <tr key={first + index}>
                {row.map((cell, column) => (
                  <td key={column} class={typeof cell === 'number' ? 'number' : undefined}>
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
