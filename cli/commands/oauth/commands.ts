import { command, group } from '../../application/command.ts'
import { argument, toggle } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

const list = command({
  brief: 'the OAuth2 grants that monitors use, their tokens and the last refusal',
  details: [
    'Lists each grant: how it stands, until when its access token is valid, why the token endpoint refused it last, and when its client secret or certificate ends. No secret and no token is read.',
  ],
  parameters: { flags: { ...targetFlags, json: toggle('print one JSON object') } },
  load: async () => (await import('./list.ts')).listGrantsOf,
})

const renew = command({
  needs: 'operate',
  brief: 'fetch an access token now, and tell what the token endpoint answers',
  details: [
    'On a stack its function fetches the token, on one machine this command. A token that was fetched for this within the last hour is left as it is.',
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

export const oauth = group('OAuth2 grants and their access tokens', { list, renew })
