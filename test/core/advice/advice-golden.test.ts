import { describe, expect, test } from 'vitest'

import { type AdviceContext, adviceFor } from '../../../shared/core/advice/advice.ts'
import { REASON_WORDS } from '../../../shared/core/wording/words/reason-words.ts'
import { REASONS, REASON_STATUS, type Reason, statusName } from '../../../shared/core/run/statuses.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { ADVICE_CASES } from './advice-cases.ts'

describe('the advice reads as it was reviewed', () => {
  test.each(REASONS)('%s', async (reason) => {
    await expect(page(reason)).toMatchFileSnapshot(
      `../../golden/advice/status-${REASON_STATUS[reason]}/${reason}.txt`,
    )
  })
})

/** Every situation with what was known of it, the words of the server tamed, and the advice. */
function page(reason: Reason): string {
  const status = REASON_STATUS[reason]
  const head = `${reason}: ${REASON_WORDS[reason]}\nstatus ${status}, ${statusName(status, reason)}\n`
  const cases = ADVICE_CASES[reason].map(([situation, known]) => {
    const context: AdviceContext = { location: 'local', ...known }
    const { location, phase, port, detail } = context
    const where = [location, phase, port !== undefined && `port ${port}`].filter(Boolean).join(', ')
    return [
      `${situation} (${where})`,
      ...(detail ? [`  detail: ${tameLine(detail, 300)}`] : []),
      ...adviceFor(reason, context)
        .split('\n')
        .map((line) => `  > ${line}`),
      '',
    ].join('\n')
  })
  return [head, ...cases].join('\n')
}
