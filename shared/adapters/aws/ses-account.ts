import {
  GetAccountCommand,
  type EventDestination,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityResponse,
  type SESv2Client,
  paginateListEmailIdentities,
} from '@aws-sdk/client-sesv2'

import type {
  EventDestinationFacts,
  SenderFacts,
  SenderIdentityFacts,
} from '../../app/ports/account-facts.ts'
import { identitiesOf } from '../../core/run/sender/sender-identities.ts'

/** Where SES publishes keys, in a Region that has no zone of its own (SES Developer Guide, "Easy DKIM"). */
const USUAL_ZONE = 'dkim.amazonses.com'
/** SES's way of saying that there is no quota. */
const NO_QUOTA = -1

/** The most that SES lists at a time, and the lists that are read at most. */
const PAGE = 1000
const MOST_PAGES = 10

/** What SES says of the account, of a sender's identities and of a configuration set. Throws what the client throws. */
export async function sesAccount(
  client: SESv2Client,
  { address, configurationSet }: { address: string; configurationSet: string },
): Promise<SenderFacts> {
  const ofSet = { ConfigurationSetName: configurationSet }
  const [account, set, told, ...identities] = await Promise.all([
    client.send(new GetAccountCommand({})),
    unlessMissing(client.send(new GetConfigurationSetCommand(ofSet))),
    unlessMissing(client.send(new GetConfigurationSetEventDestinationsCommand(ofSet))),
    ...identitiesOf(address).map(async (EmailIdentity) => {
      const found = await unlessMissing(client.send(new GetEmailIdentityCommand({ EmailIdentity })))
      return found && identityOf(EmailIdentity, found)
    }),
  ])
  const { Max24HourSend: quota, SentLast24Hours: sent } = account.SendQuota ?? {}
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus } = account
  const sandbox = ProductionAccessEnabled !== true
  return {
    sandbox,
    sending: SendingEnabled !== false,
    ...(EnforcementStatus !== undefined && { enforcement: EnforcementStatus }),
    ...(quota !== undefined && quota !== NO_QUOTA && { dailyQuota: quota }),
    ...(sent !== undefined && { sentLastDay: sent }),
    identities: identities.filter((one) => one !== undefined),
    ...(sandbox && { verifiedNames: await verifiedNames(client) }),
    // SES says nothing of sending where it is on.
    ...(set && {
      configurationSet: {
        sending: set.SendingOptions?.SendingEnabled !== false,
        destinations: (told?.EventDestinations ?? []).map(destinationOf),
      },
    }),
  }
}

function destinationOf({
  Name = '',
  Enabled,
  MatchingEventTypes = [],
  SnsDestination,
}: EventDestination): EventDestinationFacts {
  const topicArn = SnsDestination?.TopicArn
  return {
    name: Name,
    enabled: Enabled === true,
    events: MatchingEventTypes,
    ...(topicArn !== undefined && { topicArn }),
  }
}

/** In the sandbox these are the addresses and domains that mail may be sent to. */
async function verifiedNames(client: SESv2Client): Promise<string[]> {
  const found: string[] = []
  let read = 0
  for await (const { EmailIdentities = [] } of paginateListEmailIdentities({ client, pageSize: PAGE }, {})) {
    for (const { IdentityName, VerificationStatus } of EmailIdentities)
      if (IdentityName !== undefined && VerificationStatus === 'SUCCESS') found.push(IdentityName)
    if ((read += 1) === MOST_PAGES) break
  }
  return found
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
