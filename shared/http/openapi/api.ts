/** Where the routes are. */
export const API = '/api/v1'
