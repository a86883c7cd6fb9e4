import { render } from 'preact'

import { followAddress } from './address/address.ts'
import { followKey } from './api/key.ts'
import { startTicks } from './parts/now-ticks.ts'
import { App } from './shell/app.tsx'
import { followTaste } from './shell/taste.ts'
import { followTitle } from './shell/title.ts'

followKey()
followTaste()
followTitle()
followAddress()
startTicks()
const place = document.getElementById('app')
if (place) render(<App />, place)
