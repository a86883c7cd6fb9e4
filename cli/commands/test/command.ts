import { command } from '../../application/command.ts'
import { monitorArgument, toggle, value } from '../../application/parameters.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const test = command({
  needs: 'operate',
  brief: 'one run of a monitor now, where it runs',
  usage: ['MONITOR [options]'],
  details: [
    "The monitor's probe makes the run; both dialogues are shown while it lasts, then what it came to. The run is stored and listed. It counts for no incident, alert or availability.",
    'One test of a monitor at a time: while one is under way, this command shows that one. Ctrl-C ends the watching, and the run goes on.',
    'In a local mode npm start makes the run. Where none runs this process makes it, and Ctrl-C ends the run.',
  ],
  exitCodes:
    '0 the message came back, 1 it did not, 2 not understood, 3 inconclusive or no run was made, 130 Ctrl-C; with --no-wait: 0 asked for',
  parameters: {
    flags: {
      ...viewFlags,
      from: value('LOCATION', 'where the run is made; default: the first location of the monitor'),
      noWait: toggle('ask for the run, print how it is named, and end'),
    },
    positional: { kind: 'tuple', parameters: [monitorArgument('MONITOR', 'the id of a monitor')] },
  },
  load: async () => (await import('./test.ts')).test,
})
