import { runSummary } from '../../../shared/app/history/views/run.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { findRun } from '../../opened/find-run.ts'
import { onView, writePageHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { writeFacts } from '../../terminal/facts.ts'
import { showMonitor } from './show-monitor.ts'
import { runFacts } from './run-facts.ts'

export const show = onView(
  async (viewing, surroundings: Surroundings, flags: ViewFlags, reference: string) => {
    if (!/[/@]/.test(reference)) return showMonitor(reference, viewing, flags, surroundings)
    const { out } = surroundings
    const view = await findRun(reference, viewing)
    if (flags.json) printJson(out, 'roundtrip.run/1', runSummary(view))
    else {
      writePageHeading(viewing, surroundings, view.ref)
      writeFacts(out, view.sentence, runFacts(view, viewing.zone))
    }
    return 0
  },
)
