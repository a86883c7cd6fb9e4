import { wordAlert } from '../alert-wording.ts'
import { nearestName } from '../../definition/mistakes/nearest-name.ts'
import { shownName } from '../../definition/mistakes/shown-value.ts'
import { SAMPLE_MONITOR, sampleAlerts } from './samples.ts'
import { PLACEHOLDERS, type TemplateForm, placeholdersIn } from './template.ts'

/**
 * Most characters of each template: a function's variables hold 4 KB in all (AWS Lambda, "Lambda quotas").
 */
export const MOST_CHARACTERS = { subject: 200, text: 1500, sms: 200 } as const satisfies Record<
  TemplateForm,
  number
>

/** `{default}` is the longest by far, and nobody wants to read it twice. */
const MOST_DEFAULTS = 1

/**
 * What is wrong with a template, as a sentence; `undefined` when it makes something of an alert of every
 * kind. One at a time: the first mistake often makes the others.
 */
export function templateMistake(form: TemplateForm, template: string): string | undefined {
  const names = placeholdersIn(template)
  const unknown = names.find((name) => !isPlaceholder(name))
  if (unknown !== undefined) return unknownPlaceholder(unknown)
  if (names.filter((name) => name === 'default').length > MOST_DEFAULTS)
    return 'expected {default} at most once'
  if (form === 'text' && !names.includes('alertId') && !names.includes('default'))
    return 'expected {alertId} or {default}: every mail must identify its alert'
  return sayingNothing(form, template)
}

function isPlaceholder(name: string): boolean {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}

function unknownPlaceholder(name: string): string {
  const near = nearestName(name, PLACEHOLDERS)
  const hint =
    near === undefined
      ? `there are ${PLACEHOLDERS.map((one) => `{${one}}`).join(', ')}`
      : `did you mean {${near}}?`
  return `there is no placeholder ${shownName(name)}; ${hint}`
}

/** Tries it on an alert of every kind: of a monitor without tags and note some placeholders are empty. */
function sayingNothing(form: TemplateForm, template: string): string | undefined {
  const bare = { ...SAMPLE_MONITOR, tags: [] }
  const silent = sampleAlerts().find((alert) => {
    const own = wordAlert(alert, bare, { wording: { [form]: `|${template}|` } })[form]
    return own.replace(/#[0-9a-f]{8}$/, '').replace(/[^A-Za-z0-9]/g, '') === ''
  })
  return silent && `expected words for every alert, got none for one that says ${silent.transition}`
}
