import { command, group } from '../../application/command.ts'
import { argument, monitorArgument, toggle, value } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

const ids = { kind: 'array', parameter: monitorArgument('ID', 'the id of a monitor, or several') } as const
const tag = value('TAG', 'windows of the tag, instead of monitors')

const list = command({
  brief: 'the windows of all monitors and tags, or of some monitors',
  details: [
    'Of each: whose, its number there, its mode, when it is, and when it comes next ("now, until …" while it lasts, "over" when it comes no more). With ID those of these monitors and of the tags they have.',
  ],
  parameters: { flags: { json: toggle('print one JSON object instead'), ...targetFlags }, positional: ids },
  load: async () => (await import('./list.ts')).list,
})

const add = command({
  brief: 'a window, from now, once or every week, on monitors or on a tag',
  usage: [
    'ID … --for TIME [options]',
    'ID … --start TIME --for TIME --zone ZONE [options]',
    '--tag TAG --for TIME [options]',
  ],
  details: [
    'Without --start it begins now. On a tag it holds for every monitor that has the tag, also one that gets it later.',
  ],
  parameters: {
    flags: {
      start: value('TIME', 'once: 2026-12-01T22:00; every week: 22:00, with --days; default: now'),
      days: value('DAYS', 'the days on which it begins every week: sat,sun'),
      for: value('TIME', 'how long it lasts: 30m, 2h, 1h30m, 1d; a week at most. It may cross midnight'),
      zone: value('ZONE', 'by whose clocks it begins, as Europe/Berlin or UTC; summer time included'),
      mode: value('MODE', 'mute (default): runs are made and judged for nothing; pause: no runs'),
      note: value('TEXT', 'why; shown to people'),
      tag: value('TAG', 'the tag that gets it, instead of monitors'),
      ...targetFlags,
    },
    positional: ids,
  },
  load: async () => (await import('./add.ts')).add,
})

const remove = command({
  brief: 'take windows away',
  usage: [
    'ID NUMBER … [options]',
    'ID … --all|--over [options]',
    '--tag TAG NUMBER …|--all|--over',
    '--over',
  ],
  details: ['By the numbers that "list" shows. One that holds now ends with it.'],
  parameters: {
    flags: {
      all: toggle('all windows of these monitors, or of the tag'),
      over: toggle(
        'only those that were once and have passed; without ID and --tag those of all monitors and tags',
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
  'windows in which no runs are made, or judged for nothing',
  { list, add, remove },
  [
    'In a window no runs are made (pause), or they are made and judged for nothing (mute): no alerts, and no part in the availability. An incident that outlives its window is told at its end.',
    'Works on monitors of cdk/monitors.ts too; no deploy takes a window away.',
  ],
)
