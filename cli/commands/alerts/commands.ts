import { command, group } from '../../application/command.ts'
import { monitorArgument, value } from '../../application/parameters.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { viewFlags } from '../../opened/view-flags.ts'

const test = command({
  needs: 'operate',
  brief: 'send a test alert',
  details: [
    'Sends an alert marked TEST to all subscribers of the topic, in the same way as any other alert: it is stored in the Results table, and the watchdog publishes it within about a minute. Waits at most 150 s until it is published; check with the subscribers that it arrives. With --local it says which destinations it reached.',
    'With MONITOR it goes to the topics to which the policies of this monitor send failures, else to the topic "alerts". It does not change the state of the monitor or count towards the alert limit of a topic.',
  ],
  exitCodes: '0 published, 1 not published or refused, 2 usage error',
  parameters: {
    flags: { topic: value('NAME', 'only to this topic'), ...targetFlags },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of one monitor'), optional: true }],
    },
  },
  load: async () => (await import('./test.ts')).test,
})

const list = command({
  brief: 'alerts that were sent, to which topic and when, newest first',
  parameters: {
    flags: {
      ...spanFlags(
        'sent at or after this time, for example 24h, 7d or yesterday; default: 7d',
        'sent before the end of this time; default: now',
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

export const alerts = group('alerts that were sent; send a test alert', { list, test })
