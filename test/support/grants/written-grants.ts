import { generateKeyPairSync } from 'node:crypto'

import { createAuthority, issueCertificate } from '../servers/certificates.ts'

// Grants as people write them, with keys made on the spot.

const authority = createAuthority()
const pair = issueCertificate({
  names: ['roundtrip'],
  ca: authority,
  rsa: true,
  notAfter: new Date('2027-05-31T12:00:00Z'),
})

/** An app's certificate, which ends at 2027-05-31T12:00Z, and its key. */
export const APP_CERTIFICATE = pair.cert
export const APP_KEY = pair.key
/** Of no certificate. */
export const STRANGE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
export const CLIENT_ID = '2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21'
export const CLIENT_SECRET = 'Vn38Q~kT0mZp-xW7bYc2LrGdHs9fJq4uEaN1iOo'
export const REFRESH_TOKEN = '1//0gQxYv7LkRtWmCgYIARAAGBASNwF-L9IrZpKdHs83TnVb'

export const APP_WITH_SECRET = {
  grant: 'client-credentials',
  tenant: 'contoso.onmicrosoft.com',
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
}
export const APP_WITH_CERTIFICATE = {
  grant: 'client-credentials',
  tenant: 'contoso.onmicrosoft.com',
  clientId: CLIENT_ID,
  certificate: APP_CERTIFICATE,
  privateKey: APP_KEY,
}
/** As the console of Google has it downloaded. */
export const KEY_FILE = {
  type: 'service_account',
  project_id: 'roundtrip-probe',
  private_key_id: '5f2d8c0b7e4a9136',
  private_key: APP_KEY,
  client_email: 'probe@roundtrip-probe.iam.gserviceaccount.com',
  client_id: '103456789012345678901',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
  client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/probe',
  universe_domain: 'googleapis.com',
}
export const SERVICE_ACCOUNT = { ...KEY_FILE, user: 'probe@example.com' }
/** The same in our own form, which may name another endpoint. */
export const SERVICE_FORM = {
  grant: 'service-account',
  clientEmail: KEY_FILE.client_email,
  privateKey: KEY_FILE.private_key,
  privateKeyId: KEY_FILE.private_key_id,
  user: SERVICE_ACCOUNT.user,
}
export const GOOGLE_LOGIN = {
  grant: 'refresh-token',
  provider: 'google',
  clientId: '1034567-abc.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-q7RmTz0vKp3Yw',
  refreshToken: REFRESH_TOKEN,
  loggedInAt: '2026-11-30T12:00:00Z',
}
export const MICROSOFT_LOGIN = {
  grant: 'refresh-token',
  provider: 'microsoft',
  clientId: CLIENT_ID,
  refreshToken: 'M.C512_BAY.0.U.-CtRq7vWz3KmYpLdXs',
}
