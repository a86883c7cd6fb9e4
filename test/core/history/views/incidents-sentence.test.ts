import { expect, test } from 'vitest'

import {
  type SaidIncidents,
  incidentsSentence,
} from '../../../../shared/core/history/views/incidents-sentence.ts'
import { HOUR, MINUTE } from '../../../../shared/core/time/units.ts'

const NOW = Date.parse('2026-11-24T18:00:00Z')
const open = (name: string, ms: number) => ({ name, failingSince: NOW - ms })
const over = (lengthMs: number) => ({ lengthMs })

test.each<[string, Omit<SaidIncidents, 'month' | 'now'>]>([
  ['No incident is open. There were none in November 2026.', { open: [], over: [] }],
  [
    'No incident is open. 1 in November 2026 is over; it lasted 5 min.',
    { open: [], over: [over(5 * MINUTE)] },
  ],
  [
    'No incident is open. 2 in November 2026 are over; they lasted 1 h 5 min in all.',
    { open: [], over: [over(5 * MINUTE), over(HOUR)] },
  ],
  [
    '1 incident is open: Shop, for 14 min. There were no others in November 2026.',
    { open: [open('Shop', 14 * MINUTE)], over: [] },
  ],
  [
    '2 incidents are open, the longest is Blog, for 2 h. 1 more in November 2026 is over; it lasted 1 min.',
    { open: [open('Shop', MINUTE), open('Blog', 2 * HOUR)], over: [over(MINUTE)] },
  ],
  [
    'More than 1 incidents are open. More than 2 others in November 2026 are over.',
    { open: [open('Shop', MINUTE)], over: [over(1), over(2)], moreOpen: true, moreOver: true },
  ],
  [
    'No incident is open. More than 1 in November 2026 are over.',
    { open: [], over: [over(MINUTE)], moreOver: true },
  ],
  ['1 incident is open: Shop, for 1 min.', { open: [open('Shop', MINUTE)] }],
])('%s', (sentence, said) => {
  expect(incidentsSentence({ ...said, month: 'November 2026', now: NOW })).toBe(sentence)
})
