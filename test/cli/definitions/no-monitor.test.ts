import { expect, test } from 'vitest'

import { fileOf } from '../../support/temporary-files.ts'
import { validateSays } from '../says.ts'

const CSV_HEADINGS = 'monitorId,emailAddress,mailbox.server,mailbox.userid,mailbox.password'

test.each([
  ['mine.json', '[]', ':1: expected at least one monitor in the list, got an empty list'],
  [
    'mine.json',
    ' \n{ "monitors": [] }',
    ':2: expected the list of monitors itself, got it within "monitors": leave that out',
  ],
  ['mine.yaml', '# none\n[]', ':2: expected at least one monitor in the list, got an empty list'],
  [
    'mine.yaml',
    'monitors: []',
    ':1: expected the list of monitors itself, got it within "monitors": leave that out',
  ],
  [
    'mine.yaml',
    'monitors:\n- monitorId: shop',
    ':1: expected the list of monitors itself, got it within "monitors": leave that out',
  ],
  ['mine.yaml', '', ':1: expected a list of monitors, or one monitor, got nothing'],
  ['mine.csv', CSV_HEADINGS, ':1: expected a line for each monitor below the names of the columns, got none'],
  [
    'mine.csv',
    '',
    ':1: not CSV: the first line must name the columns, for example monitorId,emailAddress,mailbox.server',
  ],
  [
    'mine.ts',
    'export const monitors = []',
    ': expected at least one monitor in the list called monitors, got an empty list',
  ],
  ['mine.ts', 'export const others = []', ': does not export a list called monitors'],
])('%s that holds no monitor (%j) is told in one line', async (name, text, message) => {
  const file = await fileOf(name, text)
  expect(await validateSays([file])).toEqual({ code: 2, out: '', err: `${file}${message}\n` })
})
