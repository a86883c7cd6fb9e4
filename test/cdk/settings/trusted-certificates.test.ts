import { X509Certificate } from 'node:crypto'

import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'
import { createAuthority, issueCertificate } from '../../support/servers/certificates.ts'
import { fileOf } from '../../support/temporary-files.ts'

const company = createAuthority('Company')
const other = createAuthority('Other')
const server = issueCertificate({ names: ['mail.example.com'], ca: company })
const derOf = (pem: string) => new X509Certificate(pem).raw

function settingsWith(trustedCertificates: unknown) {
  const resolved = resolveSettings({ trustedCertificates })
  return resolved.ok ? resolved.settings.trustedCertificates : describeProblems(resolved.problems)
}

test('the authorities of all files are taken, several of one file too, with what people write around them', async () => {
  const bundle = await fileOf(
    'company.pem',
    `# Company\r\n${company.cert.replaceAll('\n', '\r\n')}\r\n${other.cert}`,
  )
  const third = createAuthority('Third')
  const more = await fileOf('third.pem', third.cert)
  expect(settingsWith([bundle, more])).toEqual([company.cert, other.cert, third.cert].map(derOf))
})

test.each([[undefined], [[]]])('without any (%j) there is no such setting', (written) => {
  expect(settingsWith(written)).toBeUndefined()
})

test.each<[string, string | undefined, RegExp]>([
  ['that is not there', undefined, /cannot be read: is it there, seen from the top of the checkout\?$/],
  ['without a certificate', 'MIIB', /holds no certificate in PEM form$/],
  [
    'of octets that are no certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    /holds a certificate that cannot be read$/,
  ],
  ['with a private key', `${company.cert}\n${company.key}`, /holds a private key: only certificates/],
  ['of a server', server.cert, /holds the certificate of a server, and not of an authority \(CA\)$/],
  [
    'with a server behind',
    `${company.cert}\n${server.cert}`,
    /\(certificate 2\) holds the certificate of a server/,
  ],
])('a file %s is a mistake that names setting and file', async (_what, content, words) => {
  const file = content === undefined ? 'cdk/ca/nowhere.pem' : await fileOf('ca.pem', content)
  const told = settingsWith([file])
  expect(told).toMatch(/^trustedCertificates\[0\]: expected a PEM file of authorities: ".*ca.*\.pem" /)
  expect(told).toMatch(words)
})

test('one that ran out is a mistake that says when', async () => {
  const file = await fileOf('old.pem', createAuthority('Old', new Date('2020-01-02T03:04:05Z')).cert)
  expect(settingsWith([file])).toMatch(/ ran out on Jan {2}2 03:04:05 2020 GMT$/)
})

test('all files are looked at, and what is no list or no path is told', () => {
  expect(settingsWith(['a.pem', 7])).toMatch(
    /trustedCertificates\[0\][^]+trustedCertificates\[1\].*7 is no path/,
  )
  expect(settingsWith('a.pem')).toMatch(/^trustedCertificates: expected a list of PEM files, got text/)
})

test('they have room in a bundle', async () => {
  const file = await fileOf('many.pem', company.cert)
  const many = Math.ceil((64 * 1024) / derOf(company.cert).length) + 1
  expect(settingsWith(Array(many).fill(file))).toMatch(
    /^trustedCertificates: expected certificates of at most 65536 octets in all, got \d+$/,
  )
})
