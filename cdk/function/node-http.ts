/**
 * In bundles in place of `node:http`: an `import` of that asks for all that it exports, and so loads Node's `fetch`,
 * which takes longer than a tenth of a start. What a package imports of it must stand here, or the bundling fails.
 */
const http = process.getBuiltinModule('node:http')

export const { Agent, IncomingMessage, STATUS_CODES, request } = http
export default http
