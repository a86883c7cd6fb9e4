import { command, group } from '../../application/command.ts'
import { monitorArgument, value } from '../../application/parameters.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { viewFlags } from '../../opened/view-flags.ts'

const test = command({
  brief: 'a test alert the way every alert goes',
  details: [
    'It is owed in the Results table, and the watchdog, which looks every minute, publishes it. Whoever is subscribed to the topic gets it, marked TEST. Waits until it was published, at most 150 s; whether it then arrives, each subscriber must see.',
    'With MONITOR it goes to the topics that the policies of this monitor tell of errors, else to the topic "alerts". It counts for nothing: neither for the monitor nor for how many alerts a topic takes.',
  ],
  exitCodes: '0 published, 1 not published or refused, 2 not understood',
  parameters: {
    flags: { topic: value('NAME', 'to this topic alone'), ...targetFlags },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of one monitor'), optional: true }],
    },
  },
  load: async () => (await import('./test.ts')).test,
})

const list = command({
  brief: 'the alerts that were told, to which topic and when, newest first',
  parameters: {
    flags: {
      ...spanFlags(
        'told at or after it, as 24h, 7d or yesterday; default: 7d',
        'told before its end; default: now',
      ),
      ...viewFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor; default: all'), optional: true }],
    },
  },
  load: async () => (await import('./list.ts')).listAlerts,
})

export const alerts = group('what was told to whom, and does an alert arrive', { list, test })
