import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2'

import { instant } from '../../../app/concurrency/timing.ts'
import type { Clock, Instant } from '../../../app/ports/clock.ts'
import { SES_REQUEST } from '../../../core/run/sender/sent-by-ses.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { MailSender, OutgoingMessage, SendingSession } from '../../../app/ports/mail.ts'
import { MAIL_TAGS } from '../../../core/run/sender/mail-tags.ts'
import { untilAborted } from '../net/until-aborted.ts'
import { describe, failureOf, isDefinite } from './ses-failure.ts'

export interface SesSenderOptions {
  /** In the Region of the identity; it must make one attempt: a second request may be a second message. */
  client: SESv2Client
  /** What SES reports events by. */
  configurationSet: string
  clock: Clock
}

/**
 * Sends by Amazon SES (API v2, `SendEmail` with `Content.Raw`), octet by octet what SMTP would carry after DATA, but
 * that SES writes a `Message-ID` of its own. One request is the whole session. What SES refuses is evidence with a
 * `senderReason`; an answer that is lost leaves open whether it took the message.
 */
export function sesSender({ client, configurationSet, clock }: SesSenderOptions): MailSender {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to open
    async open(dialogue) {
      return sesSession(dialogue)
    },
  }

  function sesSession(dialogue: Dialogue): SendingSession {
    let saidAt: Instant | undefined
    let mayBeAccepted = false

    async function request(message: OutgoingMessage, signal: AbortSignal): Promise<string> {
      const command = commandFor(message, configurationSet)
      // Credentials are had and the request is signed by then: what fails before was never said.
      command.middlewareStack.add(
        (next) => (args) => {
          saidAt = instant(clock)
          mayBeAccepted = true
          return next(args)
        },
        { step: 'deserialize', priority: 'low', name: 'roundtripSaid' },
      )
      const { MessageId = '' } = await untilAborted(signal, () =>
        client.send(command, { abortSignal: signal }),
      )
      return MessageId
    }

    return {
      warnings: [],
      get mailFrom() {
        return saidAt
      },
      get mayBeAccepted() {
        return mayBeAccepted
      },
      submit: (message, signal) =>
        dialogue.during('submit', async () => {
          dialogue.client(lineFor(message, configurationSet))
          try {
            const messageId = await request(message, signal)
            const accepted = instant(clock)
            mayBeAccepted = false
            dialogue.server(`accepted by Amazon SES, message id ${messageId}`)
            return { mailFrom: saidAt ?? accepted, accepted }
          } catch (error) {
            if (isDefinite(error)) mayBeAccepted = false
            const described = describe(error, signal)
            if (described.heard) dialogue.server(described.line)
            else dialogue.note(dialogue.safe(described.line))
            throw failureOf(error, { dialogue, message, signal })
          }
        }),
      close: () => Promise.resolve(),
    }
  }
}

function commandFor(
  { from, to, text, run }: OutgoingMessage,
  ConfigurationSetName: string,
): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: { Raw: { Data: Buffer.from(text, 'utf8') } },
    ConfigurationSetName,
    ...(run && {
      EmailTags: [
        { Name: MAIL_TAGS.monitorId, Value: run.monitorId },
        { Name: MAIL_TAGS.runId, Value: run.runId },
      ],
    }),
  })
}

function lineFor({ from, to, text }: OutgoingMessage, configurationSet: string): string {
  const octets = String(Buffer.byteLength(text))
  return `${SES_REQUEST} from ${from} to ${to}, configuration set ${configurationSet}, ${octets} octets`
}
