import { testMessage } from '../../shared/core/run/test-message.ts'
import { LETTER } from './mail-on-disk.ts'
import { type ImapClient, imapClient } from './imap-client.ts'
import type { MailboxName } from './mailboxes.ts'
import { DOMAIN } from './servers.ts'

/** Other people's mail in every state that a run could spoil: one EXPUNGE too many, and the third is gone. */
const FLAGS = [[], ['\\Seen', '\\Flagged'], ['\\Deleted'], ['\\Seen', '\\Deleted']]
const LONG_AGO = Date.UTC(2026, 0, 1)

export interface Strangers {
  name: MailboxName
  /** Of plain IMAP. */
  port: number
  /** Made where they are missing. */
  folders: readonly string[]
}

/**
 * Puts mail of strangers into each folder, and a test message that an earlier run of this installation has
 * given up. What is answered tells every message of strangers: folder, UID and flags.
 */
export async function layStrangers(where: Strangers, installation: string): Promise<string[]> {
  {
    await using client = await imapClient(where.name, where.port)
    const listed = await client.say('LIST "" "*"')
    for (const folder of where.folders) {
      if (!listed.includes(folder)) await client.say(`CREATE "${folder}"`)
      for (const flags of FLAGS) await client.append(folder, LETTER.replaceAll('\n', '\r\n'), flags)
    }
  }
  const strangers = await messagesIn(where)
  await using client = await imapClient(where.name, where.port)
  for (const folder of where.folders) await client.append(folder, leftover(where.name, installation), [])
  return strangers
}

/** Every message of these folders, as a client reads it that changes nothing. */
export async function messagesIn({ name, port, folders }: Strangers): Promise<string[]> {
  await using client = await imapClient(name, port)
  const messages: string[] = []
  for (const folder of folders) messages.push(...(await messagesOf(client, folder)))
  return messages
}

async function messagesOf(client: ImapClient, folder: string): Promise<string[]> {
  await client.say(`EXAMINE "${folder}"`)
  const fetched = await client.say('UID FETCH 1:* (UID FLAGS)')
  return fetched
    .split('\r\n')
    .filter((line) => /^\* \d+ FETCH /.test(line))
    .map((line) => {
      const flags = (/FLAGS \(([^)]*)\)/.exec(line)?.[1] ?? '').split(' ')
      const kept = flags.filter((flag) => flag !== '' && flag !== '\\Recent').sort()
      return `${folder} ${/\bUID (\d+)/.exec(line)?.[1]} ${kept.join(' ')}`
    })
}

function leftover(monitorId: string, installation: string): string {
  const mark = {
    installation,
    monitorId,
    runId: '20260101T000000Z_local_schedule_0123456789ab',
    token: '0123456789abcdef0123456789abcdef',
    deadline: LONG_AGO,
  }
  const address = `${monitorId}@${DOMAIN}`
  return testMessage(mark, address, address, LONG_AGO)
}
