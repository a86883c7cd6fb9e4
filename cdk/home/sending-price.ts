import { Annotations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../../shared/core/definition/monitor.ts'
import { SANDBOX_DAILY_MESSAGES, messagesADay } from '../../shared/core/run/sender/messages-a-day.ts'
import { HOME, locationsOf } from '../../shared/core/location/known-locations.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/** The id of the line that says the price at synth; who knows it acknowledges it. */
export const SENDING_PRICE = 'roundtrip:builtInSenderPrice'

/** US dollars for 1,000 messages (Amazon SES pricing: outbound email, the cheapest and the dearest plan). */
const PRICES = [0.1, 0.16] as const
const DAYS_A_MONTH = 30

/** Says at synth what the messages of the stack's monitors cost by the built-in sender, and how many they are. */
export function tellOfSending(
  scope: Construct,
  monitors: readonly Pick<
    Monitor,
    'smtp' | 'enabled' | 'intervalMinutes' | 'locations' | 'locationMode' | 'locationsPerRun'
  >[],
  { builtInSender, defaultLocations }: Pick<StackSettings, 'builtInSender' | 'defaultLocations'>,
): void {
  if (builtInSender === undefined) return
  const known = { home: HOME, defaults: defaultLocations }
  const sending = monitors.filter(({ smtp, enabled }) => smtp === undefined && enabled)
  const aDay = Math.ceil(
    sending.reduce((sum, monitor) => sum + messagesADay(monitor, locationsOf(monitor, known).length), 0),
  )
  if (aDay === 0) {
    Annotations.of(scope).addInfoV2(SENDING_PRICE, OF_THE_TABLE)
    return
  }
  const [least, most] = pricesOf(aDay)
  const who = sending.length === 1 ? '1 monitor' : `${sending.length} monitors`
  const sandbox =
    aDay > SANDBOX_DAILY_MESSAGES
      ? `An account in the sandbox of SES may send ${SANDBOX_DAILY_MESSAGES} a day: request production access, see docs/settings.md#the-built-in-sender`
      : `An account in the sandbox of SES may send ${SANDBOX_DAILY_MESSAGES} a day, to verified addresses alone`
  Annotations.of(scope).addInfoV2(
    SENDING_PRICE,
    `Amazon SES sends ${inWords(aDay)} test messages a day for the ${who} of the stack without smtp, at about $${least} to $${most} a month; those of the table come on top. ${sandbox}`,
  )
}

/** US dollars a month for so many messages a day, by the cheapest plan and the dearest. */
function pricesOf(aDay: number): string[] {
  return PRICES.map((price) => ((aDay * DAYS_A_MONTH * price) / 1000).toFixed(2))
}

const [CHEAPEST = '', DEAREST = ''] = pricesOf(288)
/** Where the file of the stack holds none that sends so. */
const OF_THE_TABLE = `Amazon SES sends for monitors of the table without smtp: 288 test messages a day for each that runs every 5 minutes, at about $${CHEAPEST} to $${DEAREST} a month. An account in the sandbox of SES may send ${SANDBOX_DAILY_MESSAGES} a day, to verified addresses alone`

function inWords(count: number): string {
  return count.toLocaleString('en-US')
}
