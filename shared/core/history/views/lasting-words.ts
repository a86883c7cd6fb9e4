const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun'
const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const OF_A_DATE = new RegExp(`\\b(?:${DAYS}|${MONTHS})\\b`, 'g')
/** What stands behind the words that introduce an id, whatever it looks like. */
const AFTER_ID_WORDS = /\b(queued as|queue id|session id|id)([ :=]+)[^\s\])>,;]+/gi
const IN_BRACKETS = /<[^<>]*>/g
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}._+/=$~@-]*[\p{L}\p{N}=])?/gu
/** As enhanced status codes (RFC 3463) and versions are written. */
const DOTTED_NUMBER = /^\d+(?:\.\d+){1,2}$/
/** As Dovecot tells how long a command took: `0.001 + 0.000 secs`. */
const SECONDS = /\d+\.\d+(?: \+ \d+\.\d+)* secs\b/g
/** Several in a row are one: a list of addresses, a date. */
const SEVERAL = /#(?:[\s,:.;()[\]/+-]*#)+/g

/**
 * A server's words without what varies from run to run: ids, times, addresses, counts, whatever has a digit in
 * it, each `#`. The codes of an answer and the numbers of a version stay.
 */
export function lastingWords(line: string): string {
  const [, code = '', rest = ''] = /^(\d{3} |)(.*)$/s.exec(line) ?? []
  const words = rest
    .replace(IN_BRACKETS, '#')
    .replace(AFTER_ID_WORDS, '$1$2#')
    .replace(OF_A_DATE, '#')
    .replace(SECONDS, '#')
    .replace(WORD, (word) => (/\p{N}/u.test(word) && !DOTTED_NUMBER.test(word) ? '#' : word))
  return code + words.replace(SEVERAL, '#')
}
