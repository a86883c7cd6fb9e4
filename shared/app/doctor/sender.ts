import type { SenderFacts } from '../ports/account-facts.ts'
import type { Monitor } from '../../core/definition/monitor.ts'
import { messagesADay } from '../../core/run/sender/messages-a-day.ts'
import { isCoveredBy } from '../../core/run/sender/sender-identities.ts'
import { firstOf } from '../../core/wording/words/first-of.ts'
import { type Check, type Finding, type StackPorts, problem, remark } from './check.ts'
import { placedMonitors } from './placed-monitors.ts'
import { consoleAt, ofIdentity } from './sender-identity.ts'
import { ofSet } from './sender-set.ts'

/** The part of the quota that may be used up before it is told. */
const MUCH = 0.8

/** Whether Amazon SES sends what the stack's monitors without `smtp` have it send, where the stack has it so. */
export const sender: Check<StackPorts> = {
  name: 'sender',
  of: 'the built-in sender, Amazon SES',
  async look(ports) {
    const { builtInSender: address, senderTopic: topicArn, name, region } = ports.stack
    if (address === undefined) return []
    const [facts, placed] = await Promise.all([ports.account.sender(address), placedMonitors(ports)])
    const sending = placed.filter(({ monitor }) => monitor.smtp === undefined)
    const aDay = sending.reduce(
      (sum, { monitor, locations }) => sum + messagesADay(monitor, locations.length),
      0,
    )
    const seen = { address, region, facts, monitors: sending.map(({ monitor }) => monitor) }
    return [
      ...ofIdentity({ address, region, identities: facts.identities, told: told(seen) }),
      ...ofAccount(seen),
      ...ofSandbox(seen),
      ...ofQuota(seen, Math.ceil(aDay)),
      ...ofSet({ set: name, region, topicArn, facts: facts.configurationSet, told: told(seen) }),
    ]
  },
}

interface SenderSeen {
  address: string
  region: string
  facts: SenderFacts
  /** Those that send by it. */
  monitors: readonly Monitor[]
}

/** What keeps nobody from sending is no problem yet. */
function told({ monitors }: Pick<SenderSeen, 'monitors'>): typeof problem {
  return monitors.length > 0 ? problem : remark
}

function ofAccount(seen: SenderSeen): Finding[] {
  const { region, facts } = seen
  const reputation = `${consoleAt(region)}#/account`
  if (facts.enforcement === 'PROBATION') {
    return [
      remark(
        `Amazon SES has the account under review in ${region}.`,
        'It sends on, and may stop: the reasons are in a mail to the owner of the account.',
        `See to what that mail asks for: ${reputation}`,
      ),
    ]
  }
  if (facts.sending) return []
  const paused = facts.enforcement === 'SHUTDOWN'
  return [
    told(seen)(
      `Amazon SES does not send for this account in ${region}${paused ? ': AWS has paused it' : ''}.`,
      SENDS_NOTHING,
      paused
        ? `Answer the case that AWS opened in its support center; ${reputation}`
        : `aws sesv2 put-account-sending-attributes --sending-enabled --region ${region}`,
    ),
  ]
}

const SENDS_NOTHING = 'Monitors without smtp test nothing.'

/** Who sends to addresses that are verified, alone or by their domain, may stay in the sandbox. */
function ofSandbox({ address, region, facts, monitors }: SenderSeen): Finding[] {
  if (!facts.sandbox) return []
  const own = facts.identities.filter(({ verified }) => verified).map(({ name }) => name)
  const verified = [...own, ...(facts.verifiedNames ?? [])]
  const outside = monitors.filter(
    ({ emailAddress }) => !verified.some((name) => isCoveredBy(emailAddress, name)),
  )
  const seen = `The account is in the sandbox of Amazon SES in ${region}.`
  const mend = `Request production access: ${consoleAt(region)}#/get-set-up (or aws sesv2 put-account-details --production-access-enabled, see its help)`
  if (outside.length === 0) {
    return [remark(seen, 'SES sends to verified addresses and domains alone, and few messages a day.', mend)]
  }
  const first = outside[0]?.emailAddress ?? address
  return [
    problem(
      seen,
      `SES sends to verified addresses and domains alone; none that is verified holds for the mailboxes of ${firstOf(outside.map(({ monitorId }) => monitorId))}.`,
      `${mend}; or verify each mailbox, as aws sesv2 create-email-identity --email-identity ${first} --region ${region}`,
    ),
  ]
}

function ofQuota({ region, facts }: SenderSeen, aDay: number): Finding[] {
  const { dailyQuota: quota, sentLastDay: sent = 0, sandbox } = facts
  if (quota === undefined || aDay === 0) return []
  const mend = sandbox
    ? `Leave the sandbox, or lengthen intervalMinutes: ${consoleAt(region)}#/get-set-up`
    : `Request a higher sending quota, or lengthen intervalMinutes: https://${region}.console.aws.amazon.com/servicequotas/home/services/ses/quotas`
  const why = 'Once the quota is used up SES refuses every message until enough of them are 24 hours old.'
  const limit = `the quota of Amazon SES in ${region} is ${quota}`
  if (aDay > quota) {
    return [problem(`Monitors without smtp make ${aDay} messages in 24 hours; ${limit}.`, why, mend)]
  }
  const used = `The account has sent ${sent} messages in the last 24 hours; ${limit}.`
  if (sent >= quota) return [problem(used, why, mend)]
  return sent >= quota * MUCH ? [remark(used, why, mend)] : []
}
