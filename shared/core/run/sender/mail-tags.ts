/**
 * By these names SES repeats in its events whose message it was. Names and values are letters, digits, `_` and `-`,
 * at most 256 (API Reference v2, MessageTag).
 */
export const MAIL_TAGS = { monitorId: 'roundtrip-monitor', runId: 'roundtrip-run' } as const
