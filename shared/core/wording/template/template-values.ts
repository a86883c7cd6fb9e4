import { tameLine } from '../../redaction/tame.ts'
import type { EpochMs, Millis } from '../../time/units.ts'
import { MAX_NAME } from '../email/email-blocks.ts'
import { span, utcTime } from '../words/figures.ts'
import type { Headline } from '../subject-and-sms.ts'
import { tagWords } from '../email/monitor-lines.ts'
import type { TemplateValues } from './template.ts'

/** What placeholders stand for, beside the words that an alert has anyway. */
export interface TemplateFacts {
  headline: Headline
  /** As `greylisted`, or what stands in its place. */
  reason: string
  where: string
  since: EpochMs | undefined
  lastedMs: Millis | undefined
  /** Where to look: the run's page, or else the runbook's entry. */
  link: string
}

/** Tame, each on one line. */
export function templateValues(facts: TemplateFacts): TemplateValues {
  const { headline, reason, where, since, lastedMs, link } = facts
  const { monitor, state, what, alertId } = headline
  return {
    monitor: tameLine(monitor.name, MAX_NAME),
    state,
    reason,
    what,
    where,
    since: since === undefined ? 'unknown' : utcTime(since),
    duration: span(lastedMs),
    tags: tagWords(monitor.tags),
    note: tameLine(monitor.note ?? '', MAX_NAME),
    alertId,
    link,
  }
}
