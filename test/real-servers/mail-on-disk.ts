import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { type MailboxName, familyOf, isMbox, isOtherwiseKept } from './mailboxes.ts'
import { DOMAIN } from './servers.ts'

/** What stands in every mailbox before its test begins, and must stand there after it. */
export const LETTER = [
  'From: A stranger <stranger@elsewhere.test>',
  'Subject: Roundtrip test of something else',
  'Message-ID: <letter@elsewhere.test>',
  'Date: Thu, 01 Jan 2026 00:00:00 +0000',
  '',
  'Nobody but its owner may delete this letter.',
  '',
].join('\n')

interface Place {
  kind: 'maildir' | 'mbox' | 'cyrus' | 'unread'
  path: string
}

/**
 * Where a mailbox lies below `directory`: a Maildir in a home, one mbox file, Cyrus's own tree, or in a format
 * of Dovecot's that nobody else reads.
 */
function placeOf(directory: string, name: MailboxName): Place {
  if (familyOf(name) === 'cyrus') return { kind: 'cyrus', path: `${directory}/world/cyrus/spool` }
  if (isMbox(name)) return { kind: 'mbox', path: `${directory}/world/mail/${name}` }
  const home = `${directory}/mail/${name}`
  return isOtherwiseKept(name) ? { kind: 'unread', path: home } : { kind: 'maildir', path: `${home}/Maildir` }
}

/**
 * Makes the mailbox with so many letters in it, as the owner of `mail` below `directory`. Cyrus makes its
 * own, empty, and so does Dovecot where it keeps no Maildir.
 */
export function layMailbox(directory: string, name: MailboxName, letters: number): void {
  const { kind, path } = placeOf(directory, name)
  const { uid, gid } = statSync(`${directory}/mail`)
  const own = (made: string) => chownSync(made, uid, gid)
  if (familyOf(name) === 'mailutils') {
    mkdirSync(`${directory}/mail/${name}`)
    own(`${directory}/mail/${name}`)
  }
  if (kind === 'mbox') {
    writeFileSync(
      path,
      `From stranger@elsewhere.test Thu Jan  1 00:00:00 2026\n${LETTER}\n`.repeat(letters),
      {
        mode: 0o660,
      },
    )
    own(path)
  }
  if (kind === 'maildir') {
    for (const folder of [dirname(path), path, `${path}/cur`, `${path}/new`, `${path}/tmp`]) {
      mkdirSync(folder)
      own(folder)
    }
    for (let number = 1; number <= letters; number += 1) {
      const file = `${path}/new/${number}.letter.${DOMAIN}`
      writeFileSync(file, LETTER)
      own(file)
    }
  }
}

/**
 * All messages of a mailbox as they lie on the disk, oldest first: its letters, and everything else. None where
 * Dovecot keeps no Maildir.
 */
export function mailIn(directory: string, name: MailboxName): { letters: number; others: string[] } {
  const messages = messagesIn(directory, name)
  const others = messages.filter((message) => !isLetter(message))
  return { letters: messages.length - others.length, others }
}

/** As it was laid there; or, where it came by mail, with what servers put above it. */
function isLetter(message: string): boolean {
  return message === LETTER || message.replace(/\r\n/g, '\n').endsWith(`\n${LETTER}`)
}

function messagesIn(directory: string, name: MailboxName): string[] {
  const { kind, path } = placeOf(directory, name)
  switch (kind) {
    case 'unread':
      return []
    case 'mbox':
      return readFileSync(path, 'latin1')
        .split(/^From .*\n/m)
        .slice(1)
        .map((message) => message.replace(/\n$/, ''))
    case 'maildir':
      return contentsOf(['cur', 'new'].flatMap((part) => filesIn(`${path}/${part}`)))
    case 'cyrus': {
      // Cyrus takes deleted messages off the disk when the mailbox is next opened.
      spawnSync(`${import.meta.dirname}/unpacked/enter`, [
        directory,
        '/usr/lib/cyrus/bin/mbexamine',
        `user.${name}`,
      ])
      const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\d+\.$/.test(file),
      )
      const messages = contentsOf(files.map((file) => `${path}/${file}`))
      return messages.filter((message) => message.includes(`for <${name}@${DOMAIN}>`))
    }
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).map((file) => `${folder}/${file}`)
}

/** Oldest first. One that is taken away meanwhile is none: at Cyrus other tests' mail lies in the same tree. */
function contentsOf(files: readonly string[]): string[] {
  const found = files.flatMap((file) => {
    try {
      return [{ text: readFileSync(file, 'latin1'), at: statSync(file).mtimeMs }]
    } catch {
      return []
    }
  })
  return found.toSorted((a, b) => a.at - b.at).map(({ text }) => text)
}
