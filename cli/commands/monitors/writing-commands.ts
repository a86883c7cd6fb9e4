import { serverForms } from '../../../shared/core/run/schemes.ts'
import { command } from '../../application/command.ts'
import { argument, choice, monitorArgument, toggle, value, values } from '../../application/parameters.ts'
import { folderFlags } from '../../arguments/folder-flags.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

const format = choice(
  ['yaml', 'json', 'csv'],
  'FORMAT',
  'yaml, json or csv, if the file name does not show it; standard input: yaml',
)

const IS_PROGRAM = 'A .ts or .js file is a program: reading it runs it, with all your rights.'

const passwordAdvice = (name: string) => {
  const option = name.startsWith('smtp') ? 'smtp-password-ref' : 'password-ref'
  return `store it with npx roundtrip secrets set NAME and write --${option} ssm:NAME`
}

export const add = command({
  needs: 'administer',
  brief: 'new monitors from a file; or one with options',
  usage: ['FILE [options]', 'ID --email ADDRESS --mailbox URL --userid NAME --password-ref REF [options]'],
  details: [
    'Adds the monitors of a file (YAML, JSON, CSV, or a .ts or .js module that exports "monitors"; - is standard input), or the one that the options describe. With any mistake, or an id that is there already, nothing is added.',
    IS_PROGRAM,
  ],
  passwordAdvice,
  parameters: {
    flags: {
      email: value('ADDRESS', 'where the test message goes'),
      mailbox: value('URL', `where it is looked for: ${serverForms('mailbox', { withPorts: true })}`),
      userid: value('NAME', 'the mailbox login'),
      passwordRef: value(
        'REF',
        'where its password is kept: ssm:NAME (npx roundtrip secrets set NAME stores it)',
      ),
      grantRef: value('REF', 'for OAuth2 instead: where its grant is kept, ssm:NAME'),
      ...folderFlags,
      smtp: value('URL', `the server that takes the message: ${serverForms('smtp', { withPorts: true })}`),
      smtpUserid: value('NAME', 'the login for it, if required'),
      smtpPasswordRef: value('REF', 'where the password of that login is kept'),
      smtpGrantRef: value('REF', 'for OAuth2 instead: where the grant of that login is kept'),
      from: value('ADDRESS', 'the sender; default: the same address'),
      name: value('TEXT', 'shown in alerts and reports; default: the id'),
      timeout: value('SECONDS', '5 to 300; default 300'),
      interval: value('MINUTES', '1 to 1440; default 10'),
      allowClear: toggle(
        'allow a login without TLS if the server offers none (tls: "opportunistic"): the password can be read on the network; without it TLS is required for a login',
      ),
      set: values(
        'PATH=VALUE',
        "any other field, for example mailbox.tls=required or 'tags=[web, shop]'; may be repeated",
      ),
      format,
      ...targetFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [argument('FILE|ID', 'the name of one file, or the id of a new monitor')],
    },
  },
  load: async () => (await import('./add.ts')).add,
})

export const edit = command({
  needs: 'administer',
  brief: 'change one in your editor; or with --set',
  details: [
    'Opens the definition as YAML in $VISUAL or $EDITOR, checks what was saved, and puts it into the table unless somebody else has changed the monitor meanwhile. Saving it unchanged changes nothing.',
  ],
  passwordAdvice,
  parameters: {
    flags: {
      set: values(
        'PATH=VALUE',
        'set a field without an editor, for example intervalMinutes=5 or mailbox.server=pop3s://pop.example.com; may be repeated. Numbers, true and false are themselves, [..], {..} and "..." are YAML, everything else is text',
      ),
      unset: values('PATH', 'remove a field; may be repeated'),
      allowClear: toggle(
        'allow a login without TLS if the server offers none (tls: "opportunistic"), even if it had TLS before: the password can be read on the network',
      ),
      ...targetFlags,
    },
    positional: { kind: 'tuple', parameters: [monitorArgument('ID', 'the id of one monitor')] },
  },
  load: async () => (await import('./edit.ts')).edit,
})

export const importCommand = command({
  needs: 'administer',
  brief: 'add and change monitors from a file; never removes',
  details: [
    'Adds the monitors of a file that are new (YAML, JSON, CSV, or a .ts or .js module), leaves identical ones unchanged, removes none. With any mistake nothing is written. A pause stays unless the file says otherwise.',
    IS_PROGRAM,
  ],
  passwordAdvice,
  parameters: {
    flags: {
      replace: toggle(
        'also change existing monitors that differ; without it they are listed, and nothing is written',
      ),
      dryRun: toggle('show what would be done, and write nothing'),
      allowClear: toggle(
        'allow a login without TLS if the server offers none and the file does not set tls: the password can be read on the network (tls: "opportunistic"); asked for on a terminal, else TLS is required',
      ),
      format,
      ...targetFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [argument('FILE', 'the name of one file, or - for standard input')],
    },
  },
  load: async () => (await import('./import.ts')).importFile,
})
