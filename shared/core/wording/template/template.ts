import type { AlertMessage } from '../alert-message.ts'
import { asciiLine, gsmLine } from '../words/ascii.ts'
import { SMS_CHARACTERS, SUBJECT_CHARACTERS, shortId } from '../subject-and-sms.ts'
import { shortened } from '../words/short-line.ts'

/**
 * What a stack says instead of the built-in wording, with placeholders as `{monitor}`; a form that is absent
 * stays as it is.
 */
export interface WordingTemplates {
  subject?: string
  text?: string
  sms?: string
}

export type TemplateForm = keyof WordingTemplates

/** What stands in the place of each placeholder; `{default}` is the form's built-in wording. */
export const PLACEHOLDERS = [
  'monitor',
  'state',
  'reason',
  'what',
  'where',
  'since',
  'duration',
  'tags',
  'note',
  'alertId',
  'link',
  'default',
] as const

export type Placeholder = (typeof PLACEHOLDERS)[number]
export type TemplateValues = Readonly<Record<Exclude<Placeholder, 'default'>, string>>

/** A word in braces; other braces are themselves. */
const IN_BRACES = /\{([^{}\s]*)\}/g
/** Longest text that is published; SNS takes 262,144 octets, in which all forms must fit. */
const MAX_TEXT = 20_000

/** The names in braces, each as often as it stands there. */
export function placeholdersIn(template: string): string[] {
  return [...template.matchAll(IN_BRACES)].map(([, name = '']) => name)
}

/** The message in the stack's own words, within the same limits as the built-in ones. */
export function inOwnWords(
  message: AlertMessage,
  values: TemplateValues,
  { subject, text, sms }: WordingTemplates,
): AlertMessage {
  return {
    ...message,
    ...(subject !== undefined && { subject: ownSubject(subject, values, message) }),
    ...(text !== undefined && { text: ownText(text, values, message) }),
    ...(sms !== undefined && { sms: ownSms(sms, values, message) }),
  }
}

/** SNS refuses a subject without a word. */
function ownSubject(template: string, values: TemplateValues, { subject }: AlertMessage): string {
  return shortened(asciiLine(rendered(template, values, subject)), SUBJECT_CHARACTERS) || subject
}

function ownText(template: string, values: TemplateValues, { text, alertId }: AlertMessage): string {
  const own = `${rendered(template, values, text).trimEnd()}\n`
  return own.length <= MAX_TEXT && own.includes(alertId) ? own : text
}

function ownSms(template: string, values: TemplateValues, { sms, alertId }: AlertMessage): string {
  const line = gsmLine(rendered(template, values, sms))
  const id = shortId(alertId)
  const isWhole = line.length <= SMS_CHARACTERS && line.includes(id.slice(1))
  return isWhole ? line : `${shortened(line, SMS_CHARACTERS - id.length - 1)} ${id}`.trimStart()
}

function rendered(template: string, values: TemplateValues, builtIn: string): string {
  const all: Readonly<Record<string, string>> = { ...values, default: builtIn }
  return template.replace(IN_BRACES, (written, name: string) => all[name] ?? written)
}
