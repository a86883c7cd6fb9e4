import { TARGET_USAGE } from '../../arguments/target-flags.ts'

export const VERBS = ['list', 'add', 'remove'] as const

export type Verb = (typeof VERBS)[number]

export const MAINTENANCE_USAGE = `Usage: roundtrip maintenance <command>

  list [ID …]                  the windows of all monitors and tags, or of these monitors
  add ID … --start … --for …   a window, once or every week, on monitors or on a tag
  remove ID NUMBER …           take windows away

In a window no runs are made (pause), or they are made and judged for nothing (mute): no alerts, and no part in the availability.
An incident that outlives its window is told at its end.

Options:
${TARGET_USAGE}  --help          this text; "roundtrip maintenance <command> --help" says more of each

Works on monitors of cdk/monitors.ts too; no deploy takes a window away.
Exit codes: 0 done, 1 failed or refused, 2 not understood.
`

const USAGES: Readonly<Record<Verb, string>> = {
  list: `roundtrip maintenance list [ID …] [options]

The windows of all monitors and tags, or of these monitors and the tags they have: whose, its number there, its mode, when it is,
and when it comes next ("now, until …" while it lasts, "over" when it comes no more).

  --json          print one JSON object instead
`,
  add: `roundtrip maintenance add ID … --start TIME --for TIME --zone ZONE [options]
       roundtrip maintenance add --tag TAG --start TIME --for TIME --zone ZONE [options]

Adds a window to monitors, or to a tag: then it holds for every monitor that has the tag, also one that gets it later.

  --start TIME    once: 2026-12-01T22:00; every week: 22:00, with --days
  --days DAYS     the days on which it begins every week: sat,sun
  --for TIME      how long it lasts: 30m, 2h, 1h30m, 1d; a week at most. It may cross midnight
  --zone ZONE     by whose clocks it begins, as Europe/Berlin or UTC; summer time included
  --mode MODE     mute (default): runs are made and judged for nothing; pause: no runs
  --note TEXT     why; shown to people
  --tag TAG       the tag that gets it, instead of monitors
`,
  remove: `roundtrip maintenance remove ID NUMBER … [options]
       roundtrip maintenance remove ID … --all|--over [options]
       roundtrip maintenance remove --tag TAG NUMBER …|--all|--over [options]
       roundtrip maintenance remove --over [options]

Takes windows away, by the numbers that "list" shows. One that holds now ends with it.

  --all           all windows of these monitors, or of the tag
  --over          only those that were once and have passed; without ID and --tag those of all monitors and tags
  --tag TAG       windows of the tag, instead of monitors
`,
}

export function usageOf(verb: Verb): string {
  return `Usage: ${USAGES[verb]}\n${TARGET_USAGE}  --help          this text\n`
}
