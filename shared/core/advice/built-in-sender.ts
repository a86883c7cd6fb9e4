import type { Reason } from '../run/statuses.ts'
import { type Advice, always, byWords } from './advice-context.ts'

const DENIED = /not authori[sz]ed|access ?denied/i
const NO_CONFIGURATION_SET = /configuration set/i
const VIRUS = /virus|bad content/i
/** SES's words where one configuration set is paused and not the account. */
const SET_PAUSED = /configuration set/i
const SANDBOX_QUOTA = /daily/i
const MAILBOX_FULL = /mailbox ?full|over ?quota|\b[45]\.2\.2\b/i

/** What the built-in sender, Amazon SES, says; every command goes to the Region of the stack. */
export const ADVICE_ON_BUILT_IN_SENDER = {
  'sender-not-verified': always(
    'Amazon SES does not know yet that senderAddress of cdk/settings.ts, or its domain, is yours: its verification is pending, has failed, or was made in another Region. Nothing was sent.',
    'With builtInSender "domain" create the three DKIM CNAME records that `npx cdk deploy` printed; with "address" open the link that Amazon SES mailed there.',
    'Amazon SES console, Configuration, Identities shows the state, and so does `aws sesv2 get-email-identity --email-identity NAME`; DNS may take up to 72 hours.',
  ),
  'sender-in-sandbox': always(
    'Amazon SES is in its sandbox in this Region, as in every new account: it sends only to verified addresses, and the test address is none.',
    'Request production access: Amazon SES console, Account dashboard, "Request production access" (`aws sesv2 put-account-details --production-access-enabled …`).',
    'Or verify the test address: `aws sesv2 create-email-identity --email-identity ADDRESS`, then open the link that Amazon SES mails to its mailbox.',
  ),
  'sender-quota-reached': byWords(
    always(
      'The account sends more messages a second than Amazon SES allows it, and did until the timeout; everything in the account counts that sends in this Region.',
      'Request a higher sending rate: Service Quotas console, Amazon Simple Email Service (SES), Sending rate; `aws sesv2 get-account` shows the present one.',
    ),
    [
      SANDBOX_QUOTA,
      always(
        'The account has sent as many messages as Amazon SES allows it in 24 hours (200 in the sandbox); everything in the account counts that sends in this Region.',
        'Request production access or a higher quota: Service Quotas console, Amazon Simple Email Service (SES), Sending quota; `aws sesv2 get-account` shows what was sent.',
        'Until then raise intervalMinutes: a test every 5 minutes at one location sends 288 messages a day.',
      ),
    ],
  ),
  'sender-paused': byWords(
    always(
      'Amazon SES has paused sending for this account, or somebody switched it off: too many bounces or complaints, or an open review.',
      'Amazon SES console, Account dashboard and Reputation metrics say why; answer the case that AWS opened, or write to AWS Support.',
      'If it was switched off here: `aws sesv2 put-account-sending-attributes --sending-enabled`.',
    ),
    [
      SET_PAUSED,
      always(
        'Sending is switched off for the configuration set of the stack, which is named like the stack.',
        'Amazon SES console, Configuration sets, the set, Enable sending (`aws sesv2 put-configuration-set-sending-options --configuration-set-name STACK --sending-enabled`).',
      ),
    ],
  ),
  'sender-refused': byWords(
    always(
      'Amazon SES refused the message, and it was not sent; its words say why.',
      'The diagnostic log has its whole answer. Check builtInSender and senderAddress in cdk/settings.ts, then deploy again.',
    ),
    [
      DENIED,
      always(
        'The probe may not send as this address: its role was changed by hand, senderAddress was changed without a deploy, or a policy of the identity or of the organization denies it.',
        'Deploy again with `npx cdk deploy --all`; if that does not help, find the policy that denies ses:SendRawEmail (Amazon SES console, Identities, the identity, Authorization).',
      ),
    ],
    [
      NO_CONFIGURATION_SET,
      always(
        'The configuration set of the stack, which is named like the stack, is missing in Amazon SES: it was deleted by hand, or the stack was not deployed with builtInSender.',
        'Deploy with `npx cdk deploy --all`; one that was deleted by hand is not made again by a deploy: see docs/built-in-sender.md#a-deleted-configuration-set.',
      ),
    ],
    [
      VIRUS,
      always(
        'Amazon SES took the message and threw it away, because its virus scanner found something in it: with a test message that is a mistake of the scanner.',
        'A single such run needs no action. If it happens again, write to AWS Support with the message id of the diagnostic log.',
      ),
    ],
  ),
  'sender-unavailable': always(
    'Amazon SES did not answer, or answered with an error of its own, and the message did not arrive. Nothing is known of the mail server.',
    'A single such run needs no action: the next one sends again. If it happens again, look at https://health.aws.amazon.com/health/status for Amazon SES, and at the network of the location.',
  ),
  'recipient-suppressed': always(
    'The test address is on a suppression list of Amazon SES, most often since it bounced: Amazon SES accepts messages to it and does not send them.',
    'Remove it: `aws sesv2 delete-suppressed-destination --email-address ADDRESS`, or Amazon SES console, Configuration, Suppression list.',
    'Correct what made it bounce first (the mailbox was missing or full). If it is not listed there, the list of all of Amazon SES has it, which forgets an address within 14 days.',
  ),
  'message-bounced': byWords(
    always(
      'Amazon SES could not deliver the message: the mail server of the recipient refused it, and the detail has its words.',
      "Check that the mailbox exists and the MX record of its domain; look for the sender's address in the mail log and the filters of that server.",
    ),
    [
      MAILBOX_FULL,
      always(
        'The mailbox of the test address, or the disk of its server, is full.',
        'Empty the mailbox or raise its quota; a mailbox used for nothing but this test stays small.',
      ),
    ],
  ),
  'delivery-pending': byWords(
    always(
      'Amazon SES has accepted the message and told of no delivery until the timeout: it waits in a queue of Amazon SES, or what Amazon SES tells did not arrive.',
      'A single such run needs no action. If it happens again while messages arrive, look at the function for mail events: its log, and the topic SenderEvents.',
    ),
    [
      /could not deliver/,
      always(
        'Amazon SES could not deliver the message yet and tries on: the mail server of the recipient cannot be reached, defers mail (greylisting, load, a full mailbox), or its domain has no DNS. The detail says which.',
        'Look at that server and its log for this minute, and at the MX record of its domain. The message may still arrive; a later run deletes it then.',
      ),
    ],
  ),
} as const satisfies Partial<Record<Reason, Advice>>
