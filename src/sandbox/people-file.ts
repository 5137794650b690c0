/** A people file; the format stands in the README. */
export interface PeopleFile {
  tenant: { name: string }
  bot: { name: string }
  app?: { appId?: string; appSecret?: string }
  departments: { id: string; name: string; parent?: string }[]
  people: {
    openId?: string
    userId: string
    employeeNo: string
    name: string
    title?: string
    departments: string[]
  }[]
  groups: { chatId?: string; name: string; members: string[] | 'all' }[]
}
