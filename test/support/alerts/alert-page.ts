import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'

/** All wordings of one alert on one page. */
export function page({ subject, text, sms, json, attributes }: AlertMessage): string {
  return [
    ['Subject', subject],
    ['Text', text],
    ['SMS', sms],
    ['JSON', JSON.stringify(JSON.parse(json), null, 2)],
    ['Attributes', JSON.stringify(attributes)],
  ]
    .map(([title = '', body = '']) => `--- ${title}\n${body}\n`)
    .join('\n')
}

/**
 * What fits into one SMS whatever becomes of it: the basic GSM-7 alphabet's ASCII part (3GPP TS 23.038
 * §6.2.1).
 */
export const GSM = /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]*$/

export const NAMES = [
  'Sales inbox',
  'x',
  'A name so long that it would fill a whole message and more: '.repeat(5),
  'Unbroken'.repeat(40),
  'Größe & Ærger “quoted”',
  'Почта отдела продаж',
  '📮 post 📮',
  '📮📮📮',
  'two\r\nlines\u2028three\0',
  'bidi \u202E reversed',
  '[[[{{{~~~|||^^^\\\\\\```]]]',
  '',
]
