import { commandIn } from '../../../shared/core/run/client-lines.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import type { Line, Timeline } from './timeline.ts'

/** What stands on the axis, from above. `at`: the place on the axis of the line, or of the first one folded. */
export type Row =
  | { kind: 'line'; at: number; line: Line; pauseMs: Millis }
  /** Nothing was said for so long before the line at `at`. */
  | { kind: 'pause'; at: number; ms: Millis }
  /** Looks into the mailbox that found nothing, one after another: the lines before `to`. */
  | { kind: 'looks'; at: number; to: number; looks: number; ms: Millis }

/** What is longer is folded. */
const LONGEST_PAUSE: Millis = 2 * SECOND

/** The rows of the axis; lines of `kept` places in the log are folded nowhere. */
export function rowsOf({ lines }: Timeline, kept: ReadonlySet<number> = new Set()): Row[] {
  const foldable = emptyLooks(lines, kept)
  const rows: Row[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) break
    const pauseMs = Math.max(0, line.atMs - (lines[at - 1]?.atMs ?? line.atMs))
    const to = endOfLooks(lines, at, foldable)
    if (to > at) {
      const looks = looksIn(lines.slice(at, to)).length
      const ms = (lines[to]?.atMs ?? lines[to - 1]?.atMs ?? 0) - (lines[at - 1]?.atMs ?? 0)
      rows.push({ kind: 'looks', at, to, looks, ms })
      at = to - 1
      continue
    }
    const isAfterFold = rows.at(-1)?.kind === 'looks'
    if (pauseMs > LONGEST_PAUSE && !isAfterFold) rows.push({ kind: 'pause', at, ms: pauseMs })
    rows.push({ kind: 'line', at, line, pauseMs: isAfterFold ? 0 : pauseMs })
  }
  return rows
}

/** Looks into the mailbox that nothing was read in; the first and the last tell enough of the others. */
function emptyLooks(lines: readonly Line[], kept: ReadonlySet<number>): ReadonlySet<Line> {
  const empty = looksIn(lines)
    .slice(1, -1)
    .filter(
      (said) =>
        !said.some(({ index, phase }) => kept.has(index) || phase === 'retrieve' || phase === 'delete'),
    )
  return new Set(empty.flat())
}

/** Each look's lines. POP3 has a session for each; in IMAP's one session each wait for news begins another. */
function looksIn(lines: readonly Line[]): Line[][] {
  const looks: Line[][] = []
  for (const line of lines) {
    if (line.dialogue !== 'mailbox') continue
    const before = looks.at(-1)
    if (!before || before[0]?.session !== line.session || isWait(line)) looks.push([line])
    else before.push(line)
  }
  return looks
}

function isWait({ side, text }: Line): boolean {
  return side === 'client' && commandIn(text) === 'IDLE'
}

/** Where the looks that begin there end, if there are enough of them to be folded; else `at`. */
function endOfLooks(lines: readonly Line[], at: number, foldable: ReadonlySet<Line>): number {
  const end = lines.findIndex((line, index) => index >= at && !foldable.has(line))
  return end < 0 ? lines.length : end
}

/** The same with the lines of folded looks in their place, where `isOpen` says so. */
export function unfolded(
  rows: readonly Row[],
  lines: readonly Line[],
  isOpen: (at: number) => boolean,
): Row[] {
  return rows.flatMap((row): Row[] => {
    if (row.kind !== 'looks' || !isOpen(row.at)) return [row]
    return lines.slice(row.at, row.to).map((line, more) => {
      const before = lines[row.at + more - 1]?.atMs ?? line.atMs
      return { kind: 'line', at: row.at + more, line, pauseMs: line.atMs - before }
    })
  })
}
