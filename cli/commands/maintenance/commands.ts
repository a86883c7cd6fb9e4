import { command, group } from '../../application/command.ts'
import { argument, monitorArgument, toggle, value } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

const ids = { kind: 'array', parameter: monitorArgument('ID', 'the id of a monitor, or several') } as const
const tag = value('TAG', 'windows of the tag, instead of monitors')

const list = command({
  brief: 'the windows of all monitors and tags, or of some monitors',
  details: [
    'Lists owner, number, mode, time, and next occurrence ("now, until …" during the window, "over" after the last one). With ID: the windows of these monitors and of their tags.',
  ],
  parameters: { flags: { json: toggle('print one JSON object instead'), ...targetFlags }, positional: ids },
  load: async () => (await import('./list.ts')).list,
})

const add = command({
  needs: 'operate',
  brief: 'add a window for monitors or a tag: now, once or every week',
  usage: [
    'ID … --for TIME [options]',
    'ID … --start TIME --for TIME --zone ZONE [options]',
    '--tag TAG --for TIME [options]',
  ],
  details: [
    'Without --start the window begins now. On a tag it applies to every monitor that has the tag, now or later.',
  ],
  parameters: {
    flags: {
      start: value('TIME', 'once: 2026-12-01T22:00; every week: 22:00, with --days; default: now'),
      days: value('DAYS', 'the days on which it begins every week: sat,sun'),
      for: value('TIME', 'how long it lasts: 30m, 2h, 1h30m, 1d; a week at most. It may cross midnight'),
      zone: value(
        'ZONE',
        'time zone of the start, for example Europe/Berlin or UTC; daylight saving time is observed',
      ),
      mode: value(
        'MODE',
        'mute (default): runs are made but do not count and send no alerts; pause: no runs',
      ),
      note: value('TEXT', 'the reason, shown in lists'),
      tag: value('TAG', 'set the window on a tag, instead of monitors'),
      ...targetFlags,
    },
    positional: ids,
  },
  load: async () => (await import('./add.ts')).add,
})

const remove = command({
  needs: 'operate',
  brief: 'remove windows',
  usage: [
    'ID NUMBER … [options]',
    'ID … --all|--over [options]',
    '--tag TAG NUMBER …|--all|--over',
    '--over',
  ],
  details: ['Numbers are those that "list" shows. Removing a current window ends it.'],
  parameters: {
    flags: {
      all: toggle('all windows of these monitors, or of the tag'),
      over: toggle(
        'only one-time windows that have passed; without ID and --tag: those of all monitors and tags',
      ),
      tag,
      ...targetFlags,
    },
    positional: {
      kind: 'array',
      parameter: argument('ID|NUMBER', 'the id of a monitor, or several; numbers of its windows'),
    },
  },
  load: async () => (await import('./remove.ts')).remove,
})

export const maintenance = group(
  'maintenance windows: no alerts, no effect on availability',
  { list, add, remove },
  [
    'During a window, runs are made but do not count (mute), or are not made (pause). No alerts are sent. If a monitor still fails after the window, its alert is sent then.',
    'Windows also apply to monitors of cdk/monitors.ts; a deploy keeps them.',
  ],
)
