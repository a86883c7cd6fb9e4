import { type Check, type StackPorts, problem, remark } from './check.ts'

/** AWS sets the limit of every new account to this (SNS, "Requesting increases to your monthly SMS spending quota"). */
const FIRST_LIMIT = 1

/** What keeps SMS from being sent, where a topic has numbers. */
export const sms: Check<StackPorts> = {
  name: 'sms',
  of: 'the limits of SMS',
  async look({ account, stack: { region } }) {
    const numbers = (await account.topics()).flatMap(({ subscriptions }) =>
      subscriptions.filter(({ protocol }) => protocol === 'sms').map(({ endpoint }) => endpoint),
    )
    if (numbers.length === 0) return []
    const { sandbox, monthlyDollars } = await account.sms()
    const page = `https://${region}.console.aws.amazon.com/sns/v3/home?region=${region}#/mobile/text-messaging`
    const found = []
    if (sandbox) {
      found.push(
        problem(
          `The account is in the SMS sandbox of ${region}.`,
          `SNS sends SMS to verified numbers alone; the topics have ${numbers.length === 1 ? 'one number' : `${numbers.length} numbers`}.`,
          `Verify the numbers, or leave the sandbox: ${page}`,
        ),
      )
    }
    if (monthlyDollars !== undefined && monthlyDollars <= FIRST_LIMIT) {
      const told = monthlyDollars < FIRST_LIMIT ? problem : remark
      found.push(
        told(
          `SMS of the account may cost ${monthlyDollars} US dollars a month.`,
          'Once that is spent SNS sends no more SMS until the next month, and says nothing.',
          `Request a higher limit: ${page}`,
        ),
      )
    }
    return found
  },
}
