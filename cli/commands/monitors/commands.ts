import { command, group } from '../../application/command.ts'
import { argument, choice, monitorArgument, toggle, value } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { add, edit, importCommand } from './writing-commands.ts'

const id = monitorArgument('ID', 'the id of one monitor')
const oneId = { kind: 'tuple', parameters: [id] } as const
const ids = {
  kind: 'array',
  minimum: 1,
  parameter: monitorArgument('ID', 'the id of a monitor, or several'),
} as const
const json = toggle('print one JSON object instead')

const list = command({
  brief: 'all monitors, and whether each is enabled, paused, disabled or misconfigured',
  details: [
    'Lists id, health, name, manager (table; stack: cdk/monitors.ts; file: that of npm start), interval, state, address and mailbox server.',
  ],
  parameters: { flags: { json, ...targetFlags } },
  load: async () => (await import('./list.ts')).list,
})

const show = command({
  brief: 'one definition as YAML, with its mistakes if it has any',
  parameters: { flags: { json, ...targetFlags }, positional: oneId },
  load: async () => (await import('./show.ts')).show,
})

const pause = command({
  needs: 'operate',
  brief: 'stop the scheduled runs, for a while or until resumed',
  details: ['Runs in progress are completed. Without --until or --for the pause lasts until "resume".'],
  parameters: {
    flags: {
      until: value('TIME', 'ISO 8601 with a zone: 2026-11-24T18:00:00Z or 2026-11-24T19:00+01:00'),
      for: value('TIME', 'minutes, hours, days, weeks: 30m, 2h, 1h30m, 3d, 2w'),
      ...targetFlags,
    },
    positional: ids,
  },
  load: async () => (await import('./pause.ts')).pause,
})

const resume = command({
  needs: 'operate',
  brief: 'end the pause',
  details: [
    'A monitor of the table that is disabled (enabled: false) is enabled too; one of cdk/monitors.ts is not.',
  ],
  parameters: { flags: targetFlags, positional: ids },
  load: async () => (await import('./pause.ts')).resume,
})

const remove = command({
  needs: 'administer',
  brief: 'remove monitors of the table; their results stay',
  details: ['Asks for confirmation on a terminal.'],
  parameters: {
    flags: { yes: toggle('do not ask; required without a terminal'), ...targetFlags },
    positional: ids,
  },
  load: async () => (await import('./remove.ts')).remove,
})

const exportCommand = command({
  brief: 'all monitors as YAML, JSON or CSV',
  details: ['Writes the monitors of the table so that an import of it would change nothing.'],
  parameters: {
    flags: {
      all: toggle('those of cdk/monitors.ts too'),
      format: choice(
        ['yaml', 'json', 'csv'],
        'FORMAT',
        'yaml, json or csv; default: by the file name, else yaml',
      ),
      ...targetFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...argument('FILE', 'the name of one file; default: standard output'), optional: true }],
    },
  },
  load: async () => (await import('./export.ts')).exportFile,
})

export const monitors = group(
  'monitors and their definitions',
  { list, show, add, edit, pause, resume, remove, import: importCommand, export: exportCommand },
  [
    'Monitors of cdk/monitors.ts change with npx cdk deploy; these commands can only pause and resume them. Set maintenance windows with "roundtrip maintenance", also on these.',
  ],
)
