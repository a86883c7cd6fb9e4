import { ALERT_TOPIC } from '../definition/built-in-topics.ts'
import { contentId } from '../identity/content-id.ts'
import { DAY, type EpochMs, isoInstant } from '../time/units.ts'
import type { AlertOptions } from './alert-facts.ts'
import { type AlertMessage, RUNBOOK } from './alert-message.ts'
import { labelled, paragraphs } from './email/email-blocks.ts'
import { SMS_CHARACTERS, SUBJECT_CHARACTERS, shortId } from './subject-and-sms.ts'
import { shortLine } from './words/short-line.ts'

/** Rises when a reader of the old form would misread the new one; fields may be added without. */
export const GRANT_SCHEMA = 'roundtrip.grant/1'

export interface EndingGrant {
  /** As a definition writes it: `ssm:office-365`. */
  grant: string
  /** Of its client secret or certificate. */
  endsAt: EpochMs
  /** Which of the warnings it is: 21, 7 or 1 days ahead. */
  days: number
}

/**
 * What is told ahead of the end of a client secret or certificate, of which every login by this grant depends; to
 * the stack's own topic, since it is no monitor's. The same warning always has the same id.
 */
export function wordGrantAlert(
  { grant, endsAt, days }: EndingGrant,
  {
    now,
    runbookUrl = RUNBOOK,
    commandOptions = '',
  }: Pick<AlertOptions, 'runbookUrl' | 'commandOptions'> & { now: EpochMs },
): AlertMessage {
  const alertId = contentId('grant-ending', grant, String(endsAt), String(days))
  const list = `npx roundtrip oauth list ${commandOptions}`.trimEnd()
  const help = `${runbookUrl}#alert-grant-ending`
  const day = isoInstant(endsAt).slice(0, 10)
  const ends = endsAt <= now ? `ended on ${day}` : `ends on ${day}, in ${daysWords(endsAt - now)}`
  const line = {
    prefix: 'Roundtrip GRANT ENDING: ',
    name: grant,
    message: ` - its secret ${ends}`,
    extras: [],
  }
  return {
    alertId,
    topic: ALERT_TOPIC,
    subject: shortLine(line, SUBJECT_CHARACTERS),
    text: paragraphs(
      [`The client secret or certificate of the OAuth2 grant ${grant} ${ends}.`],
      [
        'After that no access token can be fetched, and monitors that log in with this grant cannot test (status 90).',
      ],
      [
        labelled('Grant', grant),
        labelled('Ends', isoInstant(endsAt)),
        labelled('Monitors', `\`${list}\` names those that use it`),
        labelled('Remedy', 'create a new secret or certificate at the provider and store the grant again'),
      ],
      [labelled('Alert', alertId), labelled('Help', help)],
    ),
    sms: shortLine({ ...line, suffix: ` ${shortId(alertId)}` }, SMS_CHARACTERS),
    json: JSON.stringify({
      schema: GRANT_SCHEMA,
      alertId,
      transition: 'grant-ending',
      severity: 'warning',
      createdAt: isoInstant(now),
      grant,
      endsAt: isoInstant(endsAt),
      days,
      help,
    }),
    attributes: { transition: 'grant-ending', reason: 'grant-ending', severity: 'warning' },
  }
}

function daysWords(ms: number): string {
  const days = Math.ceil(ms / DAY)
  return days === 1 ? '1 day' : `${String(days)} days`
}
