/** What of an app, as its console registers it, decides what a browser is shown. */
export interface RegisteredApp {
  clientId: string
  name: string
  /** Of Microsoft: the platform *Mobile and desktop applications*, else *Web*. Of Google: the type *Desktop*, else *Web*. */
  isDesktop: boolean
  redirectUris: readonly string[]
  /** Of Microsoft: personal accounts may use it. */
  isForConsumers?: boolean
  /** Of Google: whose accounts may use it: anybody's, testers, its own organization's. */
  audience?: 'everybody' | 'testers' | 'internal'
  /** Of Google: the user's organization lets no app have its mail that it has not marked as trusted. */
  isUntrusted?: boolean
}

/** The page of Microsoft that a login is stopped by; `undefined`: nothing is in the way. `asked` is what was opened. */
export function microsoftPage(app: RegisteredApp, asked: URL): string | undefined {
  const redirect = asked.searchParams.get('redirect_uri') ?? ''
  const isConsumer = asked.pathname.startsWith('/consumers/')
  if (isConsumer && !app.isForConsumers) {
    return 'unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal at https://go.microsoft.com/fwlink/?linkid=2083908.'
  }
  // Any port of http://localhost, for a desktop application alone.
  const compared = app.isDesktop ? redirect.replace(/^(http:\/\/localhost):\d+/, '$1') : redirect
  if (app.redirectUris.includes(compared)) return undefined
  return `AADSTS50011: The redirect URI '${redirect}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.`
}

/** The same of Google. */
export function googlePage(app: RegisteredApp, asked: URL): string | undefined {
  const redirect = asked.searchParams.get('redirect_uri') ?? ''
  // A desktop app may use any port of 127.0.0.1, and registers none.
  const isOwn = app.isDesktop && /^http:\/\/127\.0\.0\.1:\d+$/.test(redirect)
  if (!isOwn && !app.redirectUris.includes(redirect)) return 'Error 400: redirect_uri_mismatch'
  if (app.audience === 'internal')
    return 'This client is restricted to users within its organization. Error 403: org_internal'
  if (app.audience === 'testers') {
    return `${app.name} has not completed the Google verification process. The app is currently being tested, and can only be accessed by developer-approved testers. Error 403: access_denied`
  }
  if (app.isUntrusted) {
    return 'Access to your account data is restricted by policies within your organization. Please contact the administrator of your organization for more information. Error 400: admin_policy_enforced'
  }
  return undefined
}
