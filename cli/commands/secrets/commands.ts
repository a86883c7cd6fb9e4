import { command, group } from '../../application/command.ts'
import { argument, toggle, value, values } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

const set = command({
  needs: 'administer',
  brief: 'store a password or an OAuth2 grant for the hosts it may be sent to',
  details: [
    'Stores a password, which monitors name as ssm:NAME, with the hosts that it may be sent to: no run sends it to another. The password is asked for without echo, or read from standard input.',
    'A value that is JSON is stored as an OAuth2 grant, which monitors name as grant: ssm:NAME; it is checked field by field, as docs/microsoft-365.md and docs/google.md show it. Give it from a file: secrets set NAME < FILE, or paste it.',
    'With --local it is stored in secrets.json of the data folder, which only you can read; the next run uses it, without a restart.',
    'The hosts default to those that the password is stored for, if you may read that, else to the servers of the monitors that name it. At a terminal you are shown them: press Enter to accept, or type others. Without a terminal, servers of monitors are taken only if all of these monitors have the same ones. A grant of Microsoft or Google that no monitor names yet is for the mail servers of its provider.',
    'A stack that was deployed before passwords had hosts gets the password alone, and the command reports it: deploy, then set it again.',
  ],
  exitCodes: '0 stored, 1 failed, 2 usage error, 130 Ctrl-C',
  passwordAdvice: () => 'it is asked for, or read from standard input',
  parameters: {
    flags: {
      host: values(
        'HOST',
        'a host, for example mail.example.com or 192.0.2.1; several with commas, or the option several times',
      ),
      anyHost: toggle(
        'store the password without hosts: anyone who can change a monitor can have it sent to any server',
      ),
      ...targetFlags,
      secretsmanager: toggle('store it in AWS Secrets Manager; monitors then name it as secretsmanager:NAME'),
      key: value(
        'ARN',
        "the KMS key to encrypt it with; default: secretsKeyArn of cdk/settings.ts, if the secret is for that stack, else the account's own key",
      ),
    },
    positional: {
      kind: 'tuple',
      parameters: [
        argument('NAME', 'the name of the secret; its value is asked for, or read from standard input'),
      ],
    },
  },
  load: async () => (await import('./set.ts')).set,
})

const list = command({
  brief: 'the secrets that are stored or that monitors use, their hosts, and the monitors that use them',
  details: [
    'Those that no monitor names are listed too: of a stack, if you may list its stores (ssm:DescribeParameters, secretsmanager:ListSecrets).',
    'On a stack each secret is read, to check that it exists and for which hosts; this needs the permission to read it. No value is shown. In local mode it is looked up in the data folder, then in the environment of this command.',
  ],
  parameters: { flags: { ...targetFlags, json: toggle('print one JSON object') } },
  load: async () => (await import('./list.ts')).listSecrets,
})

export const secrets = group('passwords and OAuth2 grants that monitors name', { list, set })
