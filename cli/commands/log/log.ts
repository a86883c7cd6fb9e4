import { maskedLog } from '../../../shared/core/history/views/provider/mask-addresses.ts'
import type { RunView } from '../../../shared/app/history/views/run.ts'
import type { LogLine } from '../../../shared/core/run/run.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { logLines } from '../../../shared/core/wording/words/log-lines.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { findRun } from '../../opened/find-run.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { writeLine } from '../../terminal/words.ts'
import { type ReportFlags, writeReports } from './write-reports.ts'

interface LogFlags extends ViewFlags, ReportFlags {}

export const log = onView(async (viewing, surroundings: Surroundings, flags: LogFlags, reference: string) => {
  const { out } = surroundings
  const { json, html, text, mask } = flags
  const isReport = (html ?? text) !== undefined
  if (json && isReport) throw new UsageError('--json excludes --html and --text')
  const view = await findRun(reference, viewing)
  const stored = linesOf(view)
  if (isReport) {
    await writeReports(view, stored, flags, viewing.ports, out)
    return 0
  }
  const lines = mask ? maskedLog(stored) : stored
  if (json) printJson(out, 'roundtrip.log/1', { ref: view.ref, items: lines })
  else {
    writeViewHeading(viewing, surroundings, view.ref)
    if (out.isTerminal) writeLine(out, view.sentence)
    if (out.isTerminal) writeLine(out)
    for (const line of logLines(lines)) writeLine(out, line)
  }
  return 0
})

/** Throws `CannotDo` where it is kept no longer. */
function linesOf({ ref, sentence, log: stored }: RunView): readonly LogLine[] {
  switch (stored.kind) {
    case 'kept':
      return stored.lines
    case 'missing':
      throw new CannotDo(`${ref} has no log: ${sentence}`)
    case 'expired':
      throw new CannotDo(`the log of ${ref} was kept until ${isoInstant(stored.at)}; ${sentence}`)
    default:
      return stored satisfies never
  }
}
