import { command, group } from '../../application/command.ts'
import { argument, toggle, value, values } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { clientFlags } from './client-flags.ts'

const list = command({
  brief: 'the OAuth2 grants that are stored or that monitors use, their tokens and the last refusal',
  details: [
    'Lists each grant: how it stands, until when its access token is valid, why the token endpoint refused it last, and when its client secret or certificate ends. No secret and no token is read.',
    'Those that no monitor names are listed too: of a stack, if you may list its stores (ssm:DescribeParameters, secretsmanager:ListSecrets).',
  ],
  parameters: { flags: { ...targetFlags, json: toggle('print one JSON object') } },
  load: async () => (await import('./list.ts')).listGrantsOf,
})

const renew = command({
  needs: 'operate',
  brief: 'fetch an access token now, and tell what the token endpoint answers',
  details: [
    'On a stack its function fetches the token, on one machine this command. The token that was valid until then is replaced.',
  ],
  exitCodes: '0 a token is kept, 1 refused or failed, 2 usage error',
  parameters: {
    flags: {
      ...targetFlags,
      secretsmanager: toggle('the grant is stored in AWS Secrets Manager (secretsmanager:NAME)'),
    },
    positional: { kind: 'tuple', parameters: [argument('NAME', 'the name of the grant')] },
  },
  load: async () => (await import('./renew.ts')).renew,
})

const login = command({
  needs: 'administer',
  brief: 'log a user in, and store the login as an OAuth2 grant',
  details: [
    'Prints an address to open in a browser on this machine, or with --device a code for a browser anywhere, and waits until the user has logged in. The login is stored as a grant, which monitors name as grant: ssm:NAME, for the hosts that its tokens may be sent to.',
    'The client secret, which Google needs, is asked for without echo, or read from standard input.',
    'The hosts are found as secrets set finds them, before the login: those it is stored for, those of the monitors that name it, or the mail servers of Microsoft or Google.',
  ],
  exitCodes: '0 stored, 1 refused or failed, 2 usage error, 130 Ctrl-C',
  passwordAdvice: () => 'it is asked for, or read from standard input',
  parameters: {
    flags: {
      ...clientFlags,
      host: values(
        'HOST',
        'a host that its tokens may be sent to; several with commas, or the option several times',
      ),
      ...targetFlags,
      secretsmanager: toggle('store it in AWS Secrets Manager; monitors then name it as secretsmanager:NAME'),
      key: value('ARN', 'the KMS key to encrypt it with; default: as of secrets set'),
    },
    positional: { kind: 'tuple', parameters: [argument('NAME', 'the name that the grant is stored under')] },
  },
  load: async () => (await import('./login.ts')).login,
})

export const oauth = group('OAuth2 grants and their access tokens', { list, login, renew })
