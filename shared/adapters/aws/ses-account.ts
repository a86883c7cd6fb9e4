import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityResponse,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'

import type { SenderFacts, SenderIdentityFacts } from '../../app/ports/account-facts.ts'
import { identitiesOf } from '../../core/run/sender/sender-identities.ts'

/** Where SES publishes keys, in a Region that has no zone of its own (SES Developer Guide, "Easy DKIM"). */
const USUAL_ZONE = 'dkim.amazonses.com'
/** SES's way of saying that there is no quota. */
const NO_QUOTA = -1

/** What SES says of the account, of a sender's identities and of a configuration set. Throws what the client throws. */
export async function sesAccount(
  client: SESv2Client,
  { address, configurationSet }: { address: string; configurationSet: string },
): Promise<SenderFacts> {
  const [account, set, ...identities] = await Promise.all([
    client.send(new GetAccountCommand({})),
    unlessMissing(client.send(new GetConfigurationSetCommand({ ConfigurationSetName: configurationSet }))),
    ...identitiesOf(address).map(async (EmailIdentity) => {
      const found = await unlessMissing(client.send(new GetEmailIdentityCommand({ EmailIdentity })))
      return found && identityOf(EmailIdentity, found)
    }),
  ])
  const { Max24HourSend: quota, SentLast24Hours: sent } = account.SendQuota ?? {}
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus } = account
  return {
    sandbox: ProductionAccessEnabled !== true,
    sending: SendingEnabled !== false,
    ...(EnforcementStatus !== undefined && { enforcement: EnforcementStatus }),
    ...(quota !== undefined && quota !== NO_QUOTA && { dailyQuota: quota }),
    ...(sent !== undefined && { sentLastDay: sent }),
    identities: identities.filter((one) => one !== undefined),
    // SES says nothing of sending where it is on.
    ...(set && { configurationSet: { sending: set.SendingOptions?.SendingEnabled !== false } }),
  }
}

function identityOf(
  name: string,
  { VerifiedForSendingStatus, VerificationStatus, DkimAttributes = {} }: GetEmailIdentityResponse,
): SenderIdentityFacts {
  const verified = VerifiedForSendingStatus === true
  if (name.includes('@')) return { kind: 'address', name, verified }
  const { Status = VerificationStatus ?? 'NOT_STARTED', SigningEnabled, Tokens = [] } = DkimAttributes
  const zone = DkimAttributes.SigningHostedZone ?? USUAL_ZONE
  return {
    kind: 'domain',
    name,
    verified,
    dkim: {
      status: Status,
      signing: SigningEnabled !== false,
      // With keys of one's own the tokens are a selector, for a record that SES does not know.
      records: (DkimAttributes.SigningAttributesOrigin === 'EXTERNAL' ? [] : Tokens).map((token) => ({
        name: `${token}._domainkey.${name}`,
        value: `${token}.${zone}`,
      })),
    },
  }
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return undefined
    throw error
  }
}
