import { command } from '../../application/command.ts'
import { choice, monitorArgument, value } from '../../application/parameters.ts'
import { monthFlag } from '../../arguments/month.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { viewFlags } from '../../opened/view-flags.ts'
import { readGoal } from './goal.ts'

export const availability = command({
  brief:
    'which part of the runs delivered, by day, month, reason or location; without MONITOR: of all, by month',
  usage: ['MONITOR [options]', '[--month MONTH] [options]'],
  details: [
    'Counts scheduled runs. In no figure: runs in maintenance, inconclusive ones, and those that did not try a refused login. A failure that a second run, made at once, did not confirm is OK. Percentages are rounded down.',
    'Days and months are those of --zone. Without MONITOR they are those of UTC, and what today came to is not in them yet.',
  ],
  parameters: {
    flags: {
      month: monthFlag('as 2026-11; default without MONITOR: the one that holds now'),
      ...spanFlags(
        'runs that were scheduled at or after it, as 7d, yesterday or 2026-11-05; default: 30d',
        'before its end; default: now',
      ),
      by: choice(
        ['hour', 'day', 'month', 'reason', 'location'],
        'UNIT',
        'a row for each hour, day, month, reason or location; default: day',
      ),
      goal: { ...value('PERCENT', 'says whether this was reached, as 99.9'), parse: readGoal },
      ...viewFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor'), optional: true }],
    },
  },
  load: async () => (await import('./availability.ts')).availability,
})
