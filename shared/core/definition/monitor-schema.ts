import * as v from 'valibot'

import type { DefinitionSource } from './monitor.ts'
import { emailAddress } from './fields/email-address.ts'
import { absent, at, field, isRecord, notAvailableYet, section, trueOrFalse } from './fields/fields.ts'
import { instant } from './fields/instant.ts'
import { MOST_LOCATIONS, locationModeField, locationsField } from './fields/locations-field.ts'
import { maintenanceField } from './fields/maintenance-field.ts'
import { policies, waitingForSlow } from './fields/policy-field.ts'
import { mailboxSection } from './fields/mailbox-section.ts'
import { slowField } from './fields/slow-field.ts'
import { NOT_LISTED_TO_ITSELF, isSentByItself } from './fields/own-gmail.ts'
import { smtpSection } from './fields/smtp-section.ts'
import { MOST_TAGS, isListOfTags, lineOfText, monitorId, tag, wholeNumber } from './fields/text-fields.ts'

const tags = v.pipe(
  field<unknown[]>(`a list of at most ${MOST_TAGS} tags`, isListOfTags, { maxItems: MOST_TAGS }),
  v.array(tag),
)

/** Every field of a monitor, with its default. What nothing acts on yet is here to be refused. */
export function monitorSchema(source: DefinitionSource) {
  return v.pipe(
    section('an object with monitorId, emailAddress and mailbox', {
      monitorId,
      name: v.optional(lineOfText(100)),
      note: v.optional(lineOfText(1000)),
      enabled: v.optional(trueOrFalse, true),
      emailAddress,
      mailbox: mailboxSection(source),
      smtp: v.optional(smtpSection(source)),
      timeoutSeconds: v.optional(wholeNumber('seconds', 5, 300), 300),
      intervalMinutes: v.optional(wholeNumber('minutes', 1, 1440), 10),
      slow: v.optional(slowField),
      locations: v.optional(locationsField),
      locationMode: v.optional(locationModeField, 'all'),
      locationsPerRun: v.optional(wholeNumber('locations', 1, MOST_LOCATIONS - 1)),
      alerts: v.optional(policies),
      tags: v.optional(tags, []),
      pausedUntil: pausedUntil(source),
      maintenance: maintenance(source),
      message: notAvailableYet("a message of one's own is"),
      expect: notAvailableYet('an expected refusal is'),
    }),
    v.forward(
      v.partialCheck(
        [['timeoutSeconds'], ['intervalMinutes']],
        ({ timeoutSeconds, intervalMinutes }) => intervalMinutes * 60 > timeoutSeconds,
        ({ input }) =>
          `expected longer than the timeout of ${input.timeoutSeconds} s, got ${input.intervalMinutes} min ` +
          `(${input.intervalMinutes * 60} s); make timeoutSeconds smaller or this larger`,
      ),
      ['intervalMinutes'],
    ),
    v.rawCheck(({ dataset: { value: monitor }, addIssue }) => {
      if (!isRecord(monitor) || !isSentByItself(monitor.mailbox, monitor.smtp)) return
      addIssue({ message: NOT_LISTED_TO_ITSELF, path: at(monitor, 'mailbox', 'userid') })
    }),
    v.rawCheck(({ dataset: { value: monitor }, addIssue }) => {
      if (!isRecord(monitor) || !saysNothing(monitor.slow)) return
      for (const index of waitingForSlow(monitor.alerts)) {
        addIssue({ message: NOTHING_IS_SLOW, path: at(monitor, 'alerts', index, 'onSlow') })
      }
    }),
  )
}

const NOTHING_IS_SLOW =
  'no run is slow without thresholds; set slow too, for example slow: { roundTrip: 30 } (seconds), or remove onSlow'

function saysNothing(slow: unknown): boolean {
  return slow === undefined || (isRecord(slow) && Object.keys(slow).length === 0)
}

/**
 * Fields of the row, not of the file that is deployed: what is set at night must not wait for a deploy, nor
 * be undone by one.
 */
const NOT_IN_STACK_FILE =
  "does not belong in the stack file but in the monitor's row of the Monitors table, where no deploy is needed"

function pausedUntil(source: DefinitionSource) {
  if (source !== 'stack') return v.optional(instant)
  return absent(`${NOT_IN_STACK_FILE}: npx roundtrip monitors pause ID`)
}

function maintenance(source: DefinitionSource) {
  if (source !== 'stack') return maintenanceField
  return absent(`${NOT_IN_STACK_FILE}: npx roundtrip maintenance add ID`)
}
