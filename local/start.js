#!/usr/bin/env node
import { runOnOwnNode } from '../shared/own-node.js'

await runOnOwnNode('main.ts', import.meta.url)
