import { anyOf } from './any-of.ts'

/** A lock: what is locked, and that it is. */
const MAILBOX = /\b(?:mail ?box|mail ?drop|pop3?|mail ?spool|inbox)\b/i
const LOCKED = /\block(?:ed|ing)?\b|\bin use\b|\bbusy\b/i
/** The account is what is locked. */
const ACCOUNT = /\b(?:accounts?|users?)\b/i
/** The login is at fault: a later try would make it worse. */
const LOGIN_AT_FAULT =
  /\b(?:failed|failures?|attempts?|passwords?|suspended|disabled|blocked|abuse|administrator|admin|quota)\b/i

/** Somebody else is logged in; the words may call them a user of the account. */
const OTHER_SESSION = anyOf(
  '(?:in use|being (?:used|accessed|read)|opened|accessed) by (?:an?other|someone|a different)',
  'another (?:\\w+ )?session',
  'session\\b.{0,40}\\b(?:active|open|in progress)',
  'already (?:open|accessed|logged[- ]?[io]n|connected)',
  'already in use',
  'active (?:\\w+ )?session',
  'duplicate log-?in',
  'exclusive (?:access|lock)',
)

/** What is counted, and that it was too much: the two stand close together, in either order. */
const COUNTED =
  '(?:log[- ]?[io]ns?|log(?:ged|ging) [io]n|requests?|check\\w*|poll\\w*|fetch\\w*|access(?:es|ed|ing)?)'
const TOO_MUCH =
  '(?:limit\\w*|excessive|too (?:many|often|frequent\\w*|fast|soon|quick\\w*|short)|frequen\\w+|exceed\\w*|minimum|wait|interval|more than once|(?:per|every|once an?) (?:\\d+ )?(?:second|minute|hour|day)s?)'
const LOGIN_LIMIT = anyOf(
  `\\b${COUNTED}\\b.{0,40}\\b${TOO_MUCH}\\b`,
  `\\b${TOO_MUCH}\\b.{0,40}\\b${COUNTED}\\b`,
  '(?:rate|bandwidth|command|download|traffic)\\b.{0,20}\\blimit',
  'zu (?:häufig|oft)|trop souvent|слишком часто|频繁|頻繁',
)
const NO_LIMIT =
  /failed|failure|invalid|incorrect|wrong|passw|attempts?|locked|quota|disabled|suspended|not (?:allowed|permitted|enabled)/i

const BAD_LOGIN =
  /authenticat|log ?[io]ns? (?:has |have )?fail|failed (?:log|auth)|invalid|incorrect|wrong|\bbad\b|passw|denied|attempts?|locked|suspended|disabled|blocked/i

/** A part of the server does not work: that holds even where the words speak of a login that failed. */
const BROKEN = anyOf(
  '(?:ldap|sql|database|back-?end|disk|storage|(?:auth\\w*|login|user|directory|mail) (?:server|service|daemon|process))\\b.{0,25}\\b(?:unavailable|not (?:available|respond\\w*)|down|errors?|failure|time(?:d )?-?out|unreachable|crash\\w*)',
  '(?:internal|system|server|i/o) (?:server )?error',
  'temporary (?:\\w+ )?(?:failure|error|problem)',
  '(?:contact|connect to|reach|open) (?:the )?(?:\\w+ )?(?:server|service|database)',
  'crash|out of memory|unable to fork|corrupt|gone away|disk (?:is )?full|no space left',
)
/** The service behind the login is in trouble: it says nothing of the password. */
const OUT_OF_ORDER = anyOf(
  'too many (?:\\w+ ){0,3}(?:connections|sessions)',
  '(?:connections|sessions)\\b.{0,40}\\bexceeded',
  '(?:limit|max\\w*)\\b.{0,30}\\b(?:connections|sessions)|(?:connections?|sessions?) limit',
  'fatal error|chdir|maildir|temporar(?:y|ily)|try (?:again )?later|maintenance|overload|too busy|unavailable|time(?:d )?-?out',
  '(?:service|server|system|database|backend) (?:is )?(?:currently |temporarily )?(?:not available|busy|down)',
  'can ?not (?:open|read|connect)|unable to (?:open|read|connect|contact)|failed to (?:fetch|open|read|load|connect)',
  '(?:being|was|has been) (?:moved|migrated)',
  'vorübergehend|derzeit nicht|zur ?zeit nicht|temporairement|momentan|временно|暂时|暫時',
)

/**
 * Whether these words, which no response code explains, are about a lock of the mailbox and not of the
 * account.
 */
export function saysLocked(text: string): boolean {
  if (LOGIN_AT_FAULT.test(text)) return false
  return OTHER_SESSION.test(text) || (MAILBOX.test(text) && LOCKED.test(text) && !ACCOUNT.test(text))
}

/** Whether the server counts logins, and this was one too many. */
export function saysLoginLimit(text: string): boolean {
  return LOGIN_LIMIT.test(text) && !NO_LIMIT.test(text)
}

/** Whether the service behind the login is in trouble. */
export function saysOutOfOrder(text: string): boolean {
  return BROKEN.test(text) || (OUT_OF_ORDER.test(text) && !BAD_LOGIN.test(text))
}
