import { serverForms } from '../../../shared/core/run/schemes.ts'
import { TARGET_USAGE } from '../../arguments/target-flags.ts'

export const VERBS = ['list', 'show', 'add', 'edit', 'pause', 'resume', 'remove', 'import', 'export'] as const

export type Verb = (typeof VERBS)[number]

export const MONITORS_USAGE = `Usage: roundtrip monitors <command>

  list                    all monitors, and whether each is enabled, paused, disabled or misconfigured
  show ID                 one definition, with its mistakes if it has any
  add FILE                new monitors from a file; or add ID with options
  edit ID                 change one in your editor; or with --set
  pause ID … [--until T]  leave out the runs of the schedule, for a while or until resumed
  resume ID …             end the pause
  remove ID …             remove monitors; their results stay
  import FILE             add and change monitors from a file of YAML, JSON or CSV; never removes
  export [FILE]           all monitors as YAML, JSON or CSV

Options:
${TARGET_USAGE}  --help          this text; "roundtrip monitors <command> --help" says more of each

Monitors of cdk/monitors.ts can be paused here, and nothing else: they change with npx cdk deploy.
Windows of maintenance, once or every week, are set with "roundtrip maintenance", also on these.
Exit codes: 0 done, 1 failed or refused, 2 not understood.
`

const USAGES: Readonly<Record<Verb, string>> = {
  list: `roundtrip monitors list [options]

All monitors of the table: id, name, who manages it (table, or stack: cdk/monitors.ts), how often it runs, its state, the
address and the mailbox server.

  --json          print one JSON object instead
`,
  show: `roundtrip monitors show ID [options]

The definition of one monitor as YAML; its mistakes, if any, follow as comments.

  --json          print one JSON object instead
`,
  add: `roundtrip monitors add FILE [options]
       roundtrip monitors add ID --email ADDRESS --mailbox URL --userid NAME --password-ref REF [options]

Adds the monitors of a file (YAML, JSON, CSV, or a .ts or .js module that exports "monitors"; - is standard input), or the
one that the options describe. With any mistake, or an id that is there already, nothing is added.
A .ts or .js file is a program: reading it runs it, with all your rights.

  --email ADDRESS           where the test message goes
  --mailbox URL             where it is looked for: ${serverForms('mailbox', { withPorts: true })}
  --userid NAME             the mailbox login
  --password-ref REF        where its password is kept: ssm:NAME (npx roundtrip secret set NAME stores it)
  --smtp URL                the server that takes the message: ${serverForms('smtp', { withPorts: true })}
  --smtp-userid NAME        the login there, if it wants one,
  --smtp-password-ref REF   and where its password is kept
  --from ADDRESS            the sender; default: the same address
  --name TEXT               shown in alerts and reports; default: the id
  --timeout SECONDS         5 to 300; default 300
  --interval MINUTES        1 to 1440; default 10
  --allow-clear             log in without TLS too where the server offers none (tls: "opportunistic"): anyone in between
                            can read the password; without it TLS is required for a login
  --set PATH=VALUE          any other field, as mailbox.tls=required or 'tags=[web, shop]'; may be repeated
  --format FORMAT           yaml, json or csv, where the file's name does not tell; standard input: yaml
`,
  edit: `roundtrip monitors edit ID [options]

Opens the definition as YAML in $VISUAL or $EDITOR, checks what was saved, and puts it into the table unless somebody else
has changed the monitor meanwhile. A text that was not changed changes nothing.

  --set PATH=VALUE   set a field without an editor, as intervalMinutes=5 or mailbox.server=pop3s://pop.example.com;
                     may be repeated. Numbers, true and false are themselves, [..], {..} and "..." are YAML,
                     everything else is text
  --unset PATH       take a field away; may be repeated
  --allow-clear      log in without TLS too where the server offers none (tls: "opportunistic"), also where it had TLS
                     before: anyone in between can read the password
`,
  pause: `roundtrip monitors pause ID … [options]

Leaves out the runs of the schedule; runs under way are seen to their end. Without --until or --for until "resume".

  --until TIME    ISO 8601 with its zone, as 2026-11-24T18:00:00Z or 2026-11-24T19:00+01:00
  --for TIME      minutes, hours, days, weeks: 30m, 2h, 1h30m, 3d, 2w
`,
  resume: `roundtrip monitors resume ID … [options]

Ends a pause. A monitor of the table that is disabled (enabled: false) is enabled too; one of cdk/monitors.ts is not.
`,
  remove: `roundtrip monitors remove ID … [options]

Removes monitors of the table, after a question on a terminal. Their results stay.

  --yes           do not ask; needed where there is no terminal
`,
  import: `roundtrip monitors import FILE [options]

Adds the monitors of a file that are new (YAML, JSON, CSV, or a .ts or .js module; - is standard input), leaves those that
are the same, removes none. With any mistake nothing is written. A pause stays unless the file says otherwise.
A .ts or .js file is a program: reading it runs it, with all your rights.

  --replace         change monitors that are there and say something else; without it they are named, and nothing is written
  --dry-run         say what would be done, and write nothing
  --allow-clear     log in without TLS too where the server offers none and the file says nothing of TLS: anyone in between
                    can read the password (tls: "opportunistic"); asked for on a terminal, else TLS is required
  --format FORMAT   yaml, json or csv, where the file's name does not tell; standard input: yaml
`,
  export: `roundtrip monitors export [FILE] [options]

Writes the monitors of the table to a file, or to standard output, so that an import of it would change nothing.

  --all             those of cdk/monitors.ts too
  --format FORMAT   yaml, json or csv; default: what the file's name tells, else yaml
`,
}

export function usageOf(verb: Verb): string {
  return `Usage: ${USAGES[verb]}\n${TARGET_USAGE}  --help          this text\n`
}
