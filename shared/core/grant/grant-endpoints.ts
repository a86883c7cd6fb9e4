import type { Cloud, Provider } from './grant.ts'

interface CloudPlaces {
  /** Where its people and apps log in. */
  login: string
  /** Of scopes that apps ask for. */
  resource: string
  /** Of scopes that users consent to. */
  delegated: string
  mailHosts: readonly string[]
}

/** Microsoft's clouds: Entra's endpoints, Exchange Online's resources and its mail hosts. */
const CLOUDS: Readonly<Record<Cloud, CloudPlaces>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    resource: 'https://outlook.office365.com',
    delegated: 'https://outlook.office.com',
    mailHosts: ['outlook.office365.com', 'smtp.office365.com'],
  },
  'us-gov': {
    login: 'https://login.microsoftonline.us',
    resource: 'https://outlook.office365.us',
    delegated: 'https://outlook.office365.us',
    mailHosts: ['outlook.office365.us', 'smtp.office365.us'],
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    resource: 'https://partner.outlook.cn',
    delegated: 'https://partner.outlook.cn',
    mailHosts: ['partner.outlook.cn', 'smtp.partner.outlook.cn'],
  },
}

export const CLOUD_NAMES = Object.keys(CLOUDS) as readonly Cloud[]

/** Tenants that personal accounts log in at; the id is that of `consumers`. */
const PERSONAL_TENANTS = /^\/(?:common|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)\//i

/** Personal accounts (outlook.com, hotmail.com) have hosts of their own. */
const PERSONAL_HOSTS = ['outlook.office365.com', 'smtp-mail.outlook.com']

export const GOOGLE_TOKEN_ENDPOINT = 'https://oauth2.googleapis.com/token'
export const GOOGLE_AUTHORIZATION_ENDPOINT = 'https://accounts.google.com/o/oauth2/v2/auth'
export const GOOGLE_SCOPE = 'https://mail.google.com/'
export const GOOGLE_MAIL_HOSTS = ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com']

/** What stands in key files, new and old, as `token_uri`. */
export const GOOGLE_TOKEN_URIS = [
  GOOGLE_TOKEN_ENDPOINT,
  'https://accounts.google.com/o/oauth2/token',
  'https://www.googleapis.com/oauth2/v4/token',
]

/** Of `/{tenant}/oauth2/v2.0/`; a tenant is an id, a domain, or `common`, `organizations`, `consumers`. */
export function microsoftTokenEndpoint(cloud: Cloud, tenant: string): string {
  return microsoftEndpoint(cloud, tenant, 'token')
}

export function microsoftAuthorizationEndpoint(cloud: Cloud, tenant: string): string {
  return microsoftEndpoint(cloud, tenant, 'authorize')
}

export function microsoftDeviceEndpoint(cloud: Cloud, tenant: string): string {
  return microsoftEndpoint(cloud, tenant, 'devicecode')
}

/** Everything that an administrator has granted to the app. */
export function microsoftAppScope(cloud: Cloud): string {
  return `${CLOUDS[cloud].resource}/.default`
}

/** What a user consents to: all three protocols, and a refresh token. */
export function microsoftUserScope(cloud: Cloud): string {
  const { delegated } = CLOUDS[cloud]
  const protocols = ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send']
  return [...protocols.map((name) => `${delegated}/${name}`), 'offline_access'].join(' ')
}

/** Whether it is the provider's own: any other, whatever its host looks like, is told by its host. */
export function isEndpointOf(provider: Provider, tokenEndpoint: string): boolean {
  switch (provider) {
    case 'microsoft':
      return Object.values(CLOUDS).some(({ login }) => login === new URL(tokenEndpoint).origin)
    case 'google':
      return GOOGLE_TOKEN_URIS.includes(tokenEndpoint)
    case 'other':
      return false
    default:
      return provider satisfies never
  }
}

/** The mail hosts of Microsoft that a token of this endpoint is for; none where it is not Microsoft's. */
export function microsoftMailHosts(tokenEndpoint: string): readonly string[] {
  const { origin, pathname } = new URL(tokenEndpoint)
  const places = Object.values(CLOUDS).find(({ login }) => login === origin)
  if (!places) return []
  const isPersonal = PERSONAL_TENANTS.test(pathname)
  return isPersonal ? [...new Set([...places.mailHosts, ...PERSONAL_HOSTS])] : places.mailHosts
}

function microsoftEndpoint(cloud: Cloud, tenant: string, what: string): string {
  return `${CLOUDS[cloud].login}/${encodeURIComponent(tenant)}/oauth2/v2.0/${what}`
}
