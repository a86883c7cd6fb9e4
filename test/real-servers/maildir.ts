import { chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'

import type { MailboxName } from './mailboxes.ts'
import { DOMAIN } from './servers.ts'

/** What stands in every mailbox before its test begins, and must stand there after it. */
export const LETTER = [
  'From: A stranger <stranger@elsewhere.test>',
  'Subject: Roundtrip test of something else',
  'Message-ID: <letter@elsewhere.test>',
  '',
  'Nobody but its owner may delete this letter.',
  '',
].join('\n')

/** Makes the mailbox with so many letters in it, as the owner of `mail` below `directory`. */
export function layMailbox(directory: string, name: MailboxName, letters: number): void {
  const home = `${directory}/mail/${name}`
  const { uid, gid } = statSync(`${directory}/mail`)
  for (const folder of [home, ...['', '/cur', '/new', '/tmp'].map((part) => `${home}/Maildir${part}`)]) {
    mkdirSync(folder)
    chownSync(folder, uid, gid)
  }
  for (let number = 1; number <= letters; number += 1) {
    const file = `${home}/Maildir/new/${number}.letter.${DOMAIN}`
    writeFileSync(file, LETTER)
    chownSync(file, uid, gid)
  }
}

/** All messages of a mailbox as they lie on the disk, oldest first: its letters, and everything else. */
export function mailIn(directory: string, name: MailboxName): { letters: number; others: string[] } {
  const messages = ['cur', 'new']
    .map((part) => `${directory}/mail/${name}/Maildir/${part}`)
    .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .map((file) => readFileSync(file, 'latin1'))
  const others = messages.filter((message) => message !== LETTER)
  return { letters: messages.length - others.length, others }
}
