import { expect, test } from 'vitest'
import { lineReader } from '../../../../shared/adapters/mail/imap/line-reader.ts'
import { parseResponse } from '../../../../shared/adapters/mail/imap/responses.ts'

const LONG = 60_000

/** A pattern that goes back over what it has read takes ten seconds for some of them, and holds up every other run. */
const PATIENCE_MS = 5_000

test.each([
  ['blanks within', `* OK ${' '.repeat(LONG)}x`],
  ['brackets that nobody closes', `* 1 FETCH (${'['.repeat(LONG)}`],
  ['lists that nobody closes', `* LIST ${'('.repeat(LONG)}`],
  ['quotes', `* LIST () ${'"'.repeat(LONG)}`],
  ['an escape at each octet', `* LIST () "${'\\"'.repeat(LONG / 2)}`],
  ['zeros of a literal', `* 1 FETCH (BODY[] {${'0'.repeat(LONG)}`],
  ['openings of literals', `* 1 FETCH (${'{0'.repeat(LONG / 2)}`],
])(
  'a line full of %s is read at once',
  (_what, line) => {
    const [read] = lineReader().push(Buffer.from(`${line}\r\n`))
    if (read?.kind !== 'line') throw new Error('the line is not whole')
    expect(['data', 'status']).toContain(parseResponse(read).kind)
  },
  PATIENCE_MS,
)
