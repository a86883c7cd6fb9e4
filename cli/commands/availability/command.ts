import { command } from '../../application/command.ts'
import { choice, monitorArgument, value } from '../../application/parameters.ts'
import { monthFlag } from '../../arguments/month.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { viewFlags } from '../../opened/view-flags.ts'
import { readGoal } from './goal.ts'

export const availability = command({
  brief:
    'the share of runs that delivered, by day, month, reason or location; without MONITOR: of all, by month',
  usage: ['MONITOR [options]', '[--month MONTH] [options]'],
  details: [
    'Counts scheduled runs except those in maintenance, inconclusive ones, and those that skipped a refused login. A failure that an immediate second run did not confirm counts as OK. Percentages are rounded down.',
    'Days and months are those of --zone; without MONITOR they are in UTC and do not include today.',
  ],
  parameters: {
    flags: {
      month: monthFlag('for example 2026-11; default without MONITOR: the current month'),
      ...spanFlags(
        'runs scheduled at or after this time, for example 7d, yesterday or 2026-11-05; default: 30d',
        'runs scheduled before the end of this time; default: now',
      ),
      by: choice(
        ['hour', 'day', 'month', 'reason', 'location'],
        'UNIT',
        'a row for each hour, day, month, reason or location; default: day',
      ),
      goal: {
        ...value('PERCENT', 'report whether this percentage was reached, for example 99.9'),
        parse: readGoal,
      },
      ...viewFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor'), optional: true }],
    },
  },
  load: async () => (await import('./availability.ts')).availability,
})
