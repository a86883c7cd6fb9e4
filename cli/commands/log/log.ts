import { isoInstant } from '../../../shared/core/time/units.ts'
import { logLines } from '../../../shared/core/wording/words/log-lines.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { findRun } from '../../opened/find-run.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { writeLine } from '../../terminal/words.ts'

export const log = onView(
  async (viewing, surroundings: Surroundings, flags: ViewFlags, reference: string) => {
    const { out } = surroundings
    const view = await findRun(reference, viewing)
    const { ref, sentence, log: stored } = view
    switch (stored.kind) {
      case 'missing':
        throw new CannotDo(`${ref} has no log: ${sentence}`)
      case 'expired':
        throw new CannotDo(`the log of ${ref} was kept until ${isoInstant(stored.at)}; ${sentence}`)
      case 'kept':
        break
      default:
        stored satisfies never
    }
    if (flags.json) printJson(out, 'roundtrip.log/1', { ref, items: stored.lines })
    else {
      writeViewHeading(viewing, surroundings, ref)
      if (out.isTerminal) writeLine(out, sentence)
      if (out.isTerminal) writeLine(out)
      for (const line of logLines(stored.lines)) writeLine(out, line)
    }
    return 0
  },
)
