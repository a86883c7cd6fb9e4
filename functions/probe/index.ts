import { SSMClient } from '@aws-sdk/client-ssm'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import type { MailSender } from '../../shared/app/ports/mail.ts'
import type { RunStarter } from '../../shared/app/ports/run-starter.ts'
import type { TokenReader } from '../../shared/app/ports/tokens.ts'
import { grantSetCommand } from '../../shared/core/aws/secret-names.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { atHome } from '../runtime/store-ports.ts'
import { probeHandler } from './handler.ts'
import { ownSecrets } from './own-secrets.ts'
import { trustedCertificates } from './trusted-certificates.ts'

const settings = readEnv('probe', process.env)
const { stackName, location, homeRegion, senderAddress, tokensFunction, builtInSender } = settings
const recording = recordingPorts(settings)
const { clock } = recording

const ca = trustedCertificates()

const ssm = clientInTime(SSMClient, FUNCTION_PATIENCE, atHome(homeRegion))

/** Rechecks are rare, and the client is loaded when the first one comes: a cold start does not pay for it. */
const starter: RunStarter = {
  async start(request) {
    const { ownStarter } = await import('./own-starter.ts')
    await ownStarter(location).start(request)
  },
}

/** As rechecks: only monitors that log in with a grant pay for it. */
let ownTokens: Promise<TokenReader> | undefined
const tokens: TokenReader = {
  async readToken(...asked) {
    ownTokens ??= import('./own-tokens.ts').then((one) =>
      one.ownTokens({ ssm, clock, stackName, homeRegion, tokensFunction, howToSet: tokens.howToSet }),
    )
    return (await ownTokens).readToken(...asked)
  },
  howToSet: (grant, hosts) => grantSetCommand(stackName, grant, hosts),
}

/** As rechecks: only monitors without `smtp` pay for it. */
let ownSender: Promise<MailSender> | undefined
const builtIn = builtInSender === undefined ? undefined : senderBy(builtInSender)
function senderBy(configurationSet: string): MailSender {
  return {
    async open(...asked) {
      ownSender ??= import('./own-sender.ts').then((one) =>
        one.ownSender({ region: homeRegion, configurationSet, clock }),
      )
      return (await ownSender).open(...asked)
    },
  }
}

export const handler = probeHandler({
  ports: {
    ...recording,
    secrets: ownSecrets({
      ssm,
      secretsManager: async () =>
        (await import('./own-secrets-manager.ts')).ownSecretsManager(homeRegion, stackName),
      stackName,
      clock,
    }),
    tokens,
    mail: mailServers({ clock, ...(ca.length > 0 && { ca }) }, builtIn),
    ...(builtIn && { mailEvents: recording.runs }),
    starter,
    ...(senderAddress !== undefined && { senderAddress }),
  },
  location,
  log: jsonLog(),
  metrics: emfMetrics({ clock, stackName }),
})
