/** What people may call a webhook, as `https://hooks.example.com/…`: the rest of its URL is as good as a password. */
export function webhookName(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return pathname === '/' && search === '' ? origin : `${origin}/…`
}
