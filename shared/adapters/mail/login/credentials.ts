export interface Credentials {
  userid: string
  password: string
}
