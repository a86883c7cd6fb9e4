import { serverForms } from '../../../shared/core/run/schemes.ts'
import { command } from '../../application/command.ts'
import { argument, toggle, value } from '../../application/parameters.ts'
import { folderFlags } from '../../arguments/folder-flags.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

export const check = command({
  brief: 'test a mailbox once, from this machine',
  usage: [
    '--email ADDRESS --mailbox URL --userid NAME --password-env NAME --smtp URL [options]',
    'ID [--file FILE] [options]',
    'FILE [options]',
  ],
  details: [
    'Sends a test message, waits for it in the mailbox, deletes it. Nothing is stored and no alert is sent. ID is a monitor of cdk/monitors.ts, of --file FILE, or, with --stack or --local, of that table. A .ts or .js file is a program: reading it runs it, with all your rights.',
    'Passwords and grants of monitors: "ssm:NAME" and "secretsmanager:NAME" are read from the variable ROUNDTRIP_SECRET_<NAME>, "env:NAME" from NAME.',
  ],
  exitCodes:
    '0 the message came back, 1 it failed, 2 usage error, 3 inconclusive, 130 stopped by Ctrl-C; with --nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN',
  passwordAdvice(name) {
    const instead = name === 'smtp-password' ? 'smtp-password-env' : 'password-env'
    return `put it into an environment variable and name that: --${instead} NAME`
  },
  async tellMistakes(mistakes, line, { out }) {
    if (!line.includes('--nagios')) return undefined
    const { NAGIOS_STATES, nagiosUnknown } = await import('./nagios-line.ts')
    const { state, line: said } = nagiosUnknown(mistakes.join('; '))
    out.write(`${said}\n`)
    return NAGIOS_STATES[state]
  },
  parameters: {
    flags: {
      email: value('ADDRESS', 'where the test message goes'),
      mailbox: value('URL', `where it is looked for: ${serverForms('mailbox', { withPorts: true })}`),
      userid: value('NAME', 'the mailbox login'),
      passwordEnv: value('NAME', 'the environment variable that holds its password'),
      grantEnv: value('NAME', 'for OAuth2 instead: the environment variable that holds its grant, as JSON'),
      ...folderFlags,
      smtp: value('URL', `the server that takes the message: ${serverForms('smtp', { withPorts: true })}`),
      smtpUserid: value('NAME', 'the login for it, if required'),
      smtpPasswordEnv: value('NAME', 'the environment variable that holds the password of that login'),
      smtpGrantEnv: value(
        'NAME',
        'for OAuth2 instead: the environment variable that holds the grant of that login',
      ),
      from: value('ADDRESS', 'the sender; default: the same address'),
      helo: value('NAME', "the name to send in EHLO; default: this machine's own"),
      secondsBetweenLogins: value('SECONDS', '0 to 900 between two logins to the mailbox; default: 0'),
      timeout: value('SECONDS', '5 to 300 for the whole trip; default: 300, or that of the monitor'),
      file: value('FILE', 'the file of monitors that ID is in'),
      ...targetFlags,
      allowClear: toggle(
        'allow a login without TLS if the server offers none and the monitor does not set tls: the password can be read on the network',
      ),
      ca: value('FILE', 'PEM certificates to trust besides the usual ones (or NODE_EXTRA_CA_CERTS)'),
      log: toggle('show the diagnostic log too'),
      json: toggle('print one JSON object instead; progress only on a terminal, to standard error'),
      nagios: toggle('print one line with performance data, with the exit codes of Nagios plugins'),
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { ...argument('ID|FILE', 'the id of one monitor, or a file that holds one'), optional: true },
      ],
    },
  },
  load: async () => (await import('./check.ts')).check,
})
