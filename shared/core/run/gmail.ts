/**
 * What is known of Gmail's POP3, which is not a mailbox but a queue: without `recent:` before the user name it
 * lists about 250 conversations, the oldest of those that were not fetched yet and that the account itself did
 * not send; RETR and QUIT make a message fetched, TOP does not, and DELE does what the account is set to.
 */
const POP3_HOSTS: readonly string[] = ['pop.gmail.com', 'pop.googlemail.com']
/** What is submitted here stands in the account's sent mail; the relay of Workspace keeps nothing. */
const SUBMISSION_HOSTS: readonly string[] = ['smtp.gmail.com', 'smtp.googlemail.com']
/** Begins the user name to have all mail of the last 30 days listed, fetched or not, sent or received. */
export const RECENT = 'recent:'
/** Conversations that are listed at most, without `recent:`; each may be several messages. */
export const GMAIL_LISTS = 250
/** In its greeting: `+OK Gpop ready for requests from 192.0.2.1 …`. */
const GREETING = /^Gpop\b/

export function isGmailPop3(host: string): boolean {
  return POP3_HOSTS.includes(host.toLowerCase())
}

export function isGmailSubmission(host: string): boolean {
  return SUBMISSION_HOSTS.includes(host.toLowerCase())
}

/** `greeting`: without its `+OK`. */
export function greetsAsGmail(greeting: string): boolean {
  return GREETING.test(greeting)
}

export function isRecent(userid: string): boolean {
  return userid.trim().toLowerCase().startsWith(RECENT)
}

/**
 * A spelling that is the same for all user names of one account. At gmail.com dots and what follows a plus count
 * for nothing; in a domain of Workspace both may tell accounts apart.
 */
export function gmailAccount(userid: string): string {
  const name = userid.trim().toLowerCase()
  const bare = name.startsWith(RECENT) ? name.slice(RECENT.length).trim() : name
  const at = bare.lastIndexOf('@')
  const domain = at < 0 ? 'gmail.com' : bare.slice(at + 1)
  const local = at < 0 ? bare : bare.slice(0, at)
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`
  return `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`
}
