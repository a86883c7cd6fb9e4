import { describe, expect, onTestFinished, test } from 'vitest'

import { secretFileWriter } from '../../../../local/secrets/write-secret.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { npmStart } from '../../../local/npm-start.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type Message, pop3Play } from '../../../support/servers/pop3-play.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { takingTokens } from '../../../support/servers/token-acts.ts'
import { tokenIssuer } from '../../../support/servers/token-issuer/token-issuer.ts'
import { dataFolder, fileOf } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'

/** A data folder with a grant in it; its mail servers and its token endpoint are of this company's own authority. */
async function company() {
  const ca = createAuthority('Company')
  const tls = issueCertificate({ ipAddresses: ['127.0.0.1'], ca })
  const issuer = await tokenIssuer({ tls })
  const AUTH = takingTokens({ protocol: 'pop3', refusal: '-ERR no' })
  const capabilities = ['TOP', 'UIDL', 'USER', 'SASL XOAUTH2']
  const taken: Message[] = []
  const take = (message: string) => taken.push({ uid: `uid-${taken.length}`, header: message })
  const pop3 = await scriptedServer(pop3Play({ capabilities, messages: () => taken, on: { AUTH } }), { tls })
  const smtp = await scriptedServer(smtpPlay({ take }), { tls })
  onTestFinished(async () => {
    await Promise.all([pop3.close(), smtp.close()])
  })
  const data = await dataFolder()
  const stored = storedSecretText({ hosts: ['127.0.0.1'], value: issuer.grants.app })
  await secretFileWriter(data).write('office', stored)
  const trusted = { trustedCertificates: [await fileOf('company.pem', ca.cert)] }
  const settings = () => Promise.resolve(trusted)
  const local = ['--local', data]
  const servers = ['--mailbox', `pop3s://127.0.0.1:${pop3.port}`, '--smtp', `smtps://127.0.0.1:${smtp.port}`]
  const login = ['--email', 'probe@example.com', '--userid', 'probe', '--timeout', '10']
  return {
    issuer,
    heard: () => [...pop3.lines, ...smtp.lines].join('\n'),
    add: (id: string, ...ref: string[]) =>
      says(['monitors', 'add', id, ...servers, ...login, ...ref, ...local]),
    test: (id: string) => says(['test', id, ...local], { settings }),
    renew: () => says(['oauth', 'renew', 'office', ...local], { settings }),
    list: () => says(['oauth', 'list', '--json', ...local], { settings }),
    async start() {
      await npmStart(['--data', data, '--port', '0'], { settings: trusted }).hears(/demo {2}OK/)
    },
  }
}

describe.each(['roundtrip test alone', 'npm start'])('by %s', (who) => {
  async function opened() {
    const { start, ...one } = await company()
    return { ...one, start: () => (who === 'npm start' ? start() : Promise.resolve()) }
  }

  test('a grant that a row names as its password is said to nobody', async () => {
    const { heard, issuer, ...leak } = await opened()
    await leak.add('leak', '--password-ref', 'ssm:office')
    await leak.start()
    const { code, out } = await leak.test('leak')
    expect(code).toBe(3)
    expect(out).toContain('is an OAuth2 grant and no password')
    expect(heard()).not.toMatch(/PASS|AUTH/)
    expect(issuer.requests).toEqual([])
  })

  test('a row that names it as its grant logs in with a token that was fetched with it', async () => {
    const { heard, issuer, ...office } = await opened()
    await office.add('office', '--grant-ref', 'ssm:office')
    await office.start()
    const { out } = await office.test('office')
    expect(out).toContain('OK')
    const [token = 'none'] = issuer.tokens.access.keys()
    const said = Buffer.from(/^AUTH XOAUTH2\n(\S+)$/m.exec(heard())?.[1] ?? '', 'base64').toString()
    expect(said).toBe(`user=probe\x01auth=Bearer ${token}\x01\x01`)
    expect(issuer.requests).toHaveLength(1)
  })
})

test('oauth renew trusts the authorities of the settings, as npm start does', async () => {
  const { add, renew } = await company()
  await add('office', '--grant-ref', 'ssm:office')
  expect(await renew()).toMatchObject({ code: 0, err: '' })
})

test('a grant that is named as of Secrets Manager is the same one, and listed with its token', async () => {
  const { add, renew, list } = await company()
  await add('office', '--grant-ref', 'secretsmanager:office')
  expect(await renew()).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse((await list()).out)).toMatchObject({
    items: [{ grant: 'secretsmanager:office', condition: 'good', monitors: ['office'] }],
  })
})
