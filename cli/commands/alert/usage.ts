import { TARGET_USAGE } from '../../arguments/target-flags.ts'

export const ALERT_USAGE = `Usage: roundtrip alert test [MONITOR] [options]

Sends a test alert the way every alert goes: it is owed in the Results table, and the watchdog, which looks every minute,
publishes it. Whoever is subscribed to the topic gets it, marked TEST. Waits until it was published, at most 150 s; whether
it then arrives, each subscriber must see.

With MONITOR it goes to the topics that the policies of this monitor tell of errors, else to the topic "alerts". It counts
for nothing: neither for the monitor nor for how many alerts a topic takes.

  --topic NAME    to this topic alone
${TARGET_USAGE}  --help          this text

Exit codes: 0 published, 1 not published or refused, 2 not understood.
`
