import * as v from 'valibot'

import { field, section } from '../../shared/core/definition/fields/fields.ts'
import { MOST_CHARACTERS, templateMistake } from '../../shared/core/wording/template/template-mistakes.ts'
import type { TemplateForm, WordingTemplates } from '../../shared/core/wording/template/template.ts'

/**
 * Octets of all templates as JSON: a function's variables hold 4 KB in all, and only ASCII takes an octet a
 * character.
 */
const MOST_OCTETS = 2300

const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** A template that was tried on an alert of every kind. */
function template(form: TemplateForm) {
  const most = MOST_CHARACTERS[form]
  const lines = form === 'text' ? 'text' : 'one line'
  return v.optional(
    v.pipe(
      field<string>(`${lines} of 1 to ${most} characters, with placeholders as {monitor}`, (value) => {
        if (typeof value !== 'string' || value.trim() === '' || value.length > most) return false
        return !CONTROLS.test(form === 'text' ? value.replaceAll('\n', '') : value)
      }),
      v.rawCheck(({ dataset, addIssue }) => {
        const mistake = dataset.typed ? templateMistake(form, dataset.value) : undefined
        if (mistake !== undefined) addIssue({ message: mistake })
      }),
    ),
  )
}

/** What alerts say instead of the built-in wording. */
export const wordingField = v.pipe(
  section('an object of templates: subject, text, sms', {
    subject: template('subject'),
    text: template('text'),
    sms: template('sms'),
  }) as v.GenericSchema<unknown, Partial<Record<TemplateForm, string | undefined>>>,
  v.transform((written): WordingTemplates =>
    Object.fromEntries(Object.entries(written).filter(([, one]) => one !== undefined)),
  ),
  v.check(
    (templates) => octetsOf(templates) <= MOST_OCTETS,
    ({ input }) =>
      `expected templates of at most ${MOST_OCTETS} octets in all, got ${octetsOf(input)}: letters beyond ASCII take more than one`,
  ),
)

function octetsOf(templates: WordingTemplates): number {
  return Buffer.byteLength(JSON.stringify(templates))
}
