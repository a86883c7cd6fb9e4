import { computed, signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

import { address } from '../address/address.ts'
import { isStale } from '../api/connection.ts'
import { key } from '../api/key.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Loading } from '../parts/states.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { focusHeading } from './focus-heading.ts'
import { Header } from './header.tsx'
import { KeyHelp } from './key-help.tsx'
import { KeyWanted, NotFound, NotLoaded } from './no-page.tsx'
import type { PageComponent } from './page.ts'
import { pageAt } from './pages.ts'
import { pageTitle } from './title.ts'

/** Compared as text: a change of the query is no change of the page. */
const path = computed(() => address.value.path)

/** Components that were loaded, by the path of their page; those that could not be show why. */
const loaded = signal<ReadonlyMap<string, PageComponent>>(new Map())

export function App() {
  const hasKey = key.value !== undefined
  const { data: session, refused } = useAnswer(hasKey ? reads.session() : undefined)
  const isWrong = refused?.status === 401
  const isShut = !hasKey || isWrong
  return (
    <div class={isStale.value ? 'stale' : undefined}>
      <a class="skip button" href="#main">
        Skip to content
      </a>
      <Header {...(session && !isShut && { session })} />
      <ConnectionBar />
      <Main>
        {isShut && <KeyWanted isWrong={isWrong} />}
        {/* It stays while the key is wrong: somebody may be writing in it. */}
        <div class="page-now" hidden={isShut} inert={isShut}>
          {(!isShut || session !== undefined) && <PageNow />}
        </div>
      </Main>
      <KeyHelp />
    </div>
  )
}

/** Takes the focus to the heading of each page but the first. */
function Main({ children }: { children: preact.ComponentChildren }) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(path.value)
  useEffect(() => {
    if (!main.current || shown.current === path.value) return
    shown.current = path.value
    return focusHeading(main.current)
  }, [path.value])
  return (
    <main class="page" id="main" tabIndex={-1} ref={main}>
      {children}
    </main>
  )
}

function PageNow() {
  const matched = pageAt(path.value)
  const name = matched?.page.path
  // Before effects of the page itself, which may say more.
  useLayoutEffect(() => {
    pageTitle.value = matched?.page.title(matched.params) ?? 'Page not found'
  }, [path.value])
  useEffect(() => {
    if (!matched || loaded.peek().has(matched.page.path)) return
    const { page } = matched
    const show = (component: PageComponent) => {
      loaded.value = new Map(loaded.peek()).set(page.path, component)
    }
    void page.load().then(show, () => show(NotLoaded))
  }, [name])
  if (!matched) return <NotFound />
  const Page = loaded.value.get(matched.page.path)
  // Another monitor is another page: nothing of the former is kept in its fields.
  return Page ? <Page key={path.value} params={matched.params} /> : <Loading />
}
