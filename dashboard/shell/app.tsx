import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { address } from '../address/address.ts'
import { isStale } from '../api/connection.ts'
import { key } from '../api/key.ts'
import { Loading } from '../parts/states.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { Header } from './header.tsx'
import { KeyHelp } from './key-help.tsx'
import { KeyMissing, NotFound } from './no-page.tsx'
import type { PageComponent } from './page.ts'
import { pageAt } from './pages.ts'

/** Compared as text: a change of the query is no change of the page. */
const path = computed(() => address.value.path)

/** Components that were loaded, by the path of their page. */
const loaded = signal<ReadonlyMap<string, PageComponent>>(new Map())

export function App() {
  const isOld = isStale.value
  return (
    <div class={isOld ? 'stale' : undefined}>
      <a class="skip button" href="#main">
        Skip to the page
      </a>
      <Header />
      <ConnectionBar />
      <main class="page" id="main" tabIndex={-1}>
        {key.value === undefined ? <KeyMissing /> : <PageNow />}
      </main>
      <KeyHelp />
    </div>
  )
}

function PageNow() {
  const matched = pageAt(path.value)
  const name = matched?.page.path
  useEffect(() => {
    if (!matched || loaded.peek().has(matched.page.path)) return
    void matched.page.load().then((component) => {
      loaded.value = new Map(loaded.peek()).set(matched.page.path, component)
    })
  }, [name])
  if (!matched) return <NotFound />
  const Page = loaded.value.get(matched.page.path)
  // Another monitor is another page: nothing of the former is kept in its fields.
  return Page ? <Page key={path.value} params={matched.params} /> : <Loading />
}
